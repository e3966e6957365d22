import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { type Answer, problem } from "./answer.ts";
import { RefusedBody, readBody } from "./body.ts";
import { createEngine, type Engine } from "./engine.ts";

/** Options of {@link startMock}. */
export interface MockOptions {
  /** The description to mock: the path of a JSON or YAML file. Default: the one that is released with this package. */
  readonly description?: string;
  /** The address to listen on. Default: `127.0.0.1`, this machine only. */
  readonly host?: string;
  /** The port to listen on. Default: 0, any free one. */
  readonly port?: number;
  /** Is given one line for each request: method, path template, status, and what was wrong. Default: nothing is logged. */
  readonly log?: (line: string) => void;
}

/** A mock that is ready to answer. */
export interface Mock {
  /** Its base URL, for example `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly port: number;
  /** Reads the description again. Where that fails, it throws, and the mock goes on with the last good one. */
  reload(): Promise<void>;
  /** Takes no new requests, lets those in flight end (2 s at most), and frees the port. */
  stop(): Promise<void>;
}

/** How long `stop()` waits for requests in flight, in milliseconds. */
const grace = 2_000;

/**
 * Starts a mock of a description.
 *
 * @throws where the description can't be read, or where the port is taken (`code: "EADDRINUSE"`)
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { host = "127.0.0.1", port = 0, log } = options;
  const description = options.description ?? fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
  let engine = await createEngine(description);

  // Slow senders are answered with 408 by Node, headers over its limit with 431, malformed requests with 400.
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 });
  server.on("request", async (request, response) => {
    const answer = await answerTo(request, engine);
    if (answer === undefined) return;
    // A connection that is kept open would keep a server that is stopping.
    if (!server.listening) response.setHeader("Connection", "close");
    send(request, response, answer);
    log?.(logLine(request, answer));
  });
  server.listen(port, host);
  await once(server, "listening");

  // A server that listens on TCP has an address of this form.
  const address = server.address() as AddressInfo;
  const hostname = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    url: `http://${hostname}:${address.port}`,
    port: address.port,
    async reload() {
      engine = await createEngine(description);
    },
    async stop() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), grace);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** @returns `undefined` where the caller has gone */
async function answerTo(request: IncomingMessage, engine: Engine): Promise<Answer | undefined> {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value = ""]) => [
      name,
      Array.isArray(value) ? value.join(", ") : value,
    ]),
  );
  if (request.method === "OPTIONS" && headers["origin"] && headers["access-control-request-method"]) {
    return { status: 204, headers: {}, body: undefined };
  }
  try {
    const body = await readBody(request);
    if (body instanceof RefusedBody) return body.answer;
    return await engine({ method: request.method ?? "GET", target: request.url ?? "/", headers, body });
  } catch (error) {
    if (request.destroyed && !request.complete) return undefined;
    return problem(500, "fault", error instanceof Error ? error.message : String(error));
  }
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer): void {
  // Any page may call a mock (Fetch Standard, CORS protocol): it guards nothing.
  response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*");
  response.setHeader("Access-Control-Allow-Credentials", "true");
  response.setHeader("Access-Control-Allow-Methods", request.headers["access-control-request-method"] ?? "*");
  response.setHeader("Access-Control-Allow-Headers", request.headers["access-control-request-headers"] ?? "*");
  response.setHeader("Access-Control-Expose-Headers", ["sl-violations", ...Object.keys(headers)].join(", "));
  response.setHeader("Vary", "Origin");
  // What is left of a body that was not read to its end would be taken for the next request.
  if (!request.complete) response.setHeader("Connection", "close");
  response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body ?? "") });
  response.end(body);
}

/** Of what was sent, only the method, and the path by its template: neither identifiers nor credentials get into a log. */
function logLine(request: IncomingMessage, { status, operation, violations = [] }: Answer): string {
  const found = violations.map(({ location, message }) => `${location.join(".")}: ${message}`);
  return [`${operation ?? `${request.method} (no operation)`} ${status}`, ...found].join("\n  ");
}
