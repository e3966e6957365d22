import { type Description, kindOf, resolved, type Schema } from "@spkey/model";
import type { Case, CaseBody } from "../src/index.ts";

/** What Prism, or its engine in the mock, can't do. */
export interface Limit {
  readonly reason: string;
  readonly applies: (given: Case, description: Description) => boolean;
}

/** A case of these may fail, and no other one; each of them makes one fail, or is not needed any more (`mock.test.ts`). */
export const limits: readonly Limit[] = [
  {
    reason: "it reads no XML",
    applies: (given) => hasBody(given, ({ media }) => kindOf(media.mediaType) === "text" && isObject(media.schema)),
  },
];

/** @returns why a case can't be had of Prism; nothing where it can */
export function limitOf(description: Description, given: Case): string | undefined {
  return limits.find(({ applies }) => applies(given, description))?.reason;
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
