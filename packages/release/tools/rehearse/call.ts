import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readDescription } from "@spkey/model";
import { startProgram } from "@spkey/test-kit/program";
import { npm } from "../../src/installed.ts";
import { runToSuccess } from "../../src/process.ts";
import { isolatedEnvironment, type LocalRegistry } from "../../src/registry.ts";
import { chooseSubject } from "../../src/subject/index.ts";
import type { Tarball } from "../../src/tarball/index.ts";

/**
 * Installs all packages into an empty project with npm, starts the mock there, and calls it with the client.
 *
 * @returns what was done, in a sentence
 */
export async function callInstalled(
  registry: LocalRegistry,
  packages: readonly Tarball[],
  signal: AbortSignal,
): Promise<string> {
  const project = await registry.project();
  const options = { cwd: project, env: isolatedEnvironment(project), signal };
  const wanted = packages.map(({ name, version }) => `${name}@${version}`);
  await runToSuccess([process.execPath, npm, "install", "--ignore-scripts", ...wanted], options);

  const installed = (path: string) => join(project, "node_modules", path);
  const subject = chooseSubject(
    readDescription(JSON.parse(await readFile(installed("@spkey/spec/dist/openapi.json"), "utf8"))),
  );
  await using mock = startProgram([installed(".bin/spkey-mock"), "--port", "0"], options);
  const end = () => mock.kill("SIGKILL");
  signal.addEventListener("abort", end, { once: true });
  try {
    const [url] = await mock.says(/http:\/\/127\.0\.0\.1:\d+/);
    if (!subject)
      return "installed them with npm, and started the mock; no operation can be called with values that JSON has";
    const { name } = subject.signature;
    await writeFile(
      join(project, "call.js"),
      `import { createClient, ${name} as operation } from "@spkey/client";
const client = createClient(${JSON.stringify({ ...subject.credentials.options, baseUrl: url })});
console.log(JSON.stringify((await operation(client, ${JSON.stringify(subject.request)})) ?? null));
`,
    );
    const answer = await runToSuccess([process.execPath, "call.js"], options);
    JSON.parse(answer);
    return `installed them with npm, started the mock, and called ${name} of it with the client`;
  } finally {
    signal.removeEventListener("abort", end);
  }
}
