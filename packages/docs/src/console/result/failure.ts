import { isLoopback, isSafe } from "../origin.ts";
import type { HttpRequest } from "./http-request.ts";
import type { Outcome } from "./send.ts";

/** Why there is no answer, in words. */
export interface Failure {
  readonly title: string;
  readonly reasons: readonly string[];
  /** Header fields that the server would have to send, and in which answer. */
  readonly headers: readonly { readonly of: string; readonly lines: readonly string[] }[];
}

/** What the reader has to know before sending again, of a method that changes something. */
export function doubtOf(method: string, outcome: Outcome): string | undefined {
  if (isSafe(method)) return undefined;
  const { kind } = outcome;
  if (kind === "redirected") return undefined;
  if (kind === "answered" && !outcome.broken && outcome.status < 500) return undefined;
  const reason =
    kind === "answered"
      ? "The server answered with a failure of its own, which doesn't say how far it had come."
      : "The request may have reached the server before the answer was lost.";
  return `It may have been applied. Don't repeat it before you have looked. ${reason}`;
}

/** @param reachable whether the server answers at all, where that is known */
export function explain(
  outcome: Exclude<Outcome, { readonly kind: "answered" }>,
  request: HttpRequest,
  reachable: boolean | undefined,
): Failure {
  const { host, protocol } = new URL(request.url);
  const seconds = (outcome.time / 1000).toFixed(1);
  switch (outcome.kind) {
    case "cancelled":
      return { title: `Cancelled after ${seconds} s`, reasons: ["You stopped waiting for the answer."], headers: [] };
    case "timed-out":
      return {
        title: `No answer within ${seconds} s`,
        reasons: [`${host} took longer than the time allowed.`],
        headers: [],
      };
    case "redirected":
      return {
        title: "The server redirects",
        reasons: [
          "Redirects are not followed: the credentials would go to an address that you have not chosen.",
          "Browsers don't tell a page where it leads. Send the request by cURL with --verbose to see it, and use that address as the target if you trust it.",
        ],
        headers: [],
      };
    case "failed":
      if (reachable) return corsFailure(request, host);
      return {
        title: `No answer from ${host}`,
        reasons: [
          navigator.onLine ? "" : "This browser is offline.",
          protocol === "http:" && !isLoopback(request.url)
            ? "The address is by plain HTTP: browsers don't let a page that came by https call it, and the policy of a site may not either."
            : "",
          "The address may be wrong, the server may not be running, or its TLS certificate may not be trusted.",
          "The browser doesn't tell a page which of these it was; its developer tools do.",
        ].filter(Boolean),
        headers: [],
      };
  }
}

/** Methods, headers and media types that need no preflight (WHATWG Fetch, sections 2.2.1 and 2.2.2). */
const simpleMethod = /^(GET|HEAD|POST)$/;
const simpleHeader = /^(accept|accept-language|content-language)$/i;
const simpleType = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/** The server is there, and has not allowed this page to see its answer (WHATWG Fetch, section 3.3, CORS protocol). */
function corsFailure({ method, headers, url }: HttpRequest, host: string): Failure {
  const origin = `Access-Control-Allow-Origin: ${location.origin}`;
  const names = headers
    .filter(([name, value]) => !simpleHeader.test(name) && !(/^content-type$/i.test(name) && simpleType.test(value)))
    .map(([name]) => name.toLowerCase());
  const local = isLoopback(url) && !isLoopback(location.href);
  const asks = !simpleMethod.test(method) || names.length > 0 || local;
  const preflight = {
    of: `in its answer to OPTIONS ${new URL(url).pathname}, with a status of 2xx`,
    lines: [
      origin,
      ...(simpleMethod.test(method) ? [] : [`Access-Control-Allow-Methods: ${method}`]),
      ...(names.length > 0 ? [`Access-Control-Allow-Headers: ${names.join(", ")}`] : []),
      ...(local ? ["Access-Control-Allow-Private-Network: true"] : []),
    ],
  };
  return {
    title: `${host} doesn't let this page see its answer`,
    reasons: [
      "The server can be reached, so this is most likely CORS: a server has to allow a page of another origin to read its answers. Programs such as cURL don't need that; the samples work.",
      "To allow this page, the server would have to send:",
    ],
    headers: [...(asks ? [preflight] : []), { of: `in its answer to ${method}`, lines: [origin] }],
  };
}
