import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Recorded } from "./har.ts";

/** A server on this machine that answers as was recorded: the proxy stands before it as before a real one. */
export interface ReplayServer {
  readonly url: string;
  /** What it answers next. */
  put(answer: Recorded["answer"]): void;
  stop(): Promise<void>;
}

export async function startReplayServer(): Promise<ReplayServer> {
  let next: Recorded["answer"] | undefined;
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      if (!next) {
        response.destroy();
        return;
      }
      response.sendDate = false;
      response.writeHead(next.status, next.headers.flat());
      response.end(next.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // It listens on a port.
  return {
    url: `http://127.0.0.1:${port}`,
    put: (answer) => {
      next = answer;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
