import { descriptionFile } from "@spkey/test-kit";
import type { Mock } from "../dist/index.js";

/** The description of the one command that most suites call. */
export const command = descriptionFile("inn");

/** A request that the command allows, and what may be changed in it. */
export interface CallOptions {
  readonly id?: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export const validBody = { roomId: "lock-1", checkedOutBy: "user-2", reason: "Checked out" };

/** Sends it; `undefined` takes a header or the body away. */
export function call(
  mock: Pick<Mock, "url">,
  { id = "user-1", path, method = "POST", headers, body }: CallOptions = {},
) {
  return fetch(mock.url + (path ?? `/guests/${id}/CheckOut`), {
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
