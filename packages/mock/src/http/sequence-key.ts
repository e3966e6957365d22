import { createHash } from "node:crypto";
import type { DecodedBody } from "../engine/decode-body.ts";
import type { CredentialPlace, OperationSummary } from "../engine/operation-summary.ts";
import type { EngineRequest } from "../engine/request.ts";

/** What in a request tells one sequence of answers from another. */
export interface SequenceRequest extends Omit<EngineRequest, "body"> {
  /** None where no source is in it. */
  readonly body: DecodedBody | undefined;
}

/**
 * Names the sequence that a request belongs to: by its operation, its caller, and the values of the sources. Keeps no
 * credential: only its hash.
 *
 * @param sources as in `path.id`, `query.page`, `body.guest.name`
 */
export function sequenceKey(operation: OperationSummary, sources: readonly string[], request: SequenceRequest): string {
  const values = sources.map((source) => valueAt(source, request));
  return createHash("sha256")
    .update(JSON.stringify([operation.index, credentialsOf(operation, request), values]))
    .digest("base64");
}

/** A token changes while its bearer stays the same, so an API key is preferred to it. */
function credentialsOf({ credentials }: OperationSummary, { headers, query }: SequenceRequest): unknown[] {
  const keys = credentials.filter(({ isKey }) => isKey);
  return (keys.length > 0 ? keys : credentials).map(({ in: place, name }: CredentialPlace) => {
    if (place === "query") return new URLSearchParams(query).get(name);
    if (place === "header") return headers[name];
    return headers["cookie"]?.split(/; */).find((cookie) => cookie.startsWith(`${name}=`));
  });
}

function valueAt(source: string, { parameters, query, body }: SequenceRequest): unknown {
  const [place = "", ...path] = source.split(".");
  if (place === "path") return parameters[path.join(".")];
  if (place === "query") return new URLSearchParams(query).getAll(path.join("."));
  // What is malformed is refused, which counts for no sequence.
  return body && "value" in body ? path.reduce(propertyOf, body.value) : undefined;
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name] // It has it.
    : undefined;
}
