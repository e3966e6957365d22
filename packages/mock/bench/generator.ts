import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Load, LoadMessage, LoadResult } from "./load.ts";

/** The process that makes the load. It stays the same for all servers, so that it is as warm for each of them. */
export interface Generator extends AsyncDisposable {
  /** @throws {Error} where the server did not stand it */
  load(load: Load): Promise<LoadResult>;
}

export function startGenerator(signal: AbortSignal): Generator {
  const child = fork(fileURLToPath(new URL("load.ts", import.meta.url)));
  const exited = once(child, "exit");
  const failed = exited.then(() => {
    throw new Error("The load generator has ended.");
  });
  failed.catch(() => {}); // Nobody may be waiting for it.
  return {
    async load(load) {
      child.send(load);
      // Node passes a message on as it was sent.
      const [message] = (await Promise.race([once(child, "message", { signal }), failed])) as [LoadMessage];
      if ("error" in message) throw new Error(message.error);
      return message.result;
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
