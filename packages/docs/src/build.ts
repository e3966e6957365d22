/**
 * Builds a site: `node src/build.ts`, by default ours into `dist/`.
 *
 * - `--description <file>`: a bundled description, in JSON or YAML
 * - `--samples <file>`: its samples, by the ids of its operations; of another description, none by default
 * - `--output <folder>`
 * - `--no-redoc`: without the reference by Redoc
 */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildSite } from "./site/build.ts";
import { readFiles } from "./site/input.ts";
import { notices } from "./site/notices.ts";
import { readSamples } from "./site/samples.ts";

const { values } = parseArgs({
  options: {
    description: { type: "string" },
    samples: { type: "string" },
    output: { type: "string", default: fileURLToPath(new URL("../dist", import.meta.url)) },
    redoc: { type: "boolean", default: true },
  },
  allowNegative: true,
});
const ours = (name: string) => fileURLToPath(import.meta.resolve(name));
const samples = values.samples ?? (values.description ? undefined : ours("@spkey/samples/samples.json"));

const description = await buildSite({
  files: await readFiles(values.description ?? ours("@spkey/spec/openapi.json")),
  samples: samples === undefined ? {} : await readSamples(samples),
  output: resolve(values.output),
  redoc: values.redoc,
});
for (const line of notices(description)) console.warn(line);
