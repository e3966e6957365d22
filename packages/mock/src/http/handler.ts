import type { IncomingMessage, ServerResponse } from "node:http";
import { problem } from "../answer.ts";
import type { OperationSummary } from "../engine/operation-summary.ts";
import { isAdmin } from "./admin.ts";
import type { Api } from "./api.ts";
import type { AllowedOrigins } from "./cors.ts";
import { drain } from "./drain.ts";
import { type FaultInjection, injectFault, waitFor } from "./fault-injection.ts";
import { maskHeaders, maskTarget } from "./mask-secrets.ts";
import { type Call, keptViolations, reasonsOf } from "./request-log.ts";
import type { Outcome, Responder } from "./responder.ts";
import { send } from "./send.ts";

export interface HandlerOptions {
  readonly responder: Responder;
  /** The API as it is described now. */
  readonly api: () => Api;
  readonly origins: AllowedOrigins;
  readonly faults: FaultInjection;
  /** Gives numbers from 0 to 1. */
  readonly random: () => number;
  /** Is told of each request when it has been answered. */
  readonly onCall: (call: Call, operation: OperationSummary | undefined) => void;
  /** Aborted when the mock stops. */
  readonly stopping: AbortSignal;
}

/** Handles requests: has them answered, with the faults that are made on purpose, and tells of them. */
export class Handler {
  readonly #options: HandlerOptions;

  constructor(options: HandlerOptions) {
    this.#options = options;
  }

  /** @param expectsContinue the body comes only after a `100 Continue` (RFC 9110, section 10.1.1) */
  async handle(request: IncomingMessage, response: ServerResponse, expectsContinue: boolean): Promise<void> {
    const { responder, random, faults, origins, onCall, stopping } = this.#options;
    const began = performance.now();
    const time = new Date().toISOString();
    const askForBody = () => {
      if (expectsContinue) response.writeContinue();
      expectsContinue = false;
    };
    let outcome: Outcome;
    try {
      outcome = await responder.answer(request, askForBody);
    } catch {
      if (request.destroyed && !request.complete) return; // The client has closed the connection.
      outcome = { answer: problem(500, "fault", "The mock has a fault: this should not have happened.") };
    }
    const { answer, operation, path, faults: own } = outcome;
    if (!request.complete && !expectsContinue) await drain(request);
    const fault = operation && injectFault({ ...faults, ...own }, random);
    await waitFor(fault?.delay, stopping);
    const status = await send(request, response, answer, { failure: fault?.failure, origins, stopping });
    if (isAdmin(request.url ?? "")) return;
    const { secrets } = this.#options.api();
    const asMeant = status === answer.status;
    const call: Call = {
      time,
      method: request.method ?? "",
      path,
      operationId: operation?.id,
      target: maskTarget(request.url ?? "", secrets),
      headers: maskHeaders(request.headers, secrets),
      status,
      verdict: asMeant ? answer.verdict : fault?.failure === undefined ? "client-closed" : "failed",
      reasons: asMeant ? reasonsOf(answer) : [],
      violations: asMeant ? keptViolations(answer) : [],
      duration: performance.now() - began,
    };
    onCall(call, operation);
  }
}
