import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { type Answer, problem } from "../answer.ts";
import { type OperationSummary, operationKey } from "../worker/messages.ts";
import type { Pool } from "../worker/pool.ts";
import { type Control, isControl } from "./admin.ts";
import { faultOfHead } from "./check-head.ts";
import { type AllowedOrigins, corsHeaders, isPreflight } from "./cors.ts";
import { type Fate, fateOf, type Trouble } from "./fault-injection.ts";
import { RefusedBody, readBody } from "./read-body.ts";
import { type Call, type CallLog, maskHeaders, maskTarget, reasonsOf, secretNames, verdictOf } from "./request-log.ts";
import { readTarget } from "./request-target.ts";
import { createRouter } from "./router.ts";
import { type Scenarios, Stage } from "./scenarios.ts";

export interface DoorOptions {
  readonly pool: Pool;
  readonly directory: () => Directory;
  readonly calls: CallLog;
  readonly control: Control;
  readonly origins: AllowedOrigins;
  /** The largest body, in bytes. */
  readonly bodyLimit: number;
  readonly trouble: Trouble;
  readonly random: () => number;
  readonly onCall: (call: Call) => void;
  /** Aborted when the mock stops. */
  readonly stopping: AbortSignal;
}

/** What the description has, as the door needs it. */
export interface Directory {
  readonly route: ReturnType<typeof createRouter<OperationSummary>>;
  readonly secrets: ReturnType<typeof secretNames>;
  readonly stage: Stage;
}

/** One request, and what became of it. */
interface Outcome {
  readonly answer: Answer;
  readonly operation?: OperationSummary;
}

/** How long the rest of a body that nobody reads is waited for, in milliseconds, before it is answered. */
const drainTime = 250;

/** Headers that have one value: a second one may mean another thing to each server on the way (RFC 9110, section 5.3). */
const singletons = new Set(["authorization", "content-encoding", "content-length", "content-type", "host"]);

/** @throws {Error} where an operation is described twice, or a scenario has what the description doesn't have */
export function readDirectory(operations: readonly OperationSummary[], scenarios: Scenarios): Directory {
  return {
    route: createRouter(operations),
    secrets: secretNames(operations),
    stage: new Stage(scenarios, operations),
  };
}

/** What is in front of Prism: answers what Prism doesn't, and hands the rest to it. */
export class Door {
  readonly #options: DoorOptions;

  constructor(options: DoorOptions) {
    this.#options = options;
  }

  /** @param expectsContinue the body comes only after a `100 Continue` (RFC 9110, section 10.1.1) */
  async receive(request: IncomingMessage, response: ServerResponse, expectsContinue: boolean): Promise<void> {
    const { calls, random, trouble, onCall, stopping } = this.#options;
    const began = performance.now();
    const time = new Date().toISOString();
    const directory = this.#options.directory();
    const askForBody = () => {
      if (expectsContinue) response.writeContinue();
      expectsContinue = false;
    };
    let outcome: Outcome;
    try {
      outcome = await this.#outcome(request, directory, askForBody);
    } catch {
      if (request.destroyed && !request.complete) return; // The caller has gone.
      outcome = { answer: problem(500, "fault", "The mock has a fault: this should not have happened.") };
    }
    const { answer, operation } = outcome;
    if (!request.complete && !expectsContinue) await drained(request);

    const fate = operation && fateOf(trouble, random);
    await fate?.wait(stopping);
    const sent = await this.#send(request, response, answer, fate);
    if (isControl(request.url ?? "")) return;
    const call: Call = {
      time,
      method: request.method ?? "",
      path: operation?.path,
      operationId: operation?.id,
      target: maskTarget(request.url ?? "", directory.secrets),
      headers: maskHeaders(request.headers, directory.secrets),
      status: sent,
      verdict: sent === answer.status ? verdictOf(answer) : fate?.failure === undefined ? "gone" : "failed",
      reasons: sent === answer.status ? reasonsOf(answer) : [],
      duration: performance.now() - began,
    };
    calls.add(call);
    onCall(call);
  }

