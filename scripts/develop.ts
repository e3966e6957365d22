import { styleText } from "node:util";
import { build, seconds } from "./build.ts";
import type { Rebuilder } from "./rebuild.ts";
import type { RebuildReport } from "./rebuild-thread.ts";
import type { Ports, Served } from "./serve.ts";
import { type Change, watchSources } from "./watch.ts";

/** What there is between two edits. */
interface State {
  served?: Served;
  /** What builds an edit of the description; none as long as sources have changed that it runs. */
  rebuilder?: Rebuilder | undefined;
  /** Whether a bundle may have been written that the mock was not told of, since the next edit came before. */
  mockIsBehind?: boolean;
}

/** Builds all, serves it, and does it again after each change, until it is told to end: `pnpm dev`. */
export async function develop(ports: Ports, signal: AbortSignal): Promise<void> {
  const state: State = {};
  await watchSources(signal, async (change: Change, changed: AbortSignal) => {
    try {
      if (change === "description" && state.served && state.rebuilder) {
        await rebuild(state, state.served, state.rebuilder, changed);
      } else {
        await state.rebuilder?.stop();
        state.rebuilder = undefined;
        await buildAnew(state, ports, { signal, changed });
      }
    } catch (error) {
      // What Prism can't serve is no reason to end: the mock goes on with the description that it had.
      console.error(styleText("red", `The mock can't take it up: ${messageOf(error)}`));
    }
  });
  await state.rebuilder?.stop();
  await state.served?.stop();
}

/** By turbo, which builds what has changed, and all that depends on it. */
async function buildAnew(
  state: State,
  ports: Ports,
  { signal, changed }: { readonly signal: AbortSignal; readonly changed: AbortSignal },
): Promise<void> {
  // What is looked at first comes first: compiling the client takes as long again, and slows the rest down beside it.
  const built = await build("docs and mock", signal);
  if (signal.aborted) return;
  if (!built) {
    console.error(
      styleText("red", state.served ? "The last good build stays up." : "Waiting for a change that fixes it."),
    );
    return;
  }
  if (state.served) {
    await state.served.reload();
    console.log("The docs, the samples and the mock are up to date; the client follows.");
  } else {
    // Not before: on a fresh clone, what it imports has still to be built.
    const { serve } = await import("./serve.ts");
    state.served = await serve(ports, true);
    console.log(state.served.welcome);
  }
  const all = await build("all", changed);
  if (changed.aborted) return;
  if (all) console.log("The client is up to date, too.");
  else console.error(styleText("red", "The client stays as it was last built."));
  const { startRebuilder } = await import("./rebuild.ts");
  state.rebuilder = startRebuilder();
}

/** In a thread that is warm: an edit of the description needs none of the tools to be started again. */
async function rebuild(state: State, served: Served, rebuilder: Rebuilder, changed: AbortSignal): Promise<void> {
  const began = performance.now();
  let reloaded: Promise<void> = Promise.resolve();
  const written = Promise.withResolvers<void>();
  written.promise.catch(() => {}); // The mock may not have got as far as to wait for it.
  // In the order of the reports, though the mock may take longer than what is reported next.
  let said: Promise<void> = Promise.resolve();
  const onReport = (report: RebuildReport) => {
    if (report.stage === "read") {
      // The mock reads it while lint still runs, and answers by it no sooner than that has passed.
      reloaded = served.reload({ document: report.document, written: written.promise });
      reloaded.catch(() => {}); // It is waited for below.
    }
    if (report.stage === "bundle") {
      written.resolve();
      state.mockIsBehind = false;
    }
    said = said.then(async () => {
      if (report.stage === "docs") await reloaded;
      say(report, began);
    });
  };
  await rebuilder.rebuild(onReport, changed);
  // Where it has not been written by now, it will not be.
  written.reject(new Error("The description was not taken up."));
  await said;
  if (changed.aborted) state.mockIsBehind = true;
  else if (state.mockIsBehind) {
    // This edit is no good: the last good one is that which was left.
    await served.reload();
    state.mockIsBehind = false;
  }
}

function say(report: RebuildReport, began: number): void {
  if (report.stage === "unchanged") console.log("All is up to date: the description says what it said before.");
  if (report.stage === "docs") {
    const after = `after ${seconds(began)}`;
    console.log(`The docs, the samples and the mock are up to date ${after}; the reference and the client follow.`);
  }
  if (report.stage === "rest")
    console.log(`The reference and the client are up to date, too, after ${seconds(began)}.`);
  if (report.stage === "failed") {
    console.error(report.message);
    const left = report.of === "rest" ? "The client stays as it was last built." : "The last good build stays up.";
    console.error(styleText("red", left));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
