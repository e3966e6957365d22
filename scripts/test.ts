/**
 * Everything that CI checks: `pnpm test`. At its end it says again which tests have failed, and why, since by then they stand thousands of lines above. Its last line adds up the tests of all packages: `N passed, N failed`.
 */
import { glob, readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { root, turbo } from "./turbo.ts";

/** As much of vitest's JSON report as is added up. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  /** A file that could not even be loaded has failed without a test. */
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    /** The file's path. */
    readonly name: string;
    /** Why the file could not be loaded; otherwise empty. */
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** The tests of a report that have failed, each with its file and the reason. */
function* failures(report: Report): Generator<string> {
  for (const file of report.testResults) {
    const name = relative(root, file.name);
    if (file.message !== "") yield `${name}\n${file.message}`;
    for (const test of file.assertionResults) {
      if (test.status === "failed") yield `${name} > ${test.fullName}\n${test.failureMessages.join("\n")}`;
    }
  }
}

const reports = "{spec,scripts,packages/*}/reports/vitest*.json";
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());

// What an earlier run has left behind says nothing of this one. A task from turbo's cache puts its own back.
for await (const report of glob(reports, { cwd: root })) await rm(join(root, report));

const { code } = await turbo(
  [
    "lint",
    "lint:code",
    "typecheck",
    "test",
    "contract",
    // A package that fails hides no other: all are run, and then counted.
    "--continue=always",
    ...process.argv.slice(2),
  ],
  { signal: stopping.signal },
);

let passed = 0;
let failed = 0;
let skipped = 0;
for await (const name of glob(reports, { cwd: root })) {
  const report: Report = JSON.parse(await readFile(join(root, name), "utf8"));
  passed += report.numPassedTests;
  failed += Math.max(report.numFailedTests, report.numFailedTestSuites > 0 ? 1 : 0);
  skipped += report.numPendingTests;
  for (const failure of failures(report)) console.log(`\nFAILED ${failure}`);
}
// Where a check that counts nothing has failed, linting or type checking, that is one failure.
if (code !== 0 && failed === 0) failed = 1;
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = code === 0 && failed === 0 ? 0 : 1;
