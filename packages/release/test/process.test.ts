import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@spkey/test-kit";
import { expect, test } from "vitest";
import { run, runToSuccess } from "../src/process.ts";

/** Starts a program that starts another, as our commands do, and says when that is there. */
const nested = (marker: string) => `
  const { run } = await import(${JSON.stringify(join(import.meta.dirname, "../src/process.ts"))});
  await run([process.execPath, "-e", "console.log('there'); setInterval(() => {}, 1000)", ${JSON.stringify(marker)}],
    { cwd: ".", onLine: (line) => console.log(line) });
`;

async function isRunning(marker: string): Promise<boolean> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  return lines.some((line) => line.split("\0").includes(marker));
}

test.skipIf(process.platform !== "linux")("what a program has started ends with it", async () => {
  const cwd = await temporaryFolder();
  const marker = `marker-of-${cwd}`;
  const stopping = new AbortController();
  const ended = run([process.execPath, "--input-type=module", "-e", nested(marker)], {
    cwd,
    signal: stopping.signal,
    onLine: (line) => line === "there" && stopping.abort(),
  });
  await expect(ended).rejects.toThrow("aborted");
  await expect.poll(() => isRunning(marker)).toBe(false);
});

test("what does not succeed is said with all that it wrote", async () => {
  const command = [process.execPath, "-e", "console.log('out'); console.error('err'); process.exit(3)"];
  await expect(runToSuccess(command, { cwd: "." })).rejects.toThrow(/ended with 3:\nout\nerr\n/);
  await expect(run(["there-is-no-such-program"], { cwd: "." })).rejects.toThrow("ENOENT");
});
