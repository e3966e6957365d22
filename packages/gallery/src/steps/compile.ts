import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { callables, compilers, consumerProgram, typeErrors } from "@spkey/client/testing";
import { readDescription } from "@spkey/model";
import { bundleName, type Fault, type Step } from "../outcome.ts";

/** Where the packages are that the client imports. */
const modules = join(dirname(fileURLToPath(import.meta.resolve("@spkey/client/generate"))), "../node_modules");

/** The time limit is that of the step. */
const timeout = 60 * 60_000;

/** The client, a program that calls each operation with its example, and each operation's sample, by both compilers. */
export const compile: Step = async ({ folder }) => {
  const description = readDescription(JSON.parse(await readFile(join(folder, bundleName), "utf8")));
  const { callable, skipped } = callables(description);
  await writeFile(join(folder, "client/program.ts"), consumerProgram(description));
  await link(modules, join(folder, "client/node_modules"));
  await link(join(folder, "client"), join(folder, "samples/node_modules/@spkey/client"));
  await link(join(modules, "@types"), join(folder, "samples/node_modules/@types"));
  await writeFile(join(folder, "samples/package.json"), '{ "type": "module" }\n');

  const samples = await readdir(join(folder, "samples/typescript"));
  const faults: Fault[] = [];
  for (const compiler of compilers) {
    const ofClient = await typeErrors(join(folder, "client"), ["program.ts", "src/by-path.ts"], compiler, { timeout });
    const ofSamples = await typeErrors(
      join(folder, "samples"),
      samples.map((name) => `typescript/${name}`),
      compiler,
      { timeout, options: { types: ["node"], moduleDetection: "force" } },
    );
    for (const [what, errors] of [
      ["client", ofClient],
      ["samples", ofSamples],
    ] as const) {
      for (const message of errors) {
        const [, code = ""] = /error (TS\d+)/.exec(message) ?? [];
        faults.push({ whose: "ours", kind: `${compiler}, ${what}: ${code}`, message: message.slice(0, 500) });
      }
    }
  }
  for (const reason of skipped)
    faults.push({ whose: "unsupported", kind: "not called by the consumer", message: reason });
  return { counts: { called: callable.length, skipped: skipped.length, samples: samples.length }, faults };
};

async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await symlink(target, path, "dir").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}
