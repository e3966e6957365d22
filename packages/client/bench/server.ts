/**
 * A server that always gives the same answer, as fast as `node:http` does. It looks at the first request of each
 * connection, so that no peer is measured who sends something else: `fork` it, send it a {@link ServerJob}, get its port;
 * to any other message it answers how much processor time it has used, in microseconds.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";
import { isDeepStrictEqual } from "node:util";

/** What is expected, and answered. */
export interface ServerJob {
  readonly method: string;
  readonly target: string;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly answer: { readonly status: number; readonly body: unknown };
}

process.once("message", (job: ServerJob) => {
  const answer = JSON.stringify(job.answer.body);
  const headers = { "Content-Type": "application/json", "Content-Length": String(Buffer.byteLength(answer)) };
  const seen = new WeakSet<Socket>();
  const server = createServer(async (request, response) => {
    if (!seen.has(request.socket)) {
      seen.add(request.socket);
      const problem = await problemOf(request, job);
      if (problem) return response.writeHead(400).end(problem);
    } else request.resume();
    if (!request.complete) await new Promise((resolve) => request.once("end", resolve));
    return response.writeHead(job.answer.status, headers).end(answer);
  });
  // A peer's connection outlives the pauses between its calls.
  server.keepAliveTimeout = 60_000;
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    process.send?.(typeof address === "object" ? address?.port : undefined);
  });
});
process.once("disconnect", () => process.exit());

async function problemOf(request: IncomingMessage, job: ServerJob): Promise<string | undefined> {
  const { method, url, headers } = request;
  if (method !== job.method || url !== job.target) return `expected ${job.method} ${job.target}, got ${method} ${url}`;
  for (const [name, value] of Object.entries(job.headers)) {
    if (headers[name] !== value) return `expected another ${name}`;
  }
  if (!headers["content-type"]?.startsWith("application/json")) return "expected JSON";
  const sent = await text(request);
  return isDeepStrictEqual(JSON.parse(sent), job.body) ? undefined : `expected another body, got ${sent}`;
}
