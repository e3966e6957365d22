import type { Operation } from "@spkey/model";
import type { Case } from "../cases/case.ts";
import type { Values } from "./values.ts";

/** What the caller allows to be sent. */
export interface Leave {
  /** Ids of operations, or methods and paths, such as `DELETE /locks/{id}`. */
  readonly allow: readonly string[];
  /** Whether only GET and HEAD are sent. */
  readonly readOnly: boolean;
  readonly values: Values;
}

/** Methods that change nothing (RFC 9110, section 9.2.1; QUERY: draft-ietf-httpbis-safe-method-w-body). */
const safeMethods: readonly string[] = ["GET", "HEAD", "OPTIONS", "TRACE", "QUERY"];

export function isSafe(method: string): boolean {
  return safeMethods.includes(method);
}

/**
 * Whether a case may be sent. A request that has to be refused needs the same leave as one that has to be accepted: a server that
 * overlooks what is wrong with it does what it asks for.
 *
 * @param siblings the operations of the same path
 * @returns why it must not be sent; nothing where it may
 */
export function reasonAgainst(given: Case, siblings: readonly Operation[], leave: Leave): string | undefined {
  const { operation, request } = given;
  const method = request.method ?? operation.method;
  if (leave.readOnly && !["GET", "HEAD"].includes(method)) return "--read-only sends only GET and HEAD";
  // A server that routes by the path alone does by GET what POST is for.
  const unsafe = request.method === undefined ? [operation] : siblings;
  for (const each of unsafe) {
    const reason = isSafe(each.method) ? undefined : reasonAgainstUnsafe(each, leave);
    if (reason !== undefined) return reason;
  }
  const isNamed = leave.allow.includes(`${method} ${operation.path}`);
  if (isSafe(method) || isNamed || !isSafe(operation.method)) return undefined;
  return `${method} may change something: allow it by --allow "METHOD /path"`;
}

function reasonAgainstUnsafe({ id, method, path }: Operation, { allow, readOnly, values }: Leave): string | undefined {
  if (readOnly) return "--read-only leaves out the paths of operations that may change something";
  if (![id, `${method} ${path}`].some((name) => allow.includes(name))) {
    return `${method} may change something: allow it by --allow OPERATION`;
  }
  return values.has(id)
    ? undefined
    : "it is allowed, and --values has no values for it: the description's examples may be somebody's";
}
