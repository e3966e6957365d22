import { type Description, isOfClass, type Operation } from "@spkey/model";
import type { Case } from "../cases/case.ts";
import { fuzzCases } from "../cases/fuzz.ts";
import type { GivenValues, Plan, PlanOperation } from "../cases/plan.ts";
import { finding } from "../findings.ts";
import type { Judge } from "../judge/answer.ts";
import { broken, type Judgement, notJudged } from "../judge/judgement.ts";
import { type CredentialOf, writeRequest } from "../send/request.ts";
import type { HttpAnswer } from "../send/send.ts";
import type { Exchange, Route } from "./exchange.ts";
import { altersGiven, judgeLive } from "./judge-live.ts";
import { judgeOpen } from "./judge-open.ts";
import { type Leave, reasonAgainst } from "./leave.ts";
import type { Pace } from "./pace.ts";
import { createPending } from "./pending.ts";
import { type LiveCase, probesOf, repeated } from "./probes.ts";
import { type Phase, phaseOf } from "./select.ts";
import { createValueSets, type TakenSet, type ValueSets } from "./value-sets.ts";
import type { OperationValues } from "./values.ts";

/** What the cases of any operation are run with. */
export interface RunContext {
  readonly description: Description;
  readonly plan: PlanOperation;
  readonly judge: Judge;
  readonly route: Route;
  readonly pace: Pace;
  readonly leave: Leave;
  readonly credentialOf: CredentialOf;
  readonly phases: readonly Phase[];
  readonly seed: number;
  readonly demand: Demand;
  /** The one case to run. */
  readonly only?: string | undefined;
  readonly signal: AbortSignal;
  /** Ends the run where the server gives no answers. */
  readonly silence: Silence;
  readonly record: Recorder;
}

/** Is told of what becomes of each case. */
export interface Recorder {
  notTried(given: Pick<Case, "operation">, reason: string): void;
  planned(operation: Operation, plan: Plan): void;
  sent(live: LiveCase, outcome: Outcome): void;
}

/** What came of a case that was sent. */
export interface Outcome {
  readonly judgement: Judgement;
  readonly exchange: Exchange;
  readonly values: GivenValues | undefined;
}

/** Whether the server answers with the status that it is asked for (`Prefer: code=404`), as mocks and some sandboxes do. */
export interface Demand {
  /** Nothing as long as it has not been seen. */
  isObeyed: boolean | undefined;
}

/** Counts answers that did not come. */
export interface Silence {
  add(isSilent: boolean): void;
  /** Why nothing more is sent at all. */
  readonly reason: string | undefined;
}

/** So often, an operation may give no answer before its other cases are left out: each of them may take as long as is allowed. */
const mostSilent = 3;

/** Sends the cases of one operation, one after the other. */
export async function runOperation(
  operation: Operation,
  siblings: readonly Operation[],
  context: RunContext,
): Promise<void> {
  const { leave, pace, record, signal, silence } = context;
  const given = leave.values.get(operation.id);
  const plans = planBySet(operation, given, context);
  const first = plans(0);
  record.planned(operation, first.plan);
  const sets = createValueSets(given);
  const pending = createPending(operation);
  let silent = 0;
  const run = async (live: LiveCase) => {
    const reason = reasonAgainst(live.given, siblings, leave) ?? silence.reason ?? pace.exhausted ?? tooSilent(silent);
    if (reason !== undefined || signal.aborted) {
      record.notTried(live.given, reason ?? "the run was ended before it");
      return;
    }
    const asked = askedStatus(live, given, context);
    // What it answers by itself is judged; which of the documented statuses never came stands in the coverage.
    if (asked === "skip") return;
    const taken = sets.take(live.maySucceed);
    const found = taken && (taken.index <= 0 ? live : plans(taken.index).find(live.given.id));
    const chosen = found && asked === "try" ? { ...found, kind: "open" as const } : found;
    if (!taken || !chosen) {
      record.notTried(live.given, taken ? "its values fit other cases only" : whyNoValues(given));
      return;
    }
    const outcome = await sendCase(chosen, taken, sets, context, pending.isLimited);
    if (!outcome) return;
    if (asked === "try" && live.given.wanted.outcome === "answered") {
      context.demand.isObeyed = outcome.exchange.answer?.status === live.given.wanted.status;
    }
    if (outcome.exchange.answer === undefined) silent++;
    silence.add(outcome.exchange.answer === undefined);
    if (!pending.add(chosen, outcome)) record.sent(chosen, outcome);
  };
  for (const live of inOrder(first.cases, given)) await run(live);
  const { spent } = sets;
  const base = baseOf(first.cases);
  if (spent !== undefined && base && context.only === undefined) {
    const used = plans(spent).find(base.given.id);
    if (used) await run(repeated(operation, used.given));
  }
  for (const { live, outcome } of pending.decide()) record.sent(live, outcome);
}

/** Whether a server is asked for a status: the first time to see whether it obeys, and only where that uses nothing up. */
function askedStatus(
  { given: { id, operation, wanted } }: LiveCase,
  values: OperationValues | undefined,
  { demand, only }: RunContext,
): "no" | "skip" | "try" | "yes" {
  if (wanted.outcome !== "answered" || !id.startsWith(`${operation.id}/answered/`)) return "no";
  if (demand.isObeyed !== undefined) return demand.isObeyed ? "yes" : "skip";
  const showsIt = wanted.status >= 400 && !values?.throwAway;
  return showsIt || only !== undefined ? "try" : "skip";
}

