import { namesOfStatus } from "@spkey/model/http/status.ts";
import { type Answer, problem } from "../answer.ts";
import { getHttpConfigFromRequest, type Operation, type PrismRequest } from "../prism/index.ts";
import type { Preference } from "./request.ts";

/** @returns what a request prefers (RFC 7240, and Prism's query parameters `__code` and so on), if that can be read */
export function readPreference(request: PrismRequest): Preference | undefined {
  const result = getHttpConfigFromRequest(request);
  if (result._tag === "Left") return undefined;
  const { code, exampleKey, dynamic, seed } = result.right;
  return { code, example: exampleKey, dynamic, seed };
}

/**
 * The headers of a request without what its `Prefer` says to the mock: an API may describe a `Prefer` of its own (RFC 7240), and what
 * is left of it is what the API would get.
 */
export function withoutPreferences(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { prefer, ...others } = headers;
  if (prefer === undefined) return headers;
  const left = prefer.split(",").filter((one) => !/^\s*(code|example|dynamic|seed)\s*=/i.test(one));
  return left.length === 0 ? others : { ...others, prefer: left.join(",").trim() };
}

/** Refuses a preference that the description can't meet. */
export function refusePreference(operation: Operation, preference: Preference | undefined): Answer | undefined {
  const reason = preference ? unmet(operation, preference) : "The Prefer header can't be understood.";
  return reason === undefined ? undefined : problem(undocumentedStatus(operation), "preference", reason);
}

/** @returns why the description can't answer as it is preferred */
function unmet({ responses }: Operation, { code, example }: Preference): string | undefined {
  // It would be no answer, but the announcement of one (RFC 9110, section 15.2).
  if (code !== undefined && code < 200) return `The response ${code} is an interim one.`;
  const candidates =
    code === undefined ? responses : responses.filter((response) => namesOfStatus(code).includes(response.code));
  if (candidates.length === 0 && code !== undefined) {
    const documented = responses.map((response) => response.code).join(", ");
    return `The description has no response ${code} for this operation; it has ${documented}.`;
  }
  if (example === undefined) return undefined;
  const names = candidates.flatMap(({ contents = [] }) =>
    contents.flatMap(({ examples = [] }) => examples.map(({ key }) => key)),
  );
  if (names.includes(example)) return undefined;
  return `The description has no such example for this response; it has ${[...new Set(names)].join(", ") || "none"}.`;
}

/** A status that the operation doesn't have, lest the refusal be taken for a response of the API. */
function undocumentedStatus({ responses }: Operation): number {
  return [422, 400, 412, 417].find((status) => !responses.some(({ code }) => code === String(status))) ?? 422;
}
