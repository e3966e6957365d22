import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { callables, compilers, consumerProgram, typeErrors } from "@spkey/client/testing";
import { exampleRequest, readDescription } from "@spkey/model";
import { bundleName, type Fault, programsName, type Step } from "../outcome.ts";
import { createOwnFaults, evidenceOf } from "../own-faults.ts";

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
  const programs: Readonly<Record<string, string>> = JSON.parse(
    await readFile(join(folder, "samples", programsName), "utf8"),
  );
  const operations = new Map(description.operations.map((operation) => [operation.id, operation]));
  const own = createOwnFaults(description);
  const faults: Fault[] = [];
  for (const compiler of compilers) {
    const ofClient = await typeErrors(join(folder, "client"), ["program.ts", "src/by-path.ts"], compiler, { timeout });
    const files = samples.map((name) => `typescript/${name}`);
    const options = { types: ["node"], moduleDetection: "force" };
    // Of webhooks there are none, and a compiler wants something to do.
    const ofSamples =
      files.length === 0 ? [] : await typeErrors(join(folder, "samples"), files, compiler, { timeout, options });
    for (const [what, errors] of [
      ["client", ofClient],
      ["samples", ofSamples],
    ] as const) {
      for (const message of errors) {
        const [, code = ""] = /error (TS\d+)/.exec(message) ?? [];
        const [, file = ""] = /^\s*(typescript\/\d+\.ts)/.exec(message) ?? [];
        const operation = operations.get(programs[file] ?? "");
        const cause = operation && (await own.ofRequest(operation))[0];
        const [missing] = operation && !cause ? exampleRequest(description, operation).missing : [];
        faults.push({
          whose: cause ? "description" : missing ? "unsupported" : "ours",
          kind: `${compiler}, ${what}: ${code}`,
          message: `${operation ? `${operation.id}: ` : ""}${message.trim().slice(0, 500)}`,
          ...(cause && { pointer: cause.pointer, evidence: evidenceOf(cause) }),
          ...(missing && { pointer: missing.pointer, evidence: `the sample says: ${missing.message}` }),
        });
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
