import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Recordings } from "./record.ts";

const recorder = fileURLToPath(new URL("record.ts", import.meta.url));

/** What the programs of consumers send, one after another. */
export async function recordingsOf(
  jobs: readonly { readonly program: string; readonly baseUrl?: string }[],
): Promise<readonly Recordings[]> {
  const child = spawn(process.execPath, [recorder], { stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.end(JSON.stringify(jobs));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (stdout === "") throw new Error(`The programs ended:\n${stderr}`);
  return JSON.parse(stdout);
}
