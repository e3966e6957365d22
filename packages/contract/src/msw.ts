/**
 * Handlers for Mock Service Worker, in Node.js, that answer as the mock does: requests are held against the description.
 *
 * @example
 * ```ts
 * const contract = await mockContract();
 * const server = setupServer(...contract.handlers);
 * server.use(contract.handler("returnBook", { code: 404 }));
 * ```
 */
import { type Mock, type MockOptions, startMock } from "@spkey/mock";
import { bypass, type HttpHandler, http } from "msw";
import { type Base, basesOf, operationFinder } from "./server-bases.ts";
import { mockable, openContract } from "./testing/opened-contract.ts";
import type { ReleasedOperationId } from "./testing/operation-ids.d.ts";
import type { Answer, Spec } from "./testing/options.ts";
import { preferenceOf } from "./testing/prefer.ts";

export type { ReleasedOperationId } from "./testing/operation-ids.d.ts";
export type { Answer, Spec } from "./testing/options.ts";

/** Options of `mockContract`; beside its own, those of the mock that say what it answers. */
export interface MockContractOptions
  extends Pick<
    MockOptions,
    | "callbacks"
    | "delay"
    | "dynamic"
    | "failWith"
    | "failureRate"
    | "onCall"
    | "onWarning"
    | "scenarios"
    | "seed"
    | "static"
  > {
  /** The description: the path or `file:` URL of a file, or a parsed and bundled one. Default: the released one. */
  readonly spec?: Spec;
  /** The URLs that are called. Default: the servers of the description, their variables with their defaults. */
  readonly baseUrl?: string | readonly string[];
}

/** An API that is mocked, to be closed in the end. */
export interface MockedContract<Id extends string = string> extends AsyncDisposable {
  /** One for each URL of the API, for `setupServer`. What is called below them is answered, also what is not described. */
  readonly handlers: readonly HttpHandler[];
  /**
   * A handler that has an operation answer one of its documented responses, to valid requests.
   *
   * @param operation an `operationId`; where the description has none, a method and a path template
   * @param options `once`: for the next call only
   * @throws {Error} where there is no such operation, response or example; the message says which there are
   */
  handler(operation: Id, answer: Answer, options?: { readonly once?: boolean }): HttpHandler;
  /** The mock that answers: `calls` has what was wrong with each request. */
  readonly mock: Mock;
  /** Ends the mock, which would keep the process running. */
  close(): Promise<void>;
}

/**
 * Mocks an API in this process.
 *
 * @throws {Error} where the description can't be read, names no server with a host and `baseUrl` is not given, or a scenario has what it
 *   doesn't have
 */
export function mockContract(
  options?: MockContractOptions & { readonly spec?: undefined },
): Promise<MockedContract<ReleasedOperationId>>;
export function mockContract(options: MockContractOptions): Promise<MockedContract>;
export async function mockContract({ spec, baseUrl, ...options }: MockContractOptions = {}): Promise<MockedContract> {
  const { description, find } = await openContract(spec);
  const bases = basesOf(description, baseUrl);
  const mock = await startMock({ ...options, ...(spec !== undefined && { description: mockable(spec) }) });
  const operationOf = operationFinder(description.operations, bases);
  let isClosed = false;

  const answer = (request: Request, preference?: string): Promise<Response> => {
    if (!isClosed) return forward(request, bases, mock.url, preference);
    throw new Error("The contract was closed before this request: close it after the last test.");
  };
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await mock.stop();
  };
  return {
    handlers: bases.map(({ inside }) =>
      http.all(
        ({ request }) => inside(request.url) !== undefined,
        ({ request }) => answer(request),
      ),
    ),
    handler(name, chosen, settings = {}) {
      const operation = find(name);
      const preference = preferenceOf(operation, chosen);
      return http.all(
        ({ request }) => operationOf(request.method, request.url) === operation,
        ({ request }) => answer(request, preference),
        settings,
      );
    },
    mock,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Of the connection to the server that is mocked (RFC 9110, section 7.6.1). */
const ofConnection = [
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "te",
  "transfer-encoding",
  "upgrade",
];

/** Sends a request to the mock, past the handlers, and gives its answer as if it came from the API. */
async function forward(
  request: Request,
  bases: readonly Base[],
  mockUrl: string,
  preference: string | undefined,
): Promise<Response> {
  const target = bases.map(({ inside }) => inside(request.url)).find((each) => each !== undefined);
  if (!target) throw new Error("A request came that is for none of the API's URLs.");
  const headers = withoutConnection(request.headers);
  if (preference) headers.set("Prefer", preference);
  const body = request.body ? await request.arrayBuffer() : undefined;
  const { method, signal } = request;
  const url = mockUrl + target.path + target.search;
  const init: RequestInit = { method, headers, signal, redirect: "manual", ...(body && { body }) };
  // A connection that the mock breaks off, which is a fault on purpose, breaks off for the caller: it is no answer with a 500.
  const answer = await fetch(bypass(url, init)).catch(() => Response.error());
  if (answer.type === "error") return answer;
  const { status, statusText } = answer;
  return new Response(answer.body, { status, statusText, headers: withoutConnection(answer.headers) });
}

function withoutConnection(given: Headers): Headers {
  const headers = new Headers(given);
  for (const name of ofConnection) headers.delete(name);
  return headers;
}
