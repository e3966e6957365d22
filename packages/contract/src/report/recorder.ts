import { type Description, lookUpStatus, type Operation } from "@spkey/model";
import type { Source } from "@spkey/model/source";
import type { Tried } from "../cases/case.ts";
import type { Untried } from "../cases/plan.ts";
import { coverageOf } from "../coverage.ts";
import { catalogue, type FindingKind } from "../findings.ts";
import { verdictOf } from "../judge/judgement.ts";
import type { CredentialOf } from "../send/request.ts";
import type { Recorder } from "../verify/operation-run.ts";
import { foundByPrismAlone, prismOn } from "../verify/prism-word.ts";
import { tellFindings } from "../verify/tell-findings.ts";
import { Causes, type Collected } from "./causes.ts";
import { curlOf } from "./curl.ts";
import { hurts } from "./hurts.ts";
import type { Mask } from "./mask.ts";
import type {
  CaseReport,
  Cause,
  CoverageReport,
  OpenQuestion,
  OperationReport,
  Place,
  Report,
  Suggestion,
} from "./report.ts";
import { foldSuggestions, type RawSuggestion, suggestionForAllow, suggestionsFor } from "./suggest.ts";

export interface RecorderOptions {
  readonly description: Description;
  readonly source?: Source | undefined;
  readonly mask: Mask;
  /** The URL of the server, for what is to be pasted. */
  readonly base: string;
  readonly inShell: CredentialOf;
  /** The command that runs a case again. Default: there is none, since nothing was sent. */
  readonly again?: (caseId: string, operation: Operation) => string;
  readonly accept: readonly FindingKind[];
  /** Whether the request of each case is told, also of those that nothing is found of. Default: false. */
  readonly showRequests?: boolean;
  readonly siblings: (operation: Operation) => readonly Operation[];
}

/** What is kept of a case: no body and no header. */
interface Kept {
  readonly id: string;
  readonly name: string;
  readonly verdict: CaseReport["verdict"];
  readonly status: number | undefined;
  readonly keys: readonly string[];
  readonly reason: string | undefined;
  readonly curl: string | undefined;
}

/** Collects what becomes of the cases, and makes a report of it. */
export interface ReportRecorder extends Recorder {
  readonly parts: () => Pick<
    Report,
    "counts" | "findings" | "operations" | "notJudged" | "notTried" | "coverage" | "suggestions"
  >;
  /** Whether every valid request was turned away for its credentials, and nothing else is known. */
  readonly tookNoCredential: () => boolean;
  readonly hasAnswers: () => boolean;
}

export function createRecorder(options: RecorderOptions): ReportRecorder {
  const { description, source, mask, base, inShell, again, accept, siblings } = options;
  const causes = new Causes();
  const cases = new Map<Operation, Kept[]>();
  const commands = new Map<string, NonNullable<Cause["again"]>>();
  const notTried = createQuestions();
  const notJudged = createQuestions();
  const suggestions = new Map<string, RawSuggestion>();
  const tries: { readonly tries: readonly Tried[] }[] = [];
  const untried: Untried[] = [];
  const seen = new Set<string>();
  const valid = { all: 0, unauthorized: 0, answered: 0 };

  const placeOf = (pointer: string): Place => ({ pointer, ...source?.placeOf(pointer) });

  const record: Recorder = {
    notTried: ({ operation }, reason) => notTried.add(reason, operation.id),
    planned: (operation, plan) => {
      cases.set(operation, []);
      untried.push(...plan.untried);
      for (const { pointer, message } of plan.leftOut) notTried.add(message, operation.id, placeOf(pointer));
    },
    sent: (live, { judgement, exchange, values }) => {
      const { given } = live;
      const { operation } = given;
      const { answer, violations } = exchange;
      const alone = live.kind === "options" ? [] : foundByPrismAlone(operation, judgement, violations);
      const told = tellFindings(given, [...judgement.findings, ...alone], answer?.status);
      const keys = told.map((each) => {
        const found = { ...each, at: mask(each.at), message: mask(each.message) };
        const key = causes.add(given, found, answer?.status, prismOn(found, violations));
        if (again && !commands.has(key)) {
          commands.set(key, { curl: mask(curlOf(given, base, inShell, values)), command: again(given.id, operation) });
        }
        return key;
      });
      const isBroken = told.some(({ kind, severity }) => severity === "error" && !accept.includes(kind));
      const open = judgement.notJudged.map(({ reason }) => mask(reason));
      const verdict = isBroken ? "broken" : verdictOf({ findings: [], notJudged: judgement.notJudged });
      if (!isBroken)
        for (const { reason, pointer } of judgement.notJudged)
          notJudged.add(mask(reason), operation.id, placeOf(pointer));
      cases.get(operation)?.push({
        id: mask(given.id),
        name: mask(given.name),
        verdict,
        status: answer?.status,
        keys: [...new Set(keys)],
        reason: verdict === "not-judged" ? open[0] : undefined,
        curl: options.showRequests ? mask(curlOf(given, base, inShell, values)) : undefined,
      });
      if (!answer) return;
      valid.answered++;
      if (given.wanted.outcome === "accepted" && live.kind === "planned") {
        valid.all++;
        if ([401, 403, 407].includes(answer.status)) valid.unauthorized++;
      }
      const { wanted } = given;
      const isRefused = wanted.outcome === "refused" && wanted.statuses.includes(answer.status);
      if (verdict !== "not-judged" || isRefused) tries.push({ tries: given.tries });
      const isOfOther = given.request.method !== undefined;
      const response = lookUpStatus(operation.responses, answer.status);
      if (response && !isOfOther) seen.add(response.pointer);
      const isLed = told.some(({ kind }) => kind === "credential-ignored" || kind === "invalid-request-accepted");
      if (live.kind === "options") suggest(suggestionForAllow(operation, siblings(operation), answer));
      else if (!isLed && !isOfOther) suggest(suggestionsFor(operation, judgement.findings, answer));
    },
  };

  const suggest = (all: readonly RawSuggestion[]) => {
    for (const each of all) {
      const key = `${each.pointer} ${each.does}`;
      if (!suggestions.has(key)) suggestions.set(key, each);
    }
  };

  const causeOf = (collected: Collected): Cause => {
    const { first, operations, also, cases: ids, count, prism, key } = collected;
    const command = commands.get(key);
    return {
      kind: first.kind,
      title: catalogue[first.kind].title,
      severity: first.severity,
      accepted: accept.includes(first.kind),
      operations: [...operations],
      promised: placeOf(first.pointer),
      at: first.at,
      came: first.message,
      also: [...also.values()].map(({ pointer, came }) => ({ promised: placeOf(pointer), came })),
      hurts: hurts[first.kind],
      count,
      cases: ids.map(mask),
      prism,
      ...(command && { again: command }),
    };
  };

  const parts: ReportRecorder["parts"] = () => {
    const { causes: all, ofKey } = causes.all();
    const indexOf = new Map(all.map((cause, index) => [cause, index]));
    const operations = [...cases].map(
      ([operation, kept]) =>
        operationReport(operation, kept, notTried, (key) => indexOf.get(ofKey.get(key) as Collected) ?? 0), // Each key has a cause.
    );
    const flat = operations.flatMap((each) => each.cases);
    const countOf = (verdict: CaseReport["verdict"]) => flat.filter((each) => each.verdict === verdict).length;
    const left = notTried.all().reduce((sum, { count }) => sum + count, 0);
    return {
      counts: {
        planned: flat.length + left,
        sent: flat.length,
        kept: countOf("kept"),
        broken: countOf("broken"),
        notJudged: countOf("not-judged"),
        notTried: left,
      },
      findings: all.map(causeOf),
      operations,
      notJudged: notJudged.all(),
      notTried: notTried.all(),
      coverage: coverageReport(description, [...cases.keys()], { tries, untried }, seen),
      suggestions: foldSuggestions([...suggestions.values()], placeOf).map(
        ({ places, reason, yaml }): Suggestion => ({ places, reason: mask(reason), yaml: mask(yaml) }),
      ),
    };
  };
  return {
    ...record,
    parts,
    tookNoCredential: () => valid.all > 0 && valid.all === valid.unauthorized,
    hasAnswers: () => valid.answered > 0,
  };
}

