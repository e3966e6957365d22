import type { HttpRequest } from "./http-request.ts";

/** An answer, as far as the browser shows it to a page. */
export interface Answer {
  readonly kind: "answered";
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The body, or its beginning, where it is longer than {@link maxBytes}. */
  readonly body: Uint8Array;
  /** Whether there is more of the body. */
  readonly cut: boolean;
  /** Whether the connection was closed before the body was there. */
  readonly broken: boolean;
  /** In milliseconds, until the body was there. */
  readonly time: number;
}

/** What has become of a request. */
export type Outcome =
  | Answer
  /** The server sends the request on to another address, which browsers don't tell. */
  | { readonly kind: "redirected"; readonly time: number }
  /** No answer that the page may see. */
  | { readonly kind: "failed"; readonly time: number }
  | { readonly kind: "timed-out"; readonly time: number }
  | { readonly kind: "cancelled"; readonly time: number };

/** Of a longer body, no more is read: 2 MiB. */
export const maxBytes = 2 * 1024 * 1024;

/**
 * Sends a request, once: nothing is repeated, redirects are not followed, and the browser adds no cookies, no referrer and
 * nothing from its cache.
 *
 * @param deadline in milliseconds, for all of it
 * @param cancelled aborts it
 */
export async function send(request: HttpRequest, deadline: number, cancelled: AbortSignal): Promise<Outcome> {
  const { method, url, headers, body } = request;
  const start = performance.now();
  const time = () => performance.now() - start;
  const controller = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    controller.abort();
  }, deadline);
  cancelled.addEventListener("abort", () => controller.abort());
  const ended = (): Outcome => {
    const kind = cancelled.aborted ? "cancelled" : late ? "timed-out" : "failed";
    return { kind, time: time() };
  };
  try {
    const response = await fetch(url, {
      method,
      headers: headers.map(([name, value]) => [name, value]),
      ...(body !== undefined && { body }),
      redirect: "manual",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      signal: controller.signal,
    });
    if (response.type === "opaqueredirect") return { kind: "redirected", time: time() };
    const read = await readBody(response);
    if (read.broken && controller.signal.aborted) return ended();
    const { status, statusText } = response;
    return { kind: "answered", status, statusText, headers: [...response.headers], ...read, time: time() };
  } catch {
    return ended();
  } finally {
    clearTimeout(timer);
  }
}

async function readBody({ body }: Response): Promise<Pick<Answer, "body" | "cut" | "broken">> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let broken = false;
  const reader = body?.getReader();
  try {
    for (let part = await reader?.read(); part && !part.done && size <= maxBytes; part = await reader?.read()) {
      chunks.push(part.value);
      size += part.value.length;
    }
  } catch {
    broken = true;
  }
  // A body that failed can't be cancelled any more.
  await reader?.cancel().catch(() => undefined);
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return { body: whole.subarray(0, maxBytes), cut: size > maxBytes, broken };
}

/** Whether a server answers at all: a `HEAD` of its root without credentials, of whose answer the page sees nothing. */
export async function isReachable(url: string): Promise<boolean> {
  const options = {
    method: "HEAD",
    mode: "no-cors",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
    signal: AbortSignal.timeout(5_000),
  } as const;
  return fetch(new URL("/", url), options).then(
    () => true,
    () => false,
  );
}
