import { isJson, lookUpMediaType, lookUpStatus, type Schema } from "@spkey/model";
import type { Case } from "../cases/case.ts";
import { type Finding, finding } from "../findings.ts";
import type { HttpAnswer } from "../send/send.ts";
import type { Judgement } from "./judgement.ts";
import type { PrismViolation } from "./prism.ts";
import type { Referee } from "./referee.ts";

/** One body of which Prism says something else than we do. */
interface Dispute {
  readonly at: string;
  readonly schema: Schema;
  readonly value: unknown;
  readonly direction: "request" | "response";
  /** What we say, and Prism denies. */
  readonly isValid: boolean;
}

/**
 * Where Prism and we differ on whether a body keeps its schema, the referee decides; each difference is a finding of its own. Both are
 * an ajv: that they agree proves little, and that they don't is worth a look at either.
 */
export async function judgeAgreement(
  given: Case,
  answer: HttpAnswer,
  { findings }: Judgement,
  violations: readonly PrismViolation[],
  referee: Referee,
): Promise<Finding[]> {
  const ofPrism = (side: "request" | "response") =>
    violations.some(({ severity, location }) => severity === "Error" && location[0] === side && location[1] === "body");
  const bodies = [requestOf(given), answerOf(given, answer, findings)];
  const disputes = bodies.flatMap((each) => (each && each.isValid === ofPrism(each.direction) ? [each] : []));
  const found = disputes.map(async ({ at, schema, value, direction, isValid }): Promise<Finding> => {
    const [ours, theirs] = isValid ? ["keeps", "breaks"] : ["breaks", "keeps"];
    const referees = await decide(referee, schema.pointer, value, direction);
    const message = `by us it ${ours} its schema, by Prism it ${theirs} it; the referee says that it ${referees}`;
    return finding("validators-disagree", schema.pointer, at, message);
  });
  return Promise.all(found);
}

async function decide(referee: Referee, ...[pointer, value, direction]: Parameters<Referee>): Promise<string> {
  try {
    return (await referee(pointer, value, direction)) ? "keeps it" : "breaks it";
  } catch {
    return "can't be told: it can't read the schema";
  }
}

/** What the plan says of the body that was sent. */
function requestOf({ request: { body }, wanted }: Case): Dispute | undefined {
  const violation = wanted.outcome === "refused" ? wanted.violation : undefined;
  // Of a request that is refused for something else, Prism may not have looked at the body.
  const isLookedAt = wanted.outcome !== "refused" || (violation?.in === "body" && violation.keyword !== "content");
  const schema = body?.media.schema;
  if (!body || !schema || !isLookedAt || !isJson(body.contentType)) return undefined;
  return { at: "request body", schema, value: body.value, direction: "request", isValid: violation === undefined };
}

/** What the judge says of the body that came. */
function answerOf(
  { operation }: Case,
  { status, headers, body }: HttpAnswer,
  findings: readonly Finding[],
): Dispute | undefined {
  const contentType = headers.get("Content-Type") ?? "";
  const media = lookUpMediaType(lookUpStatus(operation.responses, status)?.content ?? [], contentType);
  const isUnreadable = findings.some(
    ({ kind }) => kind === "not-json" || kind === "not-utf8" || kind === "missing-body",
  );
  if (!media?.schema || !isJson(contentType) || body.length === 0 || isUnreadable) return undefined;
  const value: unknown = JSON.parse(new TextDecoder().decode(body));
  const isValid = findings.every(({ kind }) => kind !== "invalid-body");
  return { at: "body", schema: media.schema, value, direction: "response", isValid };
}
