import type { IncomingMessage } from "node:http";
import { type Answer, noContent, problem, type Violation } from "../answer.ts";
import type { OperationSummary } from "../engine/operation-summary.ts";
import type { RoutedRequest } from "../worker/messages.ts";
import type { Pool } from "../worker/pool.ts";
import { type Admin, isAdmin } from "./admin.ts";
import { foreignHost, isOwnHost } from "./admin-host.ts";
import type { Api } from "./api.ts";
import { checkHead, checkRepeatedHeaders } from "./check-head.ts";
import { type AllowedOrigins, isPreflight } from "./cors.ts";
import type { FaultInjection } from "./fault-injection.ts";
import { RefusedBody, readBody } from "./read-body.ts";
import { hostOf, type RequestTarget, readTarget } from "./request-target.ts";
import type { Route } from "./router.ts";
import type { ValidatingProxy } from "./validating-proxy.ts";

export interface ResponderOptions {
  readonly pool: Pool;
  /** The API as it is described now. */
  readonly api: () => Api;
  readonly admin: Admin;
  /** The name or the address that the mock listens on. */
  readonly bound: string;
  readonly origins: AllowedOrigins;
  /** The largest body, in bytes. */
  readonly bodyLimit: number;
  /** Stands before a real server, which answers what the mock would; none where there is none. */
  readonly proxy: ValidatingProxy | undefined;
}

/** What a request is answered, and its operation where there is one. */
export interface Outcome {
  readonly answer: Answer;
  /** The path template that it fits, where there is one. */
  readonly path?: string;
  readonly operation?: OperationSummary;
  /** The faults that its scenario says. */
  readonly faults?: FaultInjection | undefined;
}

/** How often a request is routed again, where the description changes each time before an engine has it. */
const mostRoutes = 10;

type ReadBody = () => ReturnType<typeof readBody>;

/** Finds out what a request is answered: by the front door, the mock itself, an engine, or a real server. */
export class Responder {
  readonly #options: ResponderOptions;

  constructor(options: ResponderOptions) {
    this.#options = options;
  }

  /**
   * @param askForBody asks for a body that its sender holds back
   * @throws where the connection is lost
   */
  async answer(request: IncomingMessage, askForBody: () => void): Promise<Outcome> {
    const { method = "", url = "", headers } = request;
    if (method === "OPTIONS" && (url === "*" || this.#isOwnPreflight(request))) return { answer: noContent() };
    const refusal = checkHead(request);
    if (refusal) return { answer: refusal };
    const target = readTarget(url);
    if ("status" in target) return { answer: target };
    if (isAdmin(target.path)) {
      const body = () => this.#textOf(request, askForBody);
      return {
        answer: await this.#options.admin({ method, path: target.path, host: hostOf(url, headers.host), body }),
      };
    }
    return this.#described(request, target, askForBody);
  }

  async #described(request: IncomingMessage, target: RequestTarget, askForBody: () => void): Promise<Outcome> {
    let body: ReturnType<typeof readBody> | undefined;
    const readOnce = () => {
      body ??= readBody(request, this.#options.bodyLimit, askForBody);
      return body;
    };
    let outdated: Outcome | undefined;
    for (let routes = 1; ; routes++) {
      const api = this.#options.api();
      const repeated = checkRepeatedHeaders(request, api.secrets);
      if (repeated) return { answer: repeated };
      const { proxy } = this.#options;
      if (proxy) return this.#proxied(api, proxy, request, target, askForBody);
      const outcome = await this.#mocked(api, request, target, readOnce);
      // What the description has no more was there when the request came: it is told so.
      if (outdated && !outcome.operation) return outdated;
      if (!outcome.answer.isOutdated || routes === mostRoutes) return outcome;
      outdated = outcome;
    }
  }

  async #mocked(api: Api, request: IncomingMessage, target: RequestTarget, read: ReadBody): Promise<Outcome> {
    const found = find(api, request.method ?? "", target);
    if ("refusal" in found) return { answer: found.refusal, ...found.fits };
    const { operation } = found;
    const fits = { operation, path: operation.path };
    const body = await read();
    if (body instanceof RefusedBody) return { answer: body.answer, ...fits };
    const { pool } = this.#options;
    const routed = routedRequest(api, found, request, target, body);
    const played = await api.scenarios.answer(operation, routed, (one) => pool.answer(one));
    return { ...played, ...fits };
  }

  async #proxied(
    api: Api,
    proxy: ValidatingProxy,
    request: IncomingMessage,
    target: RequestTarget,
    askForBody: () => void,
  ): Promise<Outcome> {
    const found = find(api, request.method ?? "", target);
    const { bound } = this.#options;
    if (!isOwnHost(hostOf(request.url ?? "", request.headers.host), bound)) return { answer: foreignHost(bound) };
    if ("refusal" in found) {
      const { refusal, fits } = found;
      const violation = undescribed(refusal);
      const answer = await proxy.answer(request, { violation }, () => Promise.resolve(refusal), askForBody);
      return { answer, ...fits };
    }
    const { operation } = found;
    const judge = ({ body, observed }: Pick<RoutedRequest, "body" | "observed">) =>
      this.#options.pool.answer({ ...routedRequest(api, found, request, target, body), observed });
    const answer = await proxy.answer(request, { operation }, judge, askForBody);
    return { answer, operation, path: operation.path };
  }

