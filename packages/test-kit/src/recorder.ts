import { createServer, type IncomingMessage } from "node:http";
import { listen } from "./listen.ts";

/** A request as it arrived. */
export interface Recorded {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly target: string;
  /** By lower-case name. */
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** What is answered to a request. */
export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
}

/** A server that keeps what it is sent, under the first segment of the path, by which tests tell theirs apart. */
export interface Recorder {
  /** The base URL of one test. */
  url(test: string): string;
  /** What a test has sent; its own segment is taken away again. */
  of(test: string): readonly Recorded[];
  stop(): Promise<void>;
}

/** Starts a recorder; `answer` may depend on the request, and on the test that has sent it. */
export async function startRecorder(
  answer: (request: Recorded, test: string) => Promise<Reply> | Reply,
): Promise<Recorder> {
  const recorded = new Map<string, Recorded[]>();
  // A query may be long; Node's limit for all headers together is 16 KiB.
  const server = createServer({ maxHeaderSize: 64 * 1024 }, async (request, response) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    } catch {
      return; // The sender has gone, and has said why.
    }
    const [, test = "", target = ""] = /^\/([^/]*)(.*)$/s.exec(request.url ?? "") ?? [];
    const { method = "", headers } = request;
    const one: Recorded = { method, target, headers, body: Buffer.concat(chunks) };
    recorded.set(test, [...(recorded.get(test) ?? []), one]);
    const reply = await answer(one, test);
    response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  const { url, stop } = await listen(server);
  return { url: (test) => `${url}/${test}`, of: (test) => recorded.get(test) ?? [], stop };
}
