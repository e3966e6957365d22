/** Builds our package into `dist/`, from the bundled description and its samples. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { buildPackage } from "./package.ts";

const json = async (name: string) => JSON.parse(await readFile(fileURLToPath(import.meta.resolve(name)), "utf8"));

await buildPackage({
  document: await json("@spkey/spec/openapi.json"),
  samples: await json("@spkey/samples/samples.json"),
  output: fileURLToPath(new URL("../dist", import.meta.url)),
});
