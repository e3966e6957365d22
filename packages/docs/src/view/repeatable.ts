import type { Operation } from "@spkey/model";

/** What repeating a request does, by its method (RFC 9110, sections 9.2.1 and 9.2.2). */
export type Repetition = "safe" | "idempotent" | "unsafe";

/** Methods that change nothing. */
const safe = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "QUERY"]);

/** Methods of which several requests have the effect of one. */
const idempotent = new Set(["PUT", "DELETE"]);

/** Whether a request can be sent again where it isn't known what became of it. */
export function repetitionOf({ method }: Operation): Repetition {
  if (safe.has(method)) return "safe";
  return idempotent.has(method) ? "idempotent" : "unsafe";
}
