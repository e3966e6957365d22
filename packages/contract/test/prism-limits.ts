import {
  type Description,
  essenceOf,
  isRange,
  kindOf,
  lookUpStatus,
  type MediaType,
  type Response,
  resolved,
  type Schema,
  successesOf,
} from "@spkey/model";
import type { Case, CaseBody } from "../src/index.ts";

/** What Prism, or its engine in the mock, can't do. */
export interface Limit {
  readonly reason: string;
  readonly applies: (given: Case, description: Description) => boolean;
}

/** A case of these may fail, and no other one; each of them makes one fail, or is not needed any more (`mock.test.ts`). */
export const limits: readonly Limit[] = [
  {
    reason: "it has no serializer for a range of media types, and answers no value but a text in one",
    applies: (given) => answerOf(given)?.content.some(isUnwritable) ?? false,
  },
  {
    reason: "it reads no XML",
    applies: (given) => hasBody(given, ({ media }) => kindOf(media.mediaType) === "text" && isObject(media.schema)),
  },
];

/** @returns why a case can't be had of Prism; nothing where it can */
export function limitOf(description: Description, given: Case): string | undefined {
  return limits.find(({ applies }) => applies(given, description))?.reason;
}

/** The response that is answered if all goes well: to what is refused, that of the last status first. */
function answerOf({ operation: { responses }, wanted }: Case): Response | undefined {
  switch (wanted.outcome) {
    case "accepted":
      return successesOf(responses)[0];
    case "answered":
      return lookUpStatus(responses, wanted.status);
    case "refused":
      return wanted.statuses
        .toReversed()
        .map((status) => lookUpStatus(responses, status))
        .find(Boolean);
  }
}

function isUnwritable({ mediaType, examples: [example], schema }: MediaType): boolean {
  if (!isRange(mediaType) || essenceOf(mediaType).startsWith("text/")) return false;
  if (example) return typeof example.value !== "string";
  const end = schema && resolved(schema);
  return end !== undefined && (end.kind !== "string" || end.implied);
}

/** Whether the request gets past the check of its credentials. */
function isValidated({ wanted }: Case): boolean {
  return wanted.outcome !== "refused" || wanted.violation !== undefined;
}

function hasBody(given: Case, is: (body: CaseBody) => boolean): boolean {
  return isValidated(given) && given.request.body !== undefined && is(given.request.body);
}

function isObject(schema: Schema | undefined): boolean {
  return schema !== undefined && resolved(schema).kind === "object";
}
