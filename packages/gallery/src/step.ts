/** Runs one step: `step.ts <step> <folder> <description> <report>`, and writes what came of it into the file of its report. */
import { rename, writeFile } from "node:fs/promises";
import type { Step, StepName } from "./outcome.ts";
import { bundle } from "./steps/bundle.ts";
import { compile } from "./steps/compile.ts";
import { contract } from "./steps/contract.ts";
import { docs } from "./steps/docs.ts";
import { generate } from "./steps/generate.ts";
import { lint } from "./steps/lint.ts";
import { mock } from "./steps/mock.ts";
import { samples } from "./steps/samples.ts";

const all: Readonly<Record<StepName, Step>> = { lint, bundle, generate, compile, samples, docs, mock, contract };

const [name = "", folder = "", file = "", output = ""] = process.argv.slice(2);
const step = Object.entries(all).find(([each]) => each === name)?.[1];
if (!step) throw new Error(`There is no step \`${name}\`, only ${Object.keys(all).join(", ")}.`);
const report = await step({ folder, file });
await writeFile(`${output}.tmp`, JSON.stringify(report));
await rename(`${output}.tmp`, output);
// Neither servers nor threads that are still there say anything more.
process.exit(0);
