import { append, isOfClass, lookUpStatus } from "@spkey/model";
import type { Case } from "../cases/case.ts";
import type { GivenValues } from "../cases/plan.ts";
import type { Judge } from "../judge/answer.ts";
import { type Judgement, notJudged, together } from "../judge/judgement.ts";
import type { HttpAnswer } from "../send/send.ts";

/** What is known of the values of a request. */
export interface Circumstances {
  /** Whether the server knows them: they were given, or the operation needs none. */
  readonly known: boolean;
  /** Whether the case puts another value in place of one that was given. */
  readonly altered: boolean;
  /** Whether a call has used them already. */
  readonly usedUp: boolean;
}

/** What a server says of things that it does not have, no longer has, or does not give (RFC 9110, section 15.5). */
const ofThings = [403, 404, 409, 410, 412, 423];

/** Holds the answer of a real server against a case: where it can't know the values, what it says of them proves nothing. */
export function judgeLive(judge: Judge, given: Case, answer: HttpAnswer, circumstances: Circumstances): Judgement {
  const { operation, wanted } = given;
  const { status } = answer;
  const reason = excuseOf(given, status, circumstances);
  if (reason === undefined) return judge(withPathStatus(given), answer);
  const open = notJudged(append(operation.pointer, "responses"), reason);
  // Its headers and its body can be held against what is described all the same.
  if (!lookUpStatus(operation.responses, status) || (wanted.outcome === "refused" && wanted.allow)) return open;
  return together([judge({ operation, wanted: { outcome: "answered", status } }, answer), open]);
}

function excuseOf({ wanted }: Case, status: number, { known, altered, usedUp }: Circumstances): string | undefined {
  if (wanted.outcome === "refused" && wanted.statuses.includes(status)) return undefined;
  const isAboutCredentials = wanted.outcome === "refused" && !wanted.violation && !wanted.allow;
  if (isAboutCredentials) return undefined;
  const isRefusal = ofThings.includes(status) || (altered && isOfClass(String(status), 4));
  if (!isRefusal) return undefined;
  if (altered) return `the server may not know the value that the case puts in place of the given one (${status})`;
  if (usedUp) return `the value was used up by an earlier call (${status})`;
  if (known) return undefined;
  return `the server says ${status} to made-up values: give some that it knows by --values`;
}

/** To a path that can't be one of its own, a server says that there is none. */
function withPathStatus({ operation, wanted }: Case): Pick<Case, "operation" | "wanted"> {
  if (wanted.outcome !== "refused" || wanted.violation?.in !== "path") return { operation, wanted };
  return { operation, wanted: { ...wanted, statuses: [...wanted.statuses, 404] } };
}

/** Whether the request of a case has another value in place of one that was given. */
export function altersGiven({ request: { parameters, body } }: Case, given: GivenValues | undefined): boolean {
  if (!given) return false;
  const differs = (value: unknown, from: unknown): boolean =>
    typeof value === "object" && value !== null && typeof from === "object" && from !== null
      ? Object.entries(value).some(([name, inner]) => differs(inner, (from as Record<string, unknown>)[name])) // Any object.
      : value !== from;
  const sent = body?.value;
  const isObject = typeof sent === "object" && sent !== null && !Array.isArray(sent);
  return differs(given.parameters, parameters) || (given.body !== undefined && isObject && differs(given.body, sent));
}
