import { fork, type Serializable } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** One of our programs in a process of its own. It ends with us, by the channel between us. */
export interface Child extends AsyncDisposable {
  /**
   * @returns what it answers
   * @throws {Error} with what it said last, where it has ended, and where it takes longer than a minute
   */
  ask(question: Serializable): Promise<unknown>;
}

/** How long an answer may take, in milliseconds. */
const patience = 60_000;

export function start(program: string, signal: AbortSignal): Child {
  signal.throwIfAborted();
  const path = fileURLToPath(new URL(program, import.meta.url));
  const child = fork(path, { env: environment(), execArgv: [], silent: true });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const closed = new Promise((resolve) => child.once("close", resolve));
  const ended = closed.then(() => {
    signal.throwIfAborted();
    throw new Error(`it ended: ${lastError(said)}`);
  });
  ended.catch(() => {}); // Whoever asks is told.
  const end = () => child.kill("SIGKILL");
  signal.addEventListener("abort", end, { once: true });
  return {
    async ask(question) {
      child.send(question, (error) => error && end());
      using resources = new DisposableStack();
      const late = new Promise<never>((_, reject) => {
        const timer = setTimeout(() => reject(new Error(`no answer within ${patience / 1000} s`)), patience);
        resources.defer(() => clearTimeout(timer));
      });
      const [answer] = await Promise.race([once(child, "message"), ended, late]);
      return answer;
    },
    async [Symbol.asyncDispose]() {
      signal.removeEventListener("abort", end);
      end();
      await closed;
    },
  };
}

/** Without proxies, which some peers obey and others don't, and without what is meant for our own Node.js. */
function environment(): NodeJS.ProcessEnv {
  const mine = /^(NODE_OPTIONS|NODE_COMPILE_CACHE|.*_proxy)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !mine.test(name)));
}

/** The line that names the error: neither the stack, nor the code above it. */
function lastError(said: string): string {
  return said.split("\n").findLast((line) => /^\w*Error\b/.test(line)) ?? (said.trim() || "it said nothing");
}
