import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Subject } from "@spkey/release/subject";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { execute, succeed } from "./execute.ts";
import { folderOf } from "./installed.ts";
import { brokenTestsOf, faultsOf, programOf, testsOf } from "./project-with-tests.ts";
import { nothingToCall, publishedSubject } from "./published-subject.ts";
import { npm, type Registry, startRegistry } from "./registry.ts";

const subject = await publishedSubject();
if (subject) testProject(subject);
else test("the contract in an integrator's tests", (context) => context.skip(nothingToCall));

function testProject(subject: Subject): void {
  const faults = faultsOf(subject);
  let registry: Registry;
  let project: string;
  beforeAll(async () => {
    registry = await startRegistry();
    await registry.publish("@spkey/spec", "@spkey/mock", "@spkey/contract");
    project = await registry.project();
    // Both are ours to choose, and have a hundred dependencies: they are linked, and npm holds their versions against our peers'.
    const linked = ["msw", "vitest"].map((name) => `${name}@file:${folderOf(name)}`);
    await succeed([process.execPath, npm, "install", "@spkey/client", "@spkey/contract", ...linked], project);
    await writeFile(join(project, "calls.test.ts"), testsOf(subject));
    await writeFile(join(project, "broken.test.ts"), brokenTestsOf(subject, faults));
  }, 120_000);
  afterAll(() => registry?.stop());

  const runTests = (...args: readonly string[]) =>
    execute([process.execPath, join(folderOf("vitest"), "vitest.mjs"), "run", ...args], project);

  describe("a project that is installed from a registry", () => {
    test("has tests that pass", async () => {
      const { code, stdout, stderr } = await runTests("calls.test.ts", "--pool=forks");
      expect(code, stdout + stderr).toBe(0);
      expect(stdout).toMatch(/Tests +\d+ passed/);
      expect(stdout + stderr).not.toMatch(/MSW\] (Warning|Error)/);
    });

    test("is left by the contract with nothing that runs on", async () => {
      // Where something does, it is ended after a minute, which is no success.
      await writeFile(join(project, "program.mjs"), programOf(subject));
      expect(await succeed([process.execPath, "program.mjs"], project)).toBe("404\n");
    });

    test("has tests that fail for the right reason where the API is broken", async () => {
      const reporters = ["--reporter=default", "--reporter=json", "--outputFile.json=broken.json"];
      const { code, stdout, stderr } = await runTests("broken.test.ts", ...reporters);
      expect(code, stdout + stderr).toBe(1);
      const report: Report = JSON.parse(await readFile(join(project, "broken.json"), "utf8"));
      const failures = new Map(
        report.testResults.flatMap(({ assertionResults }) =>
          assertionResults.map(({ title, failureMessages }) => [title, failureMessages.join("\n")]),
        ),
      );
      for (const { name, says } of faults) expect(failures.get(name), name).toMatch(says);
      for (const secret of ["canary", ...subject.credentials.secrets]) {
        expect([...failures.values()].join("\n")).not.toContain(secret);
      }
      // Of an assertion that nobody waits for, Vitest says that a promise was rejected.
      expect(stdout + stderr).toMatch(/Unhandled Rejection[\s\S]*undocumented-status: status: .* 599 came/);
    });

    test("has types that hold, and that know the operations", { timeout: 60_000 }, async () => {
      const options = { module: "nodenext", target: "es2024", strict: true, noEmit: true, skipLibCheck: true };
      const compilerOptions = {
        ...options,
        lib: ["es2024", "esnext.disposable", "dom", "dom.iterable"],
        types: ["node"],
        typeRoots: [dirname(folderOf("@types/node"))],
      };
      await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.test.ts"] }));
      const compiler = join(folderOf("typescript"), "bin", "tsc");
      expect(await succeed([process.execPath, compiler, "-p", "."], project)).toBe("");
    });
  });
}

/** The part of Vitest's report that is read. */
interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly failureMessages: readonly string[] }[];
  }[];
}
