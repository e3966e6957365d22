import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brokenAddresses, readSite, textOf } from "@spkey/docs/testing";
import { readDescription } from "@spkey/model";
import { bundleName, type Fault, type Step } from "../outcome.ts";
import { runTool } from "../run-tool.ts";

const builder = fileURLToPath(import.meta.resolve("@spkey/docs/build"));

/** What no reader should see, but where the description itself has it. */
const odd = /\[object \w+\]|\bundefined\b|\bNaN\b/g;

/** The site, with its samples and Redoc's reference: a page for each operation, no link that leads nowhere, nothing odd. */
export const docs: Step = async ({ folder }) => {
  const description = join(folder, bundleName);
  const output = join(folder, "site");
  const samples = join(folder, "samples/samples.json");
  const { code, stderr } = await runTool(builder, [
    "--description",
    description,
    "--samples",
    samples,
    "--output",
    output,
  ]);
  if (code !== 0) throw new Error(stderr);
  const text = await readFile(description, "utf8");
  const { operations, webhooks } = readDescription(JSON.parse(text));
  const site = await readSite(output);
  const written = new Set(text.match(odd));
  const faults: Fault[] = [];
  for (const [page, html] of site.pages) {
    for (const address of brokenAddresses(site, page)) {
      const own = text.includes(JSON.stringify(address.replace(/: no .*$/, "")).slice(1, -1));
      faults.push({
        whose: own ? "description" : "ours",
        kind: "a link leads nowhere",
        message: address,
        place: page,
        ...(own && { evidence: "it is written so in the description" }),
      });
    }
    for (const word of new Set(textOf(html).match(odd))) {
      if (!written.has(word))
        faults.push({ whose: "ours", kind: "something odd on a page", message: word, place: page });
    }
  }
  const missing = operations.length + webhooks.length + 3 - site.pages.size;
  if (missing !== 0) faults.push({ whose: "ours", kind: "pages are missing", message: `${missing} are not there` });
  return {
    counts: { pages: site.pages.size, files: site.files.size, bytes: await sizeOf(output, site.files) },
    faults,
  };
};

async function sizeOf(folder: string, files: Iterable<string>): Promise<number> {
  let bytes = 0;
  for (const file of files) {
    const stats = await stat(join(folder, file));
    if (stats.isFile()) bytes += stats.size;
  }
  return bytes;
}
