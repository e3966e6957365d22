import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
} from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A message as it is on the wire, its head parsed. */
export interface Exchange {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** How many of the announced bytes are not sent before the connection ends. Default: 0. */
  readonly missing?: number;
}

/** What a server does wrong: given a request, and the server that does it right. */
export type Fault = (request: Exchange, conforming: (request: Exchange) => Promise<Answer>) => Promise<Answer>;

/** A server with a fault, which can be exchanged while it runs. */
export interface FaultyServer {
  readonly url: string;
  setFault(fault: Fault): void;
  stop(): Promise<void>;
}

/** Puts a server with a fault in front of one that keeps the description: our mock, which is built from it. */
export async function startFaultyServer(conforming: string): Promise<FaultyServer> {
  let fault: Fault = (request, forward) => forward(request);
  const server = createServer(async (incoming, outgoing) => {
    try {
      const {
        status,
        headers,
        body,
        missing = 0,
      } = await fault(await exchangeOf(incoming), (request) => forward(conforming, request));
      // What the mock says of itself, a server does not say.
      const { "sl-violations": _, connection: _1, "transfer-encoding": _2, "content-length": _3, ...own } = headers;
      outgoing.writeHead(status, { ...own, ...(body.length > 0 && { "content-length": body.length }) });
      outgoing.write(body.subarray(0, body.length - missing));
      if (missing > 0) outgoing.destroy();
      else outgoing.end();
    } catch {
      outgoing.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // It listens on a port.
  return {
    url: `http://127.0.0.1:${port}`,
    setFault: (next) => {
      fault = next;
    },
    stop: () => stop(server),
  };
}

async function exchangeOf(incoming: IncomingMessage): Promise<Exchange> {
  const { method = "GET", url: target = "/", headers } = incoming;
  return { method, target, headers, body: await buffer(incoming) };
}

function forward(base: string, { method, target, headers, body }: Exchange): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { "transfer-encoding": _, ...kept } = headers;
    const outgoing = httpRequest(
      base + target,
      { method, headers: { ...kept, ...(body.length > 0 && { "content-length": body.length }) } },
      (incoming) => {
        buffer(incoming).then(
          (received) => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: received }),
          reject,
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
