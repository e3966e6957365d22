import { once } from "node:events";
import { createServer } from "node:http";
import { listen } from "@spkey/test-kit";

/** A server that never finishes an answer. */
export interface StallingServer {
  readonly url: string;
  /** The `User-Agent` of each request, in their order. */
  readonly userAgents: readonly (string | undefined)[];
  /** Resolves when the client has let go of every request so far. */
  released(): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * Starts a server that answers nothing below `/silent`, and the beginning of a body below `/half`. What is read from it is
 * an empty page, for a browser to begin with.
 */
export async function startStallingServer(): Promise<StallingServer> {
  const userAgents: (string | undefined)[] = [];
  const closed: Promise<unknown>[] = [];
  const server = createServer((request, response) => {
    if (request.method === "GET") {
      response.writeHead(200, { "Content-Type": "text/html" }).end();
      return;
    }
    userAgents.push(request.headers["user-agent"]);
    closed.push(once(response, "close"));
    if (request.url?.startsWith("/half/")) {
      response.writeHead(200, { "Content-Type": "application/json" });
      response.write('{ "success": ');
    }
  });
  const { url, stop } = await listen(server);
  return { url, userAgents, released: () => Promise.all(closed), stop };
}
