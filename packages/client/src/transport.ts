import { type Answer, attempt, type Exchange } from "./attempt.ts";
import { AbortError, TimeoutError } from "./errors.ts";
import type { CallOptions, Settings } from "./options.ts";
import { delayOf, type RetryOptions } from "./retry.ts";
import { tell } from "./tell.ts";

/**
 * Sends a request until there is an answer, or a reason to stop.
 *
 * One timer and the caller's signal are raced against the whole of it, so that nothing that hangs (a credential function, a
 * `fetch` that ignores its signal, a body, a wait) hangs the call.
 *
 * @throws {ApiError}
 */
export async function exchange(
  call: Exchange,
  settings: Settings,
  { signal, timeout = settings.timeout ?? 30_000, retry = settings.retry ?? {} }: Omit<CallOptions, "headers">,
): Promise<Answer> {
  const { details } = call;
  const controller = new AbortController();
  const onAbort = () => controller.abort(new AbortError(details, "`signal` ended it.", signal?.reason));
  const timer = setTimeout(
    () => controller.abort(new TimeoutError(details, `no answer within ${timeout} ms.`)),
    Math.min(timeout, 2 ** 31 - 1),
  );
  let data: unknown;
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      controller.signal.addEventListener("abort", () => reject(controller.signal.reason));
      signal?.addEventListener("abort", onAbort);
      if (signal?.aborted) onAbort();
      attempts(call, settings, retry, controller.signal, Date.now() + timeout).then(resolve, reject);
    });
    data = answer.data;
    return answer;
  } finally {
    clearTimeout(timer);
    // A stream that is handed over can still be aborted.
    if (!(data instanceof ReadableStream)) signal?.removeEventListener("abort", onAbort);
  }
}

/** Sends the request, again where it can't have been applied, until there is an answer or no further attempt. */
async function attempts(
  call: Exchange,
  settings: Settings,
  retry: RetryOptions | false,
  signal: AbortSignal,
  end: number,
): Promise<Answer> {
  const { details } = call;
  const { hooks = {} } = settings;
  const { attempts: most = 3, maxDelay = 10_000, on503 = false } = retry || { attempts: 1 };
  for (;;) {
    const result = await attempt(call, settings, hooks, on503, signal);
    if (!("failure" in result)) return result;
    const { failure, again, retryAfter = "" } = result;
    const delay = delayOf(retryAfter, details.attempts, maxDelay);
    if (!again || details.attempts >= most || delay > maxDelay || Date.now() + delay >= end) {
      throw failure;
    }
    tell(hooks, hooks.onRetry, { ...details, type: "retry", delay }, failure.response ?? failure);
    await wait(delay, signal);
  }
}

async function wait(delay: number, signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => {
    const timer = setTimeout(resolve, delay);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}
