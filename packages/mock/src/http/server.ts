import { createServer, type Server } from "node:http";
import type { EngineSource } from "../engine/engine.ts";
import type { Mock, MockOptions, ReloadOptions } from "../mock.ts";
import type { Pool } from "../worker/pool.ts";
import { createAdmin } from "./admin.ts";
import { Handler } from "./handler.ts";
import { close, listen } from "./listen.ts";
import { MockState } from "./mock-state.ts";
import { ParseErrors } from "./parse-errors.ts";
import { Responder } from "./responder.ts";
import { seededRandom } from "./seeded-random.ts";
import { Upstream } from "./upstream.ts";
import { upstreamUrl } from "./upstream-url.ts";
import { ValidatingProxy } from "./validating-proxy.ts";

/** What the engines are not told. */
type ServerOptions = Omit<MockOptions, keyof EngineSource | "answerTimeout" | "workers"> &
  Required<Pick<MockOptions, "onWarning">>;

const defaultHost = "127.0.0.1";
const defaultBodyLimit = 1024 * 1024;
const defaultAnswerLimit = 10 * 1024 * 1024;
const defaultProxyTimeout = 30_000;

/** How many ports are tried one after the other. */
const portsTried = 100;

/** Has the engines read the description, and starts a server in front of them. */
export async function startServer(pool: Pool, source: EngineSource, options: ServerOptions): Promise<Mock> {
  const {
    host = defaultHost,
    nextPort = false,
    onWarning,
    port = 0,
    requestTimeout = 10_000,
    scenarios = {},
  } = options;
  const state = new MockState(pool, scenarios, options.proxy === undefined);
  const load = ({ scenarios: next, upcoming }: ReloadOptions = {}) =>
    pool.load(source, (operations, generation) => state.describe(operations, generation, next), upcoming);
  await load();
  if (pool.operations.length === 0) onWarning("The description has no operations: there is nothing to mock.");
  const stopping = new AbortController();
  const handler = createHandler(state, { ...options, seed: source.seed, stopping: stopping.signal });
  const server = createHttpServer(handler, requestTimeout);
  const { address, family, port: bound } = await listen(server, host, port, nextPort ? portsTried : 1);
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${bound}`,
    port: bound,
    get calls() {
      return state.log.calls;
    },
    counts: () => state.counts(),
    setScenarios: (next) => state.setScenarios(next),
    forget: () => state.forget(),
    check: () => pool.checkExamples(),
    reload: load,
    async stop() {
      stopping.abort();
      await close(server);
      await pool.stop();
    },
  };
}

function createHandler(
  state: MockState,
  options: ServerOptions & { readonly seed: string | undefined; readonly stopping: AbortSignal },
): Handler {
  const { bodyLimit = defaultBodyLimit, host = defaultHost, onCall, proxy, seed, stopping } = options;
  // Through the mock, any page would reach a server that only this machine can; it says for itself who may call it.
  const { cors = proxy === undefined ? "*" : "off" } = options;
  const { delay, failureRate, failWith } = options;
  const api = () => state.api;
  return new Handler({
    responder: new Responder({
      pool: state.pool,
      api,
      admin: createAdmin(state, host),
      bound: host,
      origins: cors,
      bodyLimit,
      proxy: proxyOf(options),
    }),
    api,
    origins: cors,
    faults: { delay, failureRate, failWith },
    random: seed === undefined ? Math.random : seededRandom(seed),
    onCall(call, operation) {
      state.add(call, operation);
      onCall?.(call);
    },
    stopping,
  });
}

function proxyOf(options: ServerOptions): ValidatingProxy | undefined {
  const { answerLimit = defaultAnswerLimit, bodyLimit = defaultBodyLimit, proxy, proxyTimeout } = options;
  if (proxy === undefined) return undefined;
  const upstream = new Upstream(upstreamUrl(proxy), {
    timeout: proxyTimeout ?? defaultProxyTimeout,
    limit: answerLimit,
  });
  return new ValidatingProxy({ upstream, bodyLimit, answerLimit });
}

function createHttpServer(handler: Handler, requestTimeout: number): Server {
  // Slow senders are told so by Node's time limits, which are looked at this often.
  const server = createServer({
    requireHostHeader: false, // The handler says so in words.
    headersTimeout: requestTimeout,
    requestTimeout,
    connectionsCheckingInterval: Math.min(1_000, requestTimeout / 4),
  });
  // Who has said all may still listen (RFC 9112, section 9.6). Node has it as a property only, not as an option.
  Object.assign(server, { httpAllowHalfOpen: true });
  const errors = new ParseErrors();
  for (const [event, expectsContinue] of [
    ["request", false],
    ["checkContinue", true],
    ["checkExpectation", false],
  ] as const) {
    server.on(event, (request, response) => {
      errors.expect(request, response);
      void handler.handle(request, response, expectsContinue);
    });
  }
  server.on("clientError", (error, socket) => void errors.answer(error, socket));
  server.on("connect", ({ method }, socket) => void errors.answer({ code: method ?? "" }, socket));
  return server;
}