  /** The body of what is asked of the mock itself. */
  async #textOf(request: IncomingMessage, askForBody: () => void): Promise<string | Answer> {
    const body = await readBody(request, this.#options.bodyLimit, askForBody);
    if (body instanceof RefusedBody) return body.answer;
    if (body === undefined) return "";
    return typeof body === "string" ? body : problem(400, "body", "The body is not UTF-8.");
  }

  /** Whether it asks whether a page may call the mock, which the mock answers unless the real server is to say it. */
  #isOwnPreflight({ headers, url = "" }: IncomingMessage): boolean {
    const { origins, proxy } = this.#options;
    return isPreflight(headers) && !isAdmin(url) && !(proxy && origins === "off");
  }
}

/** The operation of a request, or an answer for want of one, with the path template that it fits. */
type Found =
  | { readonly operation: OperationSummary; readonly parameters: Readonly<Record<string, string>> }
  | { readonly refusal: Answer; readonly fits: { readonly path?: string } };

const noSuchPath = "The description has no such path.";

function find(api: Api, method: string, { segments }: RequestTarget): Found {
  const route = findRoute(api, method, segments);
  if (!route) {
    const detail = noSuchPath + api.suggestPath(segments);
    return { refusal: problem(404, "no-such-path", detail), fits: {} };
  }
  if ("allowed" in route) return { refusal: notAllowed(method, route.allowed), fits: { path: route.template } };
  return { operation: route.found, parameters: route.parameters };
}

/** What has a GET has a HEAD (RFC 9110, section 9.3.2). */
function findRoute({ route }: Api, method: string, segments: readonly string[]): Route<OperationSummary> {
  const exact = route(method, segments);
  return method === "HEAD" && !(exact && "found" in exact) ? route("GET", segments) : exact;
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

function routedRequest(
  { generation }: Api,
  { operation, parameters }: Extract<Found, { operation: OperationSummary }>,
  { headers }: IncomingMessage,
  { path, query }: RequestTarget,
  body: RoutedRequest["body"],
): RoutedRequest {
  return {
    generation,
    operation: operation.index,
    path,
    parameters,
    query,
    headers: singleHeaders(headers, body),
    body,
  };
}

/** Headers with one value each, and the length of the body: Prism would not look at one that was sent in chunks, without it. */
function singleHeaders(headers: IncomingMessage["headers"], body: RoutedRequest["body"]): Record<string, string> {
  const single = Object.fromEntries(Object.entries(headers).map(([name, value = ""]) => [name, String(value)]));
  if (typeof body === "string" || body instanceof Uint8Array) {
    single["content-length"] = String(Buffer.byteLength(body));
  }
  return single;
}
