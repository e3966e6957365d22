import type { HttpRequest } from "./request.ts";

/** An answer as it was received. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

export interface SendOptions {
  /** How long an answer may take, its body included, in milliseconds. Default: 10,000. */
  readonly timeout?: number;
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends a request by `fetch`, and not by our client, which validates, retries and hides. Redirects are not followed: they are
 * answers.
 *
 * @param base the URL of the server, without a slash at its end
 * @throws what `fetch` does, and where no answer comes in time
 */
export async function send(
  base: string,
  { method, target, headers, body }: HttpRequest,
  { timeout = 10_000, signal }: SendOptions = {},
): Promise<HttpAnswer> {
  const limit = AbortSignal.timeout(timeout);
  const response = await fetch(base + target, {
    method,
    headers: headers.map(([name, value]) => [name, value]),
    redirect: "manual",
    signal: signal ? AbortSignal.any([limit, signal]) : limit,
    ...(body && { body }),
  });
  return readAnswer(response);
}

export async function readAnswer(response: Response): Promise<HttpAnswer> {
  return { status: response.status, headers: response.headers, body: new Uint8Array(await response.arrayBuffer()) };
}
