import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that never finishes an answer. */
export interface StallingServer {
  readonly url: string;
  /** The requests to the API's paths, in their order. */
  readonly requests: readonly StalledRequest[];
  stop(): Promise<void>;
}

export interface StalledRequest {
  readonly userAgent: string | undefined;
  /** Resolves when the client has let go of it. */
  readonly released: Promise<void>;
}

/**
 * Starts a server that answers nothing below `/silent`, and the beginning of a body below `/half`. What is read from it is
 * an empty page, for a browser to begin with.
 */
export async function startStallingServer(): Promise<StallingServer> {
  const requests: StalledRequest[] = [];
  const server = createServer((request, response) => {
    if (request.method === "GET") {
      response.writeHead(200, { "Content-Type": "text/html" }).end();
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    response.on("close", resolve);
    requests.push({ userAgent: request.headers["user-agent"], released: promise });
    if (request.url?.startsWith("/half/")) {
      response.writeHead(200, { "Content-Type": "application/json" });
      response.write('{ "success": ');
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on TCP has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
