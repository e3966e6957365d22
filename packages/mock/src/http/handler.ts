import type { IncomingMessage, ServerResponse } from "node:http";
import { type Answer, noContent, problem, type Violation } from "../answer.ts";
import type { OperationSummary } from "../engine/operation-summary.ts";
import type { RoutedRequest } from "../worker/messages.ts";
import type { Pool } from "../worker/pool.ts";
import { type Admin, isAdmin } from "./admin.ts";
import type { Api } from "./api.ts";
import { checkHead, checkRepeatedHeaders } from "./check-head.ts";
import { type AllowedOrigins, isPreflight } from "./cors.ts";
import { drain } from "./drain.ts";
import { type FaultInjection, injectFault, waitFor } from "./fault-injection.ts";
import { maskHeaders, maskTarget } from "./mask-secrets.ts";
import { RefusedBody, readBody } from "./read-body.ts";
import { type Call, reasonsOf } from "./request-log.ts";
import { hostOf, readTarget } from "./request-target.ts";
import type { Route } from "./router.ts";
import { send } from "./send.ts";
import { suggestPath } from "./suggest-path.ts";
import type { ValidatingProxy } from "./validating-proxy.ts";

export interface HandlerOptions {
  readonly pool: Pool;
  /** The API as it is described now. */
  readonly api: () => Api;
  readonly admin: Admin;
  readonly origins: AllowedOrigins;
  /** The largest body, in bytes. */
  readonly bodyLimit: number;
  readonly faults: FaultInjection;
  /** Gives numbers from 0 to 1. */
  readonly random: () => number;
  /** Is told of each request when it has been answered. */
  readonly onCall: (call: Call, operation: OperationSummary | undefined) => void;
  /** Stands before a real server, which answers what the mock would; none where there is none. */
  readonly proxy: ValidatingProxy | undefined;
  /** Aborted when the mock stops. */
  readonly stopping: AbortSignal;
}

/** What a request is answered, and its operation where there is one. */
interface Outcome {
  readonly answer: Answer;
  /** The path template that it fits, where there is one. */
  readonly path?: string;
  /** The faults that its scenario says. */
  readonly faults?: FaultInjection | undefined;
  readonly operation?: OperationSummary;
}

/** Handles requests: answers what Prism doesn't, and hands the rest to an engine. */
export class Handler {
  readonly #options: HandlerOptions;

  constructor(options: HandlerOptions) {
    this.#options = options;
  }

