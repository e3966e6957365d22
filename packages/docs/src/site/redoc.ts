import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** A language of the samples, as Redoc's configuration names it: only those that it names are shown. */
export interface SampleLanguage {
  /** As in `x-codeSamples`. */
  readonly lang: string;
  readonly label: string;
}

const cli = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));
const bundle = fileURLToPath(
  new URL("../lib/chunks/redoc.standalone.js", import.meta.resolve("@redocly/cli/bin/cli.js")),
);

/** The logo beside Redoc's words "API docs by" comes from a CDN, and the package does not bring it along: a word instead. */
const remoteLogo = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g;
const logo =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='54' height='16'%3E%3Ctext y='12' font-family='sans-serif' font-size='13' fill='%23566072'%3ERedocly%3C/text%3E%3C/svg%3E";

/**
 * Redoc's search looks whether it may make code of text, for a worker; the policy refuses that, and reports it. Without the
 * question, it searches in the page, as it does when it is refused.
 */
const codeFromText = /try\{return \w+\._factory\?\?=Function\(\w+\),!0\}catch\{return!1\}/;

/** The way back to the front page, in Redoc's colours of either mode. */
const back = `<style>
    .front-page { display: block; padding: 8px 16px; font: 14px sans-serif; color: #22242b; background: #fff }
    .dark .front-page { color: #eee; background: #16181d }
  </style>
  <a class="front-page" href="../">← Front page</a>`;

/**
 * Writes Redoc's reference of an OpenAPI document into a folder, self-hosted: `redocly build-docs` makes a page that loads its
 * script from a CDN and has scripts of its own inline; here they become files beside it.
 *
 * @param target where it is written, its Content Security Policy, and what gives it up
 * @throws where Redocly's page is not the one that we know how to rewrite
 */
export async function buildRedoc(
  document: object,
  languages: readonly SampleLanguage[],
  { folder, policy, signal }: { readonly folder: string; readonly policy: string; readonly signal?: AbortSignal },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const input = join(folder, "description.json");
  const output = join(folder, "index.html");
  const configuration = join(folder, "redocly.yaml");
  await writeFile(input, JSON.stringify(document));
  await writeFile(configuration, JSON.stringify({ openapi: { codeSamples: { languages } } }));
  await promisify(execFile)(
    process.execPath,
    // As of `spec/tools/redocly.ts`: less garbage at a time.
    ["--max-semi-space-size=16", cli, "build-docs", input, "--output", output, "--config", configuration],
    {
      cwd: folder,
      ...(signal && { signal }),
      // Otherwise the page reports to Redocly how it is used.
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    },
  );

  await Promise.all([rm(input), rm(configuration)]);

  const { page, scripts } = selfHosted(await readFile(output, "utf8"), policy);
  await writeFile(output, page);
  for (const [name, text] of scripts) await writeFile(join(folder, name), text);
  const script = await readFile(bundle, "utf8");
  if (!codeFromText.test(script)) throw changed("redoc.standalone.js");
  await writeFile(
    join(folder, "redoc.standalone.js"),
    script.replace(remoteLogo, logo).replace(codeFromText, "return!1"),
  );
}

function selfHosted(original: string, policy: string): { page: string; scripts: [name: string, text: string][] } {
  const cdn = /https:\/\/cdn\.redocly\.com\/redoc\/[^"'\s]*\/redoc\.standalone\.js/g;
  const local = "./redoc.standalone.js";
  const scripts: [string, string][] = [];
  const page = original
    // First of all, since nearly all of a large description's page is in one of them.
    .replace(/<script( type="module")?>([\s\S]*?)<\/script>/g, (_, module: string | undefined, text: string) => {
      const name = module ? "reference.js" : "color-mode.js";
      scripts.push([name, text.replace(cdn, local)]);
      return `<script${module ?? ""} src="./${name}"></script>`;
    })
    .replace(cdn, local)
    // On an opaque origin, such as file://, a cross-origin attribute would keep the browser from loading the file.
    .replace(/ integrity="[^"]*" crossorigin="anonymous"/g, "")
    .replace(/<body[^>]*>/, (body) => `${body}\n  ${back}`)
    .replace(
      "<head>",
      `<head>\n  <meta http-equiv="Content-Security-Policy" content="${policy}">\n  <meta name="robots" content="noindex">`,
    );
  const names = scripts.map(([name]) => name).toSorted();
  if (
    names.join() !== "color-mode.js,reference.js" ||
    !original.match(cdn) ||
    !page.includes(back) ||
    /<script(?![^>]*src="\.\/)/.test(page)
  ) {
    throw changed("page");
  }
  return { page, scripts };
}

function changed(what: string): Error {
  return new Error(
    `Redocly's ${what} has changed. Look at what \`redocly build-docs\` writes, and fix packages/docs/src/site/redoc.ts.`,
  );
}
