import type { IncomingMessage, ServerResponse } from "node:http";
import { type Answer, problem } from "../answer.ts";
import { isAdmin } from "./admin.ts";
import { type AllowedOrigins, corsHeaders } from "./cors.ts";
import type { Failure } from "./fault-injection.ts";
import { pairsOf } from "./hop-by-hop.ts";

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
  const { status, statusText, body = "" } = sent;
  const headers = headersOf(request, sent, origins, stopping);
  if (sent.rawHeaders) response.sendDate = false; // It is passed on as it came.
  if (statusText === undefined) response.writeHead(status, headers);
  else response.writeHead(status, statusText, headers);
  if (failure === "truncate") {
    response.write(body.slice(0, body.length / 2), () => socket.destroy());
    return undefined;
  }
  response.end(body);
  return status;
}

function headersOf(
  request: IncomingMessage,
  { status, headers, rawHeaders = [], body = "" }: Answer,
  origins: AllowedOrigins,
  stopping: AbortSignal,
): string[] {
  const own = pairsOf(rawHeaders).filter(([name]) => !/^(content-length|sl-violations)$/i.test(name));
  const names = [...own.map(([name]) => name), ...Object.keys(headers)];
  // Who may call the mock from a page is not to be told of the calls of others. A real server may say for itself who may call it.
  const isSaid = names.some((name) => /^access-control-allow-origin$/i.test(name));
  const cors = isSaid || isAdmin(request.url ?? "") ? {} : corsHeaders(request, origins, names);
  const length = lengthOf(request, status, rawHeaders, body);
  // A connection that is kept open would keep a server that is stopping; what is left of a body that was not read would
  // be taken for the next request.
  const close = stopping.aborted || !request.complete ? { Connection: "close" } : {};
  return [...own, ...Object.entries({ ...headers, ...cors, ...length, ...close })].flat();
}

/** RFC 9110, section 8.6: to HEAD, that of the body that GET would have had. */
function lengthOf(
  { method }: IncomingMessage,
  status: number,
  rawHeaders: readonly string[],
  body: string | Uint8Array,
): Record<string, string> {
  const [, told] = pairsOf(rawHeaders).find(([name]) => name.toLowerCase() === "content-length") ?? [];
  if (told !== undefined && (method === "HEAD" || status === 304)) return { "Content-Length": told };
  return status === 204 || status === 304 ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
}

/** Waits until the client has closed the connection, or the mock stops. */
function closed(request: IncomingMessage, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopping.aborted || request.socket.destroyed) resolve();
    request.socket.once("close", () => resolve());
    stopping.addEventListener("abort", () => resolve(), { once: true });
  });
}