function tooSilent(count: number): string | undefined {
  return count >= mostSilent
    ? `the operation gave no answer ${mostSilent} times: its other cases would wait as long`
    : undefined;
}

function whyNoValues(given: OperationValues | undefined): string {
  const count = given?.sets.length ?? 0;
  return `all values to throw away are used up (${count} given): give more, or say \`throwAway: false\``;
}

/** A request that uses its values up comes after those that have to be refused, which need them as well. */
function inOrder(cases: readonly LiveCase[], given: OperationValues | undefined): readonly LiveCase[] {
  if (!given?.throwAway) return cases;
  return [...cases.filter(({ maySucceed }) => !maySucceed), ...cases.filter(({ maySucceed }) => maySucceed)];
}

function baseOf(cases: readonly LiveCase[]): LiveCase | undefined {
  return cases.find(({ kind, maySucceed }) => maySucceed && kind !== "options");
}

interface PlannedSet {
  readonly plan: Plan;
  readonly cases: readonly LiveCase[];
  readonly find: (id: string) => LiveCase | undefined;
}

/** The cases with each set of values; all of them have the same ids. */
function planBySet(
  operation: Operation,
  given: OperationValues | undefined,
  context: RunContext,
): (index: number) => PlannedSet {
  const known = new Map<number, PlannedSet>();
  return (index) => {
    const found = known.get(index) ?? planSet(operation, given?.sets[index], context);
    known.set(index, found);
    return found;
  };
}

function planSet(operation: Operation, values: GivenValues | undefined, context: RunContext): PlannedSet {
  const { description, phases, seed, demand, only } = context;
  const plan = context.plan(operation, values);
  const planned = plan.cases.map((each): LiveCase => {
    const isAnswered = each.wanted.outcome === "answered";
    const isAsked = isAnswered && each.id.startsWith(`${operation.id}/answered/`);
    const { prefer: _, ...request } = each.request;
    const given = demand.isObeyed || isAsked ? each : { ...each, request };
    // Of an operation without a success, any documented answer will do.
    const kind = isAnswered && !isAsked && !demand.isObeyed ? ("open" as const) : ("planned" as const);
    return { given, kind, maySucceed: each.wanted.outcome !== "refused" };
  });
  const base = baseOf(planned)?.given;
  const isFirstOfPath = plan.cases.some(({ wanted }) => wanted.outcome === "refused" && wanted.allow);
  const probes = base ? probesOf(description, operation, base, { values, seed, isFirstOfPath }) : [];
  const fuzzed = phases.includes("fuzz")
    ? fuzzCases(description, operation, plan.cases, seed).map((each): LiveCase => {
        const maySucceed = each.wanted.outcome !== "refused";
        return { given: each, kind: "planned", maySucceed };
      })
    : [];
  const all = [...planned, ...probes, ...fuzzed];
  const cases = all.filter(({ given }) => (only === undefined ? phases.includes(phaseOf(given)) : given.id === only));
  return { plan, cases, find: (id) => all.find(({ given }) => given.id === id) };
}

/** So often, a request is sent again after 429. */
const mostTries = 5;

/** @returns nothing where the run was ended */
async function sendCase(
  live: LiveCase,
  taken: TakenSet,
  sets: ValueSets,
  { route, pace, judge, credentialOf, signal }: RunContext,
  isLimited: boolean,
): Promise<Outcome | undefined> {
  const request = writeRequest(live.given, credentialOf);
  let exchange: Exchange = {};
  try {
    for (let tries = 1; tries <= mostTries; tries++) {
      await pace.next();
      // Whatever becomes of it: when no answer comes, it may have been carried out.
      if (live.maySucceed) sets.spend(taken.index);
      exchange = await route.exchange(request, signal);
      if (exchange.answer?.status !== 429 || isLimited || !(await pace.obey(exchange.answer, tries))) break;
    }
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
  const { answer, failure = "no answer came" } = exchange;
  const { operation } = live.given;
  if (!answer) {
    const judgement = broken(finding("no-answer", operation.pointer, "answer", failure));
    if (live.kind === "planned") sets.spend(taken.index);
    return {
      judgement: live.kind === "options" ? notJudged(operation.pointer, failure) : judgement,
      exchange,
      values: taken.values,
    };
  }
  if (isOfClass(String(answer.status), 2) && live.kind !== "options") sets.spend(taken.index);
  return { judgement: judgementOf(live, answer, taken, judge), exchange, values: taken.values };
}

function judgementOf(live: LiveCase, answer: HttpAnswer, taken: TakenSet, judge: Judge): Judgement {
  if (live.kind === "options") return { findings: [], notJudged: [] };
  if (live.kind === "open") return judgeOpen(judge, live.given.operation, answer);
  const { values, usedUp } = taken;
  const { operation } = live.given;
  const needsValues = operation.parameters.some((parameter) => parameter.in === "path");
  const known = values !== undefined || !needsValues;
  return judgeLive(judge, live.given, answer, { known, altered: altersGiven(live.given, values), usedUp });
}
