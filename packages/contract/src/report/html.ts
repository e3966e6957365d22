import { createHash } from "node:crypto";
import { escapeMarkup as html } from "./escape.ts";
import type { Cause, OpenQuestion, OperationReport, Report, Suggestion } from "./report.ts";
import { style } from "./style.ts";
import { otherPlace, placeText } from "./terminal.ts";

/** A report as one page that needs nothing else: no script, no request, and a policy that says so. */
export function htmlReport(report: Report): string {
  const { description, target, verdict, reason, findings, tool } = report;
  const title = `${verdictText[verdict]}: ${description.title} ${description.version}`;
  const hash = createHash("sha256").update(style).digest("base64");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'">
<meta name="referrer" content="no-referrer">
<title>${html(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${html(description.title)} <span class="muted">${html(description.version)}</span></h1>
<p><span class="verdict ${verdict}">${verdictText[verdict]}</span> at <code>${html(target)}</code></p>
${reason === undefined ? "" : `<p>${html(reason)}</p>`}
<p class="muted">${summary(report)}</p>
</header>
<main>
${section("Findings", findings.length === 0 ? "<p>Nothing was found.</p>" : findings.map(cause).join("\n"))}
${questions("Not judged", report.notJudged)}
${questions("Not tried", report.notTried)}
${suggestions(report.suggestions)}
${section("Operations", operations(report.operations))}
</main>
<footer>${html(tool.name)} ${html(tool.version)}, seed ${report.seed}. It has no credential in it, and none of the values that were given.</footer>
</body>
</html>
`;
}

const verdictText: Readonly<Record<Report["verdict"], string>> = {
  kept: "The server keeps its description",
  broken: "The server breaks its description",
  "could-not-run": "Nothing can be said",
};

function summary({ counts, coverage }: Report): string {
  const { sent, kept, broken, notJudged, notTried } = counts;
  const unseen = coverage.unseen.length === 0 ? "" : ` (not ${html(coverage.unseen.slice(0, 20).join(", "))})`;
  return (
    `${sent} cases sent: ${kept} kept, ${broken} broken, ${notJudged} not judged; ${notTried} not tried. ` +
    `${coverage.rules.tried} of ${coverage.rules.all} rules of requests were tried, and ` +
    `${coverage.responses.seen} of ${coverage.responses.all} documented responses seen${unseen}.`
  );
}

function section(title: string, content: string): string {
  return `<section><h2>${html(title)}</h2>\n${content}\n</section>`;
}

function codeOf(text: string | undefined): string {
  return text === undefined ? "" : ` <code>${html(text)}</code>`;
}

function cause(each: Cause): string {
  const {
    kind,
    title,
    severity,
    accepted,
    operations: ids,
    promised,
    at,
    came,
    also,
    hurts,
    count,
    cases,
    prism,
    again,
  } = each;
  const rows: readonly (readonly [string, string])[] = [
    ["operation", html(ids.join(", "))],
    ["promised", `<code>${html(placeText(promised))}</code>`],
    ["came", `<code>${html(at)}</code>: ${prose(came)}`],
    ...(also.length === 0
      ? []
      : [
          [
            "also",
            `<ul>${also.map((one) => `<li>${prose(one.came)}${codeOf(otherPlace(one.promised, promised))}</li>`).join("")}</ul>`,
          ] as const,
        ]),
    ["hurts", html(hurts)],
    ["seen", `${count} ${count === 1 ? "time" : "times"}, such as <code>${html(cases[0] ?? "")}</code>`],
    ...(prism === "not-asked"
      ? []
      : [["Prism", prism === "agrees" ? "finds it as well" : "does not find it"] as const]),
  ];
  const commands = again
    ? `<details><summary>See it again</summary>${pre(again.command, `Command for ${kind}`)}${pre(again.curl, `curl for ${kind}`)}</details>`
    : "";
  return `<article class="cause">
<p class="kind"><span class="${severity}">${accepted ? "accepted" : severity}</span> <code>${kind}</code></p>
<h3>${prose(title)}</h3>
<dl>${rows.map(([name, text]) => `<dt>${name}</dt><dd>${text}</dd>`).join("")}</dl>
${commands}
</article>`;
}

/** Prose, in which names stand in backticks. */
function prose(text: string): string {
  return html(text).replaceAll(/`([^`]*)`/g, "<code>$1</code>");
}

/** What scrolls can be reached by the keyboard, and has a name. */
function pre(text: string, label: string): string {
  return `<pre tabindex="0" role="region" aria-label="${html(label)}"><code>${html(text)}</code></pre>`;
}

function questions(title: string, all: readonly OpenQuestion[]): string {
  if (all.length === 0) return "";
  const rows = all.map(({ reason, operations: ids, count, place }) => {
    const which = ids.length > 3 ? `${ids.length} operations` : ids.join(", ");
    const where = codeOf(place && placeText(place));
    return `<li>${count} of ${html(which)}: ${prose(reason)}${where}</li>`;
  });
  return section(title, `<ul>${rows.join("\n")}</ul>`);
}

function suggestions(all: readonly Suggestion[]): string {
  if (all.length === 0) return "";
  const items = all.map(({ places, reason, yaml }, index) => {
    const where = places.map((place) => `<code>${html(placeText(place))}</code>`).join(", ");
    return `<details${all.length < 5 ? " open" : ""}><summary>${prose(reason)}</summary><p class="muted">${where}</p>${pre(yaml.trimEnd(), `YAML ${index + 1}`)}</details>`;
  });
  return section(
    "What the server has and the description lacks",
    `<p>If the server is right, put this into the description.</p>${items.join("\n")}`,
  );
}

function operations(all: readonly OperationReport[]): string {
  const rows = all.map(({ id, method, path, verdict, reason, cases }) => {
    const why = reason === undefined ? "" : `: ${html(reason)}`;
    return `<tr><th scope="row"><code>${html(id)}</code></th><td>${html(`${method} ${path}`)}</td><td><span class="${verdict}">${verdict.replace("-", " ")}</span>${why}</td><td>${cases.length}</td></tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="Operations"><table><thead><tr><th scope="col">Operation</th><th scope="col">Request</th><th scope="col">Verdict</th><th scope="col">Cases</th></tr></thead><tbody>${rows.join("\n")}</tbody></table></div>`;
}
