import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { watchMemory } from "./memory.ts";
import { type Context, reportFile, type StepName, type StepReport, type StepResult } from "./outcome.ts";
import { nodeOptions } from "./run-tool.ts";

const program = fileURLToPath(new URL("step.ts", import.meta.url));

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** How much of what a step that crashed has written is kept, in UTF-16 code units. */
const mostSaid = 2_000;

export interface RunStepOptions {
  /** How long it may take, in milliseconds. */
  readonly limit: number;
  /** Ends it, and all that it has started. */
  readonly signal: AbortSignal;
}

/** Runs a step in a process of its own, the leader of a group, so that whatever it starts ends with it. */
export async function runStep(
  step: StepName,
  { folder, file }: Context,
  { limit, signal }: RunStepOptions,
): Promise<StepResult> {
  signal.throwIfAborted();
  const report = reportFile(folder, step);
  await rm(report, { force: true });
  const started = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, program, step, folder, file, report], {
    detached: true,
    env: { ...process.env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`The step ${step} can't be started.`);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-mostSaid);
    });
  }
  const memory = watchMemory(pid);
  let timedOut = false;
  const end = () => endGroup(pid);
  const timer = setTimeout(() => {
    timedOut = true;
    end();
  }, limit);
  signal.addEventListener("abort", end, { once: true });
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  clearTimeout(timer);
  signal.removeEventListener("abort", end);
  end(); // What it has started, and left running.
  const measured = { step, milliseconds: performance.now() - started, memory: memory.stop() };
  signal.throwIfAborted();
  const nothing = { counts: {}, faults: [] };
  if (timedOut) return { ...measured, ...nothing, ended: "timed-out", reason: `more than ${limit / 1000} s` };
  if (code !== 0)
    return {
      ...measured,
      ...nothing,
      ended: "crashed",
      reason: said.replaceAll(root, "").trim() || `it ended with ${code}`,
    };
  // Paths of this machine tell nobody anything.
  const text = (await readFile(report, "utf8")).replaceAll(root, "");
  const { counts, faults, refused }: StepReport = JSON.parse(text);
  if (refused !== undefined) return { ...measured, ended: "refused", reason: refused, counts, faults };
  return { ...measured, ended: "done", counts, faults };
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}
