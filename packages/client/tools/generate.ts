/**
 * Generates `src/generated/` from the bundled description; with `--description <file>` and `--output <folder>`, a package
 * of the client of another description (bundled, as JSON) instead.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generateOwn, type Manifest, writePackage } from "./package.ts";

const { description, output } = parseArgs({
  options: { description: { type: "string" }, output: { type: "string" } },
}).values;
if ((description === undefined) !== (output === undefined)) {
  throw new Error("`--description <file>` and `--output <folder>` belong together.");
}
const bundle = description ?? fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
const document: object = JSON.parse(await readFile(bundle, "utf8"));
const manifest: Manifest = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
const { warnings } =
  output === undefined ? await generateOwn(document) : await writePackage(output, document, manifest);
for (const { pointer, message } of warnings) console.warn(`${pointer}: ${message}`);
