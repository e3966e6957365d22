import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type Answer, problem, type Violation, withViolations } from "../answer.ts";
import type { OperationSummary } from "../engine/operation-summary.ts";
import type { EngineRequest, ObservedResponse } from "../engine/request.ts";
import { decodeContent, RefusedBody, readBytes } from "./read-body.ts";
import { originForm } from "./request-target.ts";
import type { Upstream, UpstreamAnswer } from "./upstream.ts";

/** What is described of a request: its operation, or why there is none. */
export type Described = { readonly operation: OperationSummary } | { readonly violation: Violation | undefined };

export interface ProxyOptions {
  readonly upstream: Upstream;
  /** The largest body of a request, in bytes. */
  readonly bodyLimit: number;
  /** The largest body of an answer, in bytes, without its content coding. */
  readonly answerLimit: number;
}

/** Holds an exchange against the description. */
type Judge = (request: Pick<EngineRequest, "body" | "observed">) => Promise<Answer>;

/**
 * Sends requests on to a real server, and passes on what that answers, byte for byte; what in the exchange breaks the description
 * is told beside it, in the header `sl-violations` as Prism's own proxy has it.
 */
export class ValidatingProxy {
  readonly #options: ProxyOptions;
  /** Its name in `Via`, by which it knows what it has sent itself. */
  readonly #name = `spkey-mock-${randomBytes(4).toString("hex")}`;

  constructor(options: ProxyOptions) {
    this.#options = options;
  }

  /**
   * @param askForBody asks for a body that its sender holds back
   * @throws where the connection of the caller is lost
   */
  async answer(request: IncomingMessage, described: Described, judge: Judge, askForBody: () => void): Promise<Answer> {
    const { upstream, bodyLimit } = this.#options;
    const { headers, httpVersion, method = "", rawHeaders, url = "" } = request;
    if (headers.via?.includes(this.#name)) {
      return problem(508, "loop", `The server at ${upstream.address} sends requests back to the mock.`);
    }
    const bytes = await readBytes(request, bodyLimit, askForBody);
    if (bytes instanceof RefusedBody) return bytes.answer;
    const gone = new AbortController();
    const leave = () => gone.abort();
    request.socket.once("close", leave);
    const [target = ""] = originForm(url).split("#", 1);
    const via = [headers.via, `${httpVersion} ${this.#name}`].filter(Boolean).join(", ");
    const answered = await upstream.send({ method, target, rawHeaders, body: bytes }, via, gone.signal);
    request.socket.off("close", leave);
    if ("verdict" in answered) return answered;
    const judged = await this.#judge(request, bytes, answered, described, judge);
    return { ...judged, ...passedOn(answered, method === "HEAD") };
  }

  async #judge(
    { headers, method }: IncomingMessage,
    bytes: Buffer,
    answered: UpstreamAnswer,
    described: Described,
    judge: Judge,
  ): Promise<Answer> {
    const none: Answer = { status: answered.status, headers: {}, body: undefined, verdict: "accepted" };
    if (!("operation" in described)) {
      const { violation } = described;
      return violation ? withViolations({ ...none, verdict: "violated" }, [violation]) : none;
    }
    const body = await decodeContent(bytes, headers["content-encoding"], this.#options.bodyLimit);
    const judged = await judge({
      body: body instanceof RefusedBody ? { malformed: body.answer.detail ?? "" } : body,
      observed: await observe(answered, method === "HEAD", this.#options.answerLimit),
    });
    // The engine says nothing of it, but why it could not.
    return judged.verdict === "mock"
      ? { ...none, verdict: "unjudged", detail: `Not judged: ${judged.detail}` }
      : judged;
  }
}

async function observe(
  { status, headers, body: bytes }: UpstreamAnswer,
  isHead: boolean,
  limit: number,
): Promise<ObservedResponse> {
  const body = await decodeContent(bytes, headers["content-encoding"], limit);
  return {
    status,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value = ""]) => [name, [value].flat().join(", ")])),
    bodiless: isHead || status === 304,
    ...(body instanceof RefusedBody ? { body: undefined, unreadable: body.answer.detail } : { body }),
  };
}

/** The answer as it came; its length is told anew where it came in chunks. */
function passedOn(
  { status, statusText, rawHeaders, body }: UpstreamAnswer,
  isHead: boolean,
): Pick<Answer, "status" | "statusText" | "rawHeaders" | "body"> {
  return { status, statusText, rawHeaders, body: isHead ? undefined : body };
}
