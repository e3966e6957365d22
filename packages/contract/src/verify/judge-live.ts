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
const ofThings: readonly number[] = [403, 404, 409, 410, 412, 423];

/** Holds the answer of a real server against a case: where it can't know the values, what it says of them proves nothing. */
export function judgeLive(judge: Judge, given: Case, answer: HttpAnswer, circumstances: Circumstances): Judgement {
  const { operation, wanted } = given;
  const { status } = answer;
  const reason = excuseOf(given, status, circumstances);
  if (reason === undefined) return withoutAllow(judge(widened(given), answer));
  const open = notJudged(append(operation.pointer, "responses"), reason);
  // Its headers and its body can be held against what is described all the same.
  if (!lookUpStatus(operation.responses, status) || (wanted.outcome === "refused" && wanted.allow)) return open;
  return together([judge({ operation, wanted: { outcome: "answered", status } }, answer), open]);
}

function excuseOf(given: Case, status: number, { known, altered, usedUp }: Circumstances): string | undefined {
  const { wanted } = widened(given);
  if (wanted.outcome === "refused" && wanted.statuses.includes(status)) return undefined;
  const isOfThings = ofThings.includes(status);
  if (usedUp && isOfThings) return `the value was used up by an earlier call (${status})`;
  if (!known && isOfThings) return `the server says ${status} to made-up values: give some that it knows by --values`;
  const isAboutCredentials = wanted.outcome === "refused" && !wanted.violation && !wanted.allow;
  if (altered && !isAboutCredentials && isOfClass(String(status), 4)) {
    return `the server may not know the value that the case puts in place of the given one (${status})`;
  }
  return undefined;
}

/** With the statuses that a server may choose, too. */
function widened({ operation, wanted }: Case): Pick<Case, "operation" | "wanted"> {
  if (wanted.outcome !== "refused") return { operation, wanted };
  const { violation, allow, statuses } = wanted;
  const documents = (status: number) => operation.responses.some((each) => each.status === String(status));
  // To a path that can't be one of its own, it says that there is none.
  if (violation?.in === "path") return { operation, wanted: { ...wanted, statuses: [...statuses, 404] } };
  // Where nothing is documented for who is not known, it is one of the bad requests.
  const isAboutCredentials = !violation && !allow;
  if (isAboutCredentials && documents(400) && !documents(401) && !documents(403)) {
    return { operation, wanted: { ...wanted, statuses: [...statuses, 400] } };
  }
  return { operation, wanted };
}

/** That a 405 names the methods is a promise of HTTP's (RFC 9110, section 15.5.6), and none of the description. */
function withoutAllow({ findings, notJudged: open }: Judgement): Judgement {
  const own = findings.filter(({ kind, at }) => kind !== "missing-header" || at !== "header Allow");
  return { findings: own, notJudged: open };
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
