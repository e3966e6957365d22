import type { Description } from "@spkey/model";
import type { Case } from "./cases/case.ts";
import { type FindingKind, finding } from "./findings.ts";
import { judgeAgreement } from "./judge/agree.ts";
import type { Judge } from "./judge/answer.ts";
import { type Judgement, type Verdict, verdictOf } from "./judge/judgement.ts";
import { withoutSecrets } from "./judge/mask.ts";
import { judgeViolations, readViolations } from "./judge/prism.ts";
import type { Referee } from "./judge/referee.ts";
import { writeRequest } from "./send/request.ts";
import { type HttpAnswer, send } from "./send/send.ts";

/** What came of a case. */
export interface Result {
  readonly given: Case;
  /** Nothing where none came. */
  readonly answer?: HttpAnswer;
  readonly judgement: Judgement;
}

/** Sends a case to the server at a URL. */
export type SendCase = (base: string, given: Case, description: Description) => Promise<HttpAnswer>;

export interface RunOptions {
  readonly description: Description;
  readonly judge: Judge;
  /** How a case is sent. Default: as raw bytes, by `fetch`. */
  readonly sendCase?: SendCase;
  /** Whether the server is our mock, which says beside its answer what Prism finds. Default: false. */
  readonly isMock?: boolean;
  /** Decides where Prism and we differ on a body. Default: nobody does, and nothing is said of it. */
  readonly referee?: Referee;
  /** Ends the run after a result for which it is true. */
  readonly until?: (result: Result) => boolean;
}

/** Sends cases one after the other, and judges the answers. A case that is not answered is a finding, and not an error. */
export async function runCases(base: string, cases: readonly Case[], options: RunOptions): Promise<Result[]> {
  const results: Result[] = [];
  for (const given of cases) {
    const result = await runCase(base, given, options);
    results.push(result);
    if (options.until?.(result)) break;
  }
  return results;
}

export async function runCase(
  base: string,
  given: Case,
  { description, judge, sendCase = sendRaw, isMock = false, referee }: RunOptions,
): Promise<Result> {
  let answer: HttpAnswer;
  try {
    answer = await sendCase(base, given, description);
  } catch (error) {
    const findings = [finding("no-answer", given.operation.pointer, "answer", reasonOf(error))];
    return { given, judgement: { findings, notJudged: [] } };
  }
  const judged = judge(given, answer);
  const judgement = { ...judged, findings: withoutSecrets(given, judged.findings) };
  // To HEAD, Prism says nothing but the status.
  if (!isMock || (given.request.method ?? given.operation.method) === "HEAD") return { given, answer, judgement };
  const violations = readViolations(answer);
  const ofPrism = judgeViolations(given, violations);
  const disputes = referee ? await judgeAgreement(given, answer, judgement, violations, referee) : [];
  return {
    given,
    answer,
    judgement: { ...judgement, findings: [...judgement.findings, ...withoutSecrets(given, ofPrism), ...disputes] },
  };
}

function sendRaw(base: string, given: Case): Promise<HttpAnswer> {
  return send(base, writeRequest(given));
}

/** By its name and code: a message may have the address in it, and with that a credential. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "nothing came";
  const { cause } = error;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? ` (${String(cause.code)})` : "";
  return `${error.name === "TimeoutError" ? "no answer came in time" : "the connection failed"}${code}`;
}

/** What is said of an operation as a whole. */
export interface OperationResult {
  readonly operation: string;
  readonly verdict: Verdict;
  /** Why it was not judged. */
  readonly reason?: string;
  readonly results: readonly Result[];
}

/** What is found of a server that has been given no credentials, or no values, that it knows. */
const ofStrangers: readonly FindingKind[] = ["valid-request-refused", "unexpected-status"];

/**
 * One verdict for each operation. A server that only ever says 401 or 404 to requests that keep the description has not been given
 * credentials or values that it knows: the operation was not judged, unless something is wrong that this does not explain.
 */
export function summarize(results: readonly Result[]): OperationResult[] {
  return [...Map.groupBy(results, ({ given }) => given.operation.id)].map(([operation, ofIt]) => {
    const valid = ofIt.filter(({ given, answer }) => given.wanted.outcome === "accepted" && answer);
    const only = (...statuses: number[]) =>
      valid.length > 0 && valid.every(({ answer }) => answer && statuses.includes(answer.status));
    const reason = only(401, 403)
      ? "no credential was taken"
      : only(404)
        ? "nothing was found by its values"
        : undefined;
    const errors = ofIt.flatMap(({ judgement }) => judgement.findings.filter(({ severity }) => severity === "error"));
    if (reason !== undefined && errors.every(({ kind }) => ofStrangers.includes(kind))) {
      return { operation, verdict: "not-judged", reason, results: ofIt };
    }
    const verdicts = new Set(ofIt.map(({ judgement }) => verdictOf(judgement)));
    // What is left open of single answers, as of a body in bytes, stands in their own judgements.
    const verdict = verdicts.has("broken") ? "broken" : verdicts.has("kept") ? "kept" : "not-judged";
    return { operation, verdict, results: ofIt };
  });
}
