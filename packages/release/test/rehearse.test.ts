import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { execute, startProgram, temporaryFolder } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { repositoryRoot } from "../src/workspace.ts";

const command = [process.execPath, join(import.meta.dirname, "../tools/rehearse.ts")];

/** Where it makes its files, and nobody else. */
async function ownTemporary() {
  const folder = await temporaryFolder();
  const TMPDIR = join(folder, "tmp");
  await mkdir(TMPDIR);
  return { TMPDIR, options: { cwd: repositoryRoot, env: { ...process.env, TMPDIR, NO_COLOR: "1" } } };
}

/** The programs that still run with something of a folder, by what they were called with. */
async function runningIn(folder: string): Promise<readonly string[]> {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  return lines.filter((line) => line.includes(folder));
}

/** What is in the work tree, but for what other tasks of the same run write meanwhile. */
async function state(): Promise<string> {
  const { stdout } = await execute(["git", "status", "--porcelain", "--ignored"], { cwd: repositoryRoot });
  return stdout
    .split("\n")
    .filter((line) => !/^!! .*(\.turbo|dist|generated|reports)\/$/.test(line))
    .join("\n");
}

describe("a rehearsal", () => {
  test("does all of a release, is killed and finishes it, and leaves nothing behind", {
    timeout: 180_000,
  }, async () => {
    const { TMPDIR, options } = await ownTemporary();
    const before = await state();
    const { code, stdout, stderr } = await execute(command, { ...options, timeout: 170_000 });
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const steps = stdout
      .trim()
      .split("\n")
      .map((line) => line.replace(/^ *\d+\.\d s {2}/, ""));
    expect(steps).toEqual([
      expect.stringMatching(/^copied the repository/),
      expect.stringMatching(/^\d+\.\d+\.\d+ → \d+\.\d+\.\d+: @/),
      expect.stringMatching(/^built and packed \d+ packages/),
      "checked the tarballs",
      expect.stringMatching(/^published @.*, and was killed/),
      expect.stringMatching(/^published the other \d+, and nothing twice/),
      "published again, which skipped all",
      "published something else as the same version, which was refused",
      expect.stringMatching(/^installed them with npm, started the mock/),
      expect.stringMatching(/could be released$/),
    ]);
    expect(await readdir(TMPDIR)).toEqual([]);
    expect(await runningIn(TMPDIR)).toEqual([]);
    expect(await state()).toBe(before);
  });

  test.for(["SIGINT", "SIGTERM"] as const)("that is ended by %s leaves nothing behind", async (signal) => {
    const { TMPDIR, options } = await ownTemporary();
    await using program = startProgram(command, options);
    await program.says(signal === "SIGINT" ? /→/ : /copied/);
    process.kill(program.pid, signal);
    expect(await program.exit).toBe(130);
    expect(await readdir(TMPDIR)).toEqual([]);
    expect(await runningIn(TMPDIR)).toEqual([]);
  });
});