function operationReport(
  { id, method, path }: Operation,
  kept: readonly Kept[],
  notTried: Questions,
  indexOf: (key: string) => number,
): OperationReport {
  const verdicts = new Set(kept.map(({ verdict }) => verdict));
  const verdict = verdicts.has("broken")
    ? "broken"
    : verdicts.has("kept")
      ? "kept"
      : verdicts.has("not-judged")
        ? "not-judged"
        : "not-tried";
  const reason = verdict === "not-tried" ? notTried.reasonFor(id) : kept.find((each) => each.reason)?.reason;
  return {
    id,
    method,
    path,
    verdict,
    ...((verdict === "not-tried" || verdict === "not-judged") && reason !== undefined && { reason }),
    cases: kept.map(({ keys, status, reason: why, curl, ...rest }) => ({
      ...rest,
      ...(status !== undefined && { status }),
      causes: [...new Set(keys.map(indexOf))],
      ...(why !== undefined && { reason: why }),
      ...(curl !== undefined && { curl }),
    })),
  };
}

/** What nothing is said of, counted by the reason. */
interface Questions {
  add(reason: string, operation: string, place?: Place): void;
  all(): OpenQuestion[];
  reasonFor(operation: string): string | undefined;
}

function createQuestions(): Questions {
  const byReason = new Map<string, { operations: Set<string>; count: number; place: Place | undefined }>();
  return {
    add: (reason, operation, place) => {
      const known = byReason.get(reason) ?? { operations: new Set<string>(), count: 0, place };
      known.operations.add(operation);
      known.count++;
      byReason.set(reason, known);
    },
    all: () =>
      [...byReason].map(([reason, { operations, count, place }]) => ({
        reason,
        operations: [...operations],
        ...(place && { place }),
        count,
      })),
    reasonFor: (operation) => [...byReason].find(([, { operations }]) => operations.has(operation))?.[0],
  };
}

/** What was tried of the requests, and which of the documented responses came. */
function coverageReport(
  description: Description,
  operations: readonly Operation[],
  trials: Parameters<typeof coverageOf>[1],
  seen: ReadonlySet<string>,
): CoverageReport {
  const ids = new Set(operations.map(({ id }) => id));
  const ofRequests = coverageOf(description, trials).rules.filter(
    ({ operation, part }) => ids.has(operation) && part !== "response" && part !== "header",
  );
  const responses = operations.flatMap((operation) => operation.responses.map((response) => ({ operation, response })));
  const unseen = responses.filter(({ response }) => !seen.has(response.pointer));
  return {
    rules: { all: ofRequests.length, tried: ofRequests.filter(({ tried }) => tried).length },
    responses: { all: responses.length, seen: responses.length - unseen.length },
    unseen: unseen.map(({ operation, response }) => `${operation.id} ${response.status}`),
  };
}
