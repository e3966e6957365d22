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

/** The answer that is begun: its status, and the media type of its body, if it has one. */
export interface BegunAnswer {
  readonly status: number;
  readonly mediaType: string | undefined;
}

/**
 * Starts a server that answers nothing below `/silent`, and the beginning of an answer below `/half`. At `/` is an empty page,
 * for a browser to begin with.
 */
export async function startStallingServer({ status, mediaType }: BegunAnswer): Promise<StallingServer> {
  const userAgents: (string | undefined)[] = [];
  const closed: Promise<unknown>[] = [];
  const server = createServer((request, response) => {
    if (request.method === "GET" && request.url === "/") {
      response.writeHead(200, { "Content-Type": "text/html" }).end();
      return;
    }
    userAgents.push(request.headers["user-agent"]);
    closed.push(once(response, "close"));
    if (request.url?.startsWith("/half/")) {
      response.writeHead(status, mediaType === undefined ? {} : { "Content-Type": mediaType });
      response.write("{");
    }
  });
  const { url, stop } = await listen(server);
  return { url, userAgents, released: () => Promise.all(closed), stop };
}
