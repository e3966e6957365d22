/** Generates `src/generated/` from the bundled description. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { generate } from "./generator.ts";

const folder = new URL("../src/generated/", import.meta.url);
const bundle = new URL(import.meta.resolve("@spkey/spec/openapi.json"));
const own = new URL("../package.json", import.meta.url);
const [document, manifest] = await Promise.all(
  [bundle, own].map(async (file) => JSON.parse(await readFile(file, "utf8"))),
);

const { files, warnings } = await generate(document, manifest);
for (const warning of warnings) console.warn(warning);

await mkdir(folder, { recursive: true });
for (const name of await readdir(folder)) {
  if (!(name in files)) await rm(new URL(name, folder));
}
for (const [name, text] of Object.entries(files)) {
  const file = fileURLToPath(new URL(name, folder));
  await writeFile(`${file}.tmp`, text);
  await rename(`${file}.tmp`, file);
}