  /** @param expectsContinue the body comes only after a `100 Continue` (RFC 9110, section 10.1.1) */
  async handle(request: IncomingMessage, response: ServerResponse, expectsContinue: boolean): Promise<void> {
    const { random, faults, origins, onCall, stopping } = this.#options;
    const began = performance.now();
    const time = new Date().toISOString();
    const api = this.#options.api();
    const askForBody = () => {
      if (expectsContinue) response.writeContinue();
      expectsContinue = false;
    };
    let outcome: Outcome;
    try {
      outcome = await this.#answer(request, api, askForBody);
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
    const asMeant = status === answer.status;
    const call: Call = {
      time,
      method: request.method ?? "",
      path,
      operationId: operation?.id,
      target: maskTarget(request.url ?? "", api.secrets),
      headers: maskHeaders(request.headers, api.secrets),
      status,
      verdict: asMeant ? answer.verdict : fault?.failure === undefined ? "client-closed" : "failed",
      reasons: asMeant ? reasonsOf(answer) : [],
      violations: asMeant ? (answer.violations ?? []) : [],
      duration: performance.now() - began,
    };
    onCall(call, operation);
  }

  async #answer(request: IncomingMessage, api: Api, askForBody: () => void): Promise<Outcome> {
    const { method = "", url = "", headers } = request;
    if (method === "OPTIONS" && (url === "*" || this.#isOwnPreflight(request))) return { answer: noContent() };
    const refusal = checkHead(request);
    if (refusal) return { answer: refusal };
    const target = readTarget(url);
    if ("status" in target) return { answer: target };
    const { path, query, segments } = target;
    if (isAdmin(path)) {
      const body = () => this.#textOf(request, askForBody);
      return { answer: await this.#options.admin({ method, path, host: hostOf(url, headers.host), body }) };
    }
    const repeated = checkRepeatedHeaders(request, api.secrets);
    if (repeated) return { answer: repeated };

    const route = findRoute(api, method, segments);
    const { proxy } = this.#options;
    if (!route || "allowed" in route) {
      const answer = route ? notAllowed(method, route.allowed) : noSuchPath(segments, api.templates);
      const path = route && { path: route.template };
      if (!proxy) return { answer, ...path };
      const described = { violation: undescribed(answer) };
      return { answer: await proxy.answer(request, described, () => Promise.resolve(answer), askForBody), ...path };
    }
    const { found: operation, parameters } = route;
    const found = { operation, path: operation.path };
    const routed = (body: RoutedRequest["body"]): RoutedRequest => ({
      generation: api.generation,
      operation: operation.index,
      path,
      query,
      headers: singleHeaders(headers, body),
      body,
    });
    if (proxy) {
      const judge = ({ body, observed }: Pick<RoutedRequest, "body" | "observed">) =>
        this.#options.pool.answer({ ...routed(body), observed });
      return { answer: await proxy.answer(request, { operation }, judge, askForBody), ...found };
    }
    const body = await readBody(request, this.#options.bodyLimit, askForBody);
    if (body instanceof RefusedBody) return { answer: body.answer, ...found };
    const { pool } = this.#options;
    const played = await api.scenarios.answer(operation, routed(body), parameters, (one) => pool.answer(one));
    return { ...played, ...found };
  }

  /** The body of what is asked of the mock itself. */
  async #textOf(request: IncomingMessage, askForBody: () => void): Promise<string | Answer> {
    const body = await readBody(request, this.#options.bodyLimit, askForBody);
    if (body instanceof RefusedBody) return body.answer;
    return typeof body === "string" || body === undefined
      ? (body ?? "")
      : problem(400, "body", "The body is not UTF-8.");
  }

  /** Whether it asks whether a page may call the mock, which the mock answers unless the real server is to say it. */
  #isOwnPreflight({ headers, url = "" }: IncomingMessage): boolean {
    const { origins, proxy } = this.#options;
    return isPreflight(headers) && !isAdmin(url) && !(proxy && origins === "off");
  }
}

/** What has a GET has a HEAD (RFC 9110, section 9.3.2). */
function findRoute({ route }: Api, method: string, segments: readonly string[]): Route<OperationSummary> {
  const exact = route(method, segments);
  return method === "HEAD" && !(exact && "found" in exact) ? route("GET", segments) : exact;
}

function noSuchPath(segments: readonly string[], templates: Iterable<string>): Answer {
  const detail = `The description has no such path.${suggestPath(segments, templates)}`;
  return problem(404, "no-such-path", detail);
}

/** What is wrong with a request that the description does not have; nothing with OPTIONS, which needs no description. */
function undescribed({ status, detail }: Answer): Violation | undefined {
  return detail === undefined ? undefined : { location: ["request"], severity: "Error", code: status, message: detail };
}

function notAllowed(method: string, described: readonly string[]): Answer {
  const allowed = new Set([...described, "OPTIONS", ...(described.includes("GET") ? ["HEAD"] : [])]);
  const headers = { Allow: [...allowed].join(", ") };
  if (method === "OPTIONS") return noContent(headers);
  const detail = `The description has no ${method} on this path; it has ${described.join(", ")}.`;
  return problem(405, "no-such-method", detail, headers);
}

/** Headers with one value each, and the length of the body: Prism would not look at one that was sent in chunks, without it. */
function singleHeaders(headers: IncomingMessage["headers"], body: RoutedRequest["body"]): Record<string, string> {
  const single = Object.fromEntries(Object.entries(headers).map(([name, value = ""]) => [name, String(value)]));
  if (typeof body === "string" || body instanceof Uint8Array)
    single["content-length"] = String(Buffer.byteLength(body));
  return single;
}
