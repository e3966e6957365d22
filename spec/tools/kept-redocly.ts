import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Redocly, type RedoclyRun, redocly, sparing, surroundings } from "./redocly.ts";

const program = fileURLToPath(new URL("./redocly-process.ts", import.meta.url));

/** What a run has loaded stays in its process, half a megabyte at least: after so many runs, another process takes over. */
const mostRuns = 200;

/** Redocly in processes that are kept, for who runs it again and again. */
export interface KeptRedocly {
  /** As {@link redocly}, but for the time that it takes to load it. */
  readonly run: Redocly;
  /** Ends its processes; they end by themselves with the thread that has started them. */
  stop(): void;
}

/** Keeps as many processes as commands have run at the same time. @param most so many runs are made in one of them */
export function keepRedocly(most = mostRuns): KeptRedocly {
  /** How often each has run. */
  const all = new Map<ChildProcess, number>();
  const idle: ChildProcess[] = [];
  const start = () => {
    const child = fork(program, { ...surroundings(), execArgv: [sparing], stdio: "ignore" });
    all.set(child, 0);
    return child;
  };
  return {
    run: async (args) => {
      const child = idle.findLast(({ connected }) => connected) ?? start();
      const place = idle.indexOf(child);
      if (place >= 0) idle.splice(place, 1);
      const run = await ask(child, args);
      const runs = (all.get(child) ?? 0) + 1;
      all.set(child, runs);
      if (run && runs < most) idle.push(child);
      else {
        all.delete(child);
        child.kill();
      }
      // A process of its own says what there is to say.
      return run ?? redocly(args);
    },
    stop() {
      for (const child of all.keys()) child.kill();
    },
  };
}

/** @returns nothing where the process has ended before it could answer */
function ask(child: ChildProcess, args: readonly string[]): Promise<RedoclyRun | undefined> {
  return new Promise((resolve) => {
    const settle = (run?: RedoclyRun) => {
      child.off("message", settle).off("exit", onEnd).off("error", onEnd);
      resolve(run);
    };
    const onEnd = () => settle();
    child.on("message", settle).on("exit", onEnd).on("error", onEnd);
    child.send(args, (error) => {
      if (error) onEnd();
    });
  });
}
