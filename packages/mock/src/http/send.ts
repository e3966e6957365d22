import type { IncomingMessage, ServerResponse } from "node:http";
import { type Answer, problem } from "../answer.ts";
import { isAdmin } from "./admin.ts";
import { type AllowedOrigins, corsHeaders } from "./cors.ts";
import type { Failure } from "./fault-injection.ts";

export interface SendOptions {
  /** How it is made to fail, if at all. */
  readonly failure: Failure | undefined;
  readonly origins: AllowedOrigins;
  /** Aborted when the mock stops. */
  readonly stopping: AbortSignal;
}

/**
 * Sends an answer, or what takes its place where it is made to fail.
 *
 * @returns the status that was sent, if any
 */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  { failure, origins, stopping }: SendOptions,
): Promise<number | undefined> {
  const { socket } = request; // A response gets it only when those before it have been sent.
  if (socket.destroyed) return undefined;
  if (failure === "reset") {
    socket.resetAndDestroy();
    return undefined;
  }
  if (failure === "stall") {
    await closed(request, stopping);
    socket.destroy();
    return undefined;
  }
  const sent =
    typeof failure === "number" ? problem(failure, "on-purpose", "The mock was told to fail now and then.") : answer;
  const { status, body = "" } = sent;
  response.writeHead(status, headersOf(request, sent, origins, stopping));
  if (failure === "truncate") {
    response.write(body.slice(0, body.length / 2), () => socket.destroy());
    return undefined;
  }
  response.end(body);
  return status;
}

function headersOf(
  request: IncomingMessage,
  { status, headers, body = "" }: Answer,
  origins: AllowedOrigins,
  stopping: AbortSignal,
): Record<string, string> {
  // Who may call the mock from a page is not to be told of the calls of others.
  const cors = isAdmin(request.url ?? "") ? {} : corsHeaders(request, origins, Object.keys(headers));
  const length = status === 204 || status === 304 ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
  // A connection that is kept open would keep a server that is stopping; what is left of a body that was not read would
  // be taken for the next request.
  const close = stopping.aborted || !request.complete ? { Connection: "close" } : {};
  return { ...headers, ...cors, ...length, ...close };
}

/** Waits until the client has closed the connection, or the mock stops. */
function closed(request: IncomingMessage, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopping.aborted || request.socket.destroyed) resolve();
    request.socket.once("close", () => resolve());
    stopping.addEventListener("abort", () => resolve(), { once: true });
  });
}
