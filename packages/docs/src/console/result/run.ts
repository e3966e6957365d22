/** What is loaded once the console shows: it sends a request, and shows what has become of it. */
import type { ConsoleOptions } from "../console.ts";
import { h } from "../dom.ts";
import type { Secrets } from "../vault.ts";
import { doubtOf, explain } from "./failure.ts";
import type { HttpRequest } from "./http-request.ts";
import { type Answer, isReachable, type Outcome, send } from "./send.ts";
import { answerView, failureView, judgementView, type Mask } from "./views.ts";

export { httpRequest, refusalOf } from "./http-request.ts";

/** What the judgement of an answer, and its links, depend on. */
type RunOptions = Pick<ConsoleOptions, "operation" | "checks" | "fieldHref">;

/** What has become of a request. */
export interface View {
  /** One sentence, for those who don't see the rest appear. */
  readonly summary: string;
  readonly nodes: readonly Node[];
}

/** A request, and how it is sent. */
export interface Sending {
  readonly request: HttpRequest;
  /** In milliseconds. */
  readonly deadline: number;
  readonly signal: AbortSignal;
  /** They are masked in what a server answers. */
  readonly secrets: Secrets;
}

export async function run({ request, deadline, signal, secrets }: Sending, options: RunOptions): Promise<View> {
  const outcome = await send(request, deadline, signal);
  return viewOf(outcome, request, maskOf(secrets), options);
}

async function viewOf(
  outcome: Outcome,
  request: HttpRequest,
  mask: Mask,
  { operation, checks, fieldHref }: RunOptions,
): Promise<View> {
  const doubt = doubtOf(request.method, outcome);
  const beside = [
    ...(doubt ? [h("p", { class: "ac-verdict ac-bad", role: "alert" }, [doubt])] : []),
    ...request.omitted.map((text) => h("p", { class: "ac-hint" }, [text])),
  ];
  if (outcome.kind !== "answered") {
    const reachable = outcome.kind === "failed" ? await isReachable(request.url) : undefined;
    const failure = explain(outcome, request, reachable);
    const [head, ...rest] = failureView(failure);
    return { summary: `${failure.title}. ${doubt ?? ""}`, nodes: [...(head ? [head] : []), ...beside, ...rest] };
  }
  const crossOrigin = new URL(request.url).origin !== location.origin;
  const [status, ...rest] = answerView(outcome, mask, crossOrigin);
  const verdict = await verdictOf(outcome, crossOrigin, operation, checks);
  const view = verdict && judgementView(verdict, mask, fieldHref);
  const summary = `${status?.textContent ?? ""}. ${view?.firstElementChild?.textContent ?? ""}`;
  return { summary, nodes: [...(status ? [status] : []), ...(view ? [view] : []), ...beside, ...rest] };
}

/** None where the part of the console that judges could not be loaded. */
async function verdictOf(
  answer: Answer,
  crossOrigin: boolean,
  operation: ConsoleOptions["operation"],
  checks: ConsoleOptions["checks"],
) {
  const loaded = await checks.catch(() => undefined);
  return loaded?.module.judge(operation, loaded.validate, answer, crossOrigin);
}

/** A server may repeat what it was sent. What is shorter than this is more often a word of its own. */
const minSecretLength = 4;

function maskOf(secrets: Secrets): Mask {
  const hidden = Object.entries(secrets)
    .filter(([name, value]) => value.length >= minSecretLength && !name.endsWith(".username"))
    .map(([, value]) => value)
    .toSorted((a, b) => b.length - a.length);
  return (text) => hidden.reduce((masked, secret) => masked.replaceAll(secret, "••••••"), text);
}
