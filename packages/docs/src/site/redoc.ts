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

/** Where Redocly's page loads Redoc from, and where ours does. */
const cdnStart = "https://cdn.redocly.com/redoc/";
const cdn = /https:\/\/cdn\.redocly\.com\/redoc\/[^"'\s]*\/redoc\.standalone\.js/;
const longestAddress = 200;
const local = "./redoc.standalone.js";

const opening = "<script";
const closing = "</script>";

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

  const { page, scripts } = selfHosted(await readFile(output), policy);
  await writeFile(output, page);
  for (const { name, parts } of scripts) await writeFile(join(folder, name), parts);
  const script = await readFile(bundle, "utf8");
  if (!codeFromText.test(script)) throw changed("redoc.standalone.js");
  await writeFile(
    join(folder, "redoc.standalone.js"),
    script.replace(remoteLogo, logo).replace(codeFromText, "return!1"),
  );
}

/** The page, without the scripts that are in it, and these: nearly all of a large description's page is in one of them. */
function selfHosted(original: Buffer, policy: string): { page: string; scripts: Script[] } {
  const scripts: Script[] = [];
  let frame = "";
  let end = 0;
  for (let start = original.indexOf(opening); start !== -1; start = original.indexOf(opening, end)) {
    const inside = original.indexOf(">", start) + 1;
    const close = original.indexOf(closing, inside);
    if (inside === 0 || close === -1) throw changed("page");
    const tag = original.toString("utf8", start, inside);
    frame += original.toString("utf8", end, start);
    end = close + closing.length;
    if (!/^<script( type="module")?>$/.test(tag)) frame += original.toString("utf8", start, end);
    else {
      const name = tag.includes("module") ? "reference.js" : "color-mode.js";
      scripts.push({ name, parts: withLocalBundle(original.subarray(inside, close)) });
      frame += `${tag.slice(0, -1)} src="./${name}"></script>`;
    }
  }
  frame += original.toString("utf8", end);
  const page = frame
    .replace(new RegExp(cdn, "g"), local)
    // On an opaque origin, such as file://, a cross-origin attribute would keep the browser from loading the file.
    .replace(/ integrity="[^"]*" crossorigin="anonymous"/g, "")
    .replace(/<body[^>]*>/, (body) => `${body}\n  ${back}`)
    .replace(
      "<head>",
      `<head>\n  <meta http-equiv="Content-Security-Policy" content="${policy}">\n  <meta name="robots" content="noindex">`,
    );
  const names = scripts.map(({ name }) => name).toSorted();
  const isKnown =
    names.join() === "color-mode.js,reference.js" &&
    (cdn.test(frame) || scripts.some(({ parts }) => parts.includes(local))) &&
    page.includes(back) &&
    !/<script(?![^>]*src="\.\/)/.test(page);
  if (!isKnown) throw changed("page");
  return { page, scripts };
}

/** A script in pieces, as they stand one after the other. */
interface Script {
  readonly name: string;
  readonly parts: readonly (Buffer | string)[];
}

/** A script that loads Redoc from beside it. */
function withLocalBundle(script: Buffer): (Buffer | string)[] {
  const parts: (Buffer | string)[] = [];
  let end = 0;
  for (let start = script.indexOf(cdnStart); start !== -1; start = script.indexOf(cdnStart, start + 1)) {
    const [address] = cdn.exec(script.toString("utf8", start, start + longestAddress)) ?? [];
    if (address === undefined) continue;
    parts.push(script.subarray(end, start), local);
    end = start + address.length;
  }
  return [...parts, script.subarray(end)];
}

function changed(what: string): Error {
  return new Error(
    `Redocly's ${what} has changed. Look at what \`redocly build-docs\` writes, and fix packages/docs/src/site/redoc.ts.`,
  );
}
