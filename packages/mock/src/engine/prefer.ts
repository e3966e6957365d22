import { type Answer, problem } from "../answer.ts";
import type { Operation } from "./summarize.ts";

/** @returns why the description can't answer as the caller prefers */
export function unknownPreference(
  { responses }: Operation,
  code: number | undefined,
  example: string | undefined,
): string | undefined {
  // It would be no answer, but the announcement of one (RFC 9110, section 15.2).
  if (code !== undefined && code < 200) return `The response ${code} is an interim one.`;
  const documented = responses.map((response) => response.code).join(", ");
  const candidates =
    code === undefined
      ? responses
      : responses.filter((response) => [String(code), `${String(code)[0]}XX`, "default"].includes(response.code));
  if (candidates.length === 0 && code !== undefined)
    return `The description has no response ${code} for this operation; it has ${documented}.`;
  if (example === undefined) return undefined;
  const names = candidates.flatMap(({ contents = [] }) =>
    contents.flatMap(({ examples = [] }) => examples.map(({ key }) => key)),
  );
  if (names.includes(example)) return undefined;
  return `The description has no such example for this response; it has ${[...new Set(names)].join(", ") || "none"}.`;
}

/** Refuses a preference with a status that the operation doesn't have, lest it be taken for an answer of the API. */
export function undocumented({ responses }: Operation, detail: string): Answer {
  const status = [422, 400, 412, 417].find((candidate) => !responses.some(({ code }) => code === String(candidate)));
  return problem(status ?? 422, "preference", detail);
}
