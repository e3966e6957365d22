import type { Mock } from "../dist/index.js";

/** A request that the released description allows, and what may be changed in it. */
export interface CallOptions {
  readonly id?: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export const validBody = { lockId: "lock-1", removedBy: "user-2", reason: "Checked out" };

/** Sends it; `undefined` takes a header or the body away. */
export function call(
  mock: Pick<Mock, "url">,
  { id = "user-1", path, method = "POST", headers, body }: CallOptions = {},
) {
  return fetch(mock.url + (path ?? `/users/${id}/RemoveAccessibleLock`), {
    method,
    headers: {
      Authorization: "Bearer secret-token",
      "X-API-Key": "secret-key",
      "Content-Type": "application/json",
      ...headers,
    },
    ...(method === "POST" && { body: typeof body === "string" ? body : JSON.stringify(body ?? validBody) }),
    signal: AbortSignal.timeout(10_000),
  });
}
