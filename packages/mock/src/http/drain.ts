import type { IncomingMessage } from "node:http";
import { setTimeout } from "node:timers/promises";

/** How long the rest of a body that nobody reads is waited for, in milliseconds, before it is answered. */
const drainTime = 250;

/** Reads what is left of a body, for a while: a client that is still sending would miss the answer. */
export async function drain(request: IncomingMessage): Promise<void> {
  const over = new AbortController();
  request.resume();
  request.once("close", () => over.abort());
  request.once("end", () => over.abort());
  await setTimeout(drainTime, undefined, { signal: over.signal }).catch(() => {});
}
