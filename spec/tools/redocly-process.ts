/**
 * Runs Redocly's CLI as often as it is asked to: loaded once, and faster each time, as V8 learns what it does. It is started by
 * `kept-redocly.ts`, and ends with who has started it.
 */
import { enableCompileCache } from "node:module";
import type { RedoclyRun } from "./redocly.ts";

/** What the command itself loads: loaded by another address, it runs again, with all that it imports as it is. */
const cli = import.meta.resolve("@redocly/cli/lib/index.js");
enableCompileCache();

let runs = 0;
let run: RedoclyRun | undefined;

process.on("message", (args: readonly string[]) => {
  run = { code: 0, text: "" };
  process.argv = [process.execPath, cli, ...args];
  // A command is over when Node has nothing left to do. To wait for the next one is nothing, until then.
  process.channel?.unref();
  runs += 1;
  void import(`${cli}?${runs}`);
});

for (const stream of [process.stdout, process.stderr]) {
  const write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    if (run) run = { ...run, text: run.text + (typeof chunk === "string" ? chunk : Buffer.from(chunk).toString()) };
    const written = rest.findLast((each) => typeof each === "function");
    if (written) process.nextTick(written);
    return true;
  };
  stream.write = write;
}

process.on("beforeExit", () => {
  if (!run) return;
  const end = process.exit;
  let code: unknown;
  // Redocly ends the process here; listeners of an event are called in the order in which they were added, this one first.
  process.exit = ((given?: unknown) => {
    code = given;
  }) as typeof end; // It returns, as Redocly does right after it.
  setImmediate(() => {
    process.exit = end;
    const over = { code: Number(code ?? process.exitCode ?? 0), text: run?.text ?? "" };
    run = undefined;
    process.exitCode = undefined;
    process.channel?.ref();
    process.send?.(over);
  });
});