  async #outcome(request: IncomingMessage, directory: Directory, askForBody: () => void): Promise<Outcome> {
    const { control, pool, bodyLimit } = this.#options;
    const { method = "", url = "", headers } = request;
    if (method === "OPTIONS" && (url === "*" || (isPreflight(headers) && !isControl(url)))) {
      return { answer: { status: 204, headers: {}, body: undefined, own: true } };
    }
    const fault = faultOfHead(request);
    if (fault) return { answer: fault };
    const target = readTarget(url);
    if ("status" in target) return { answer: target };
    if (isControl(target.path)) return { answer: control(method, target.path) };
    const repeated = this.#repeatedHeader(request, directory);
    if (repeated !== undefined) {
      return { answer: problem(400, "repeated-header", `The header ${repeated} is there more than once.`) };
    }

    const { path, query } = target;
    const exact = directory.route(method, path);
    // What has a GET has a HEAD (RFC 9110, section 9.3.2).
    const route = method === "HEAD" && !(exact && "found" in exact) ? directory.route("GET", path) : exact;
    if (!route) return { answer: problem(404, "no-such-path", "The description has no such path.") };
    if ("allowed" in route) return { answer: notAllowed(method, route.allowed) };

    const operation = route.found;
    const body = await readBody(request, bodyLimit, askForBody);
    if (body instanceof RefusedBody) return { answer: body.answer, operation };
    const single = Object.fromEntries(Object.entries(headers).map(([name, value = ""]) => [name, String(value)]));
    // Prism looks at the length: a body without one, sent in chunks, would not be looked at.
    if (body) single["content-length"] = String(Buffer.byteLength(body));
    const answer = await directory.stage.play(
      operation,
      { operation: operationKey(operation), path, query, headers: single, body, parameters: route.parameters },
      (one) => pool.answer(one),
    );
    return { answer, operation };
  }

  /** @returns the name of a header that has one value and was sent with several */
  #repeatedHeader({ rawHeaders }: IncomingMessage, { secrets }: Directory): string | undefined {
    const seen: string[] = [];
    for (let i = 0; i < rawHeaders.length; i += 2) {
      const name = (rawHeaders[i] ?? "").toLowerCase();
      if (name === "cookie" || !(singletons.has(name) || secrets.has(name))) continue;
      if (seen.includes(name)) return name;
      seen.push(name);
    }
    return undefined;
  }

  /** @returns the status that was sent, if any */
  async #send(
    request: IncomingMessage,
    response: ServerResponse,
    answer: Answer,
    fate: Fate | undefined,
  ): Promise<number | undefined> {
    const { origins, stopping } = this.#options;
    const { socket } = request; // A response gets it only when those before it have been sent.
    const failure = fate?.failure;
    if (socket.destroyed) return undefined;
    if (failure === "reset") {
      socket.resetAndDestroy();
      return undefined;
    }
    if (failure === "stall") {
      await ended(request, stopping);
      socket.destroy();
      return undefined;
    }
    const {
      status,
      headers,
      body = "",
    } = typeof failure === "number"
      ? problem(failure, "on-purpose", "The mock was told to fail now and then.")
      : answer;
    // Who may call the mock from a page is not to be told of the calls of others.
    const cors = isControl(request.url ?? "") ? {} : corsHeaders(request, origins, Object.keys(headers));
    const length = status === 204 || status === 304 ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
    // A connection that is kept open would keep a server that is stopping; what is left of a body that was not read would
    // be taken for the next request.
    const close = stopping.aborted || !request.complete ? { Connection: "close" } : {};
    response.writeHead(status, { ...headers, ...cors, ...length, ...close });
    if (failure === "truncate") {
      response.write(body.slice(0, body.length / 2), () => socket.destroy());
      return undefined;
    }
    response.end(body);
    return status;
  }
}

function notAllowed(method: string, described: readonly string[]): Answer {
  const allowed = new Set([...described, "OPTIONS", ...(described.includes("GET") ? ["HEAD"] : [])]);
  const headers = { Allow: [...allowed].join(", ") };
  if (method === "OPTIONS") return { status: 204, headers, body: undefined, own: true };
  return problem(405, "no-such-method", `The description has no ${method} on this path.`, headers);
}

/** Reads what is left of a body, for a while: a caller that is still sending would miss the answer. */
async function drained(request: IncomingMessage): Promise<void> {
  const over = new AbortController();
  request.resume();
  request.once("close", () => over.abort());
  request.once("end", () => over.abort());
  await setTimeout(drainTime, undefined, { signal: over.signal }).catch(() => {});
}

/** Waits until the caller or the mock has had enough. */
function ended(request: IncomingMessage, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopping.aborted || request.socket.destroyed) resolve();
    request.socket.once("close", () => resolve());
    stopping.addEventListener("abort", () => resolve(), { once: true });
  });
}
