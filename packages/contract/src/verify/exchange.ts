import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { connect as connectTls } from "node:tls";
import { type Call, type Mock, startMock, type Violation } from "@spkey/mock";
import type { HttpRequest } from "../send/request.ts";
import { type HttpAnswer, send } from "../send/send.ts";

/** What came of one request. */
export interface Exchange {
  /** None where the server gave no whole answer. */
  readonly answer?: HttpAnswer;
  /** Why there is none; without the address. */
  readonly failure?: string;
  /** What Prism finds wrong with the request and the answer; nothing where it was not asked. */
  readonly violations?: readonly Violation[];
}

/** A way to a server: by the mock's proxy, which holds each exchange against the description as it passes. */
export interface Route {
  exchange(request: HttpRequest, signal?: AbortSignal): Promise<Exchange>;
  stop(): Promise<void>;
}

/** The proxy answers by itself a little later than it gives up. */
const grace = 5_000;

/** How long the proxy's word on an exchange may come after its answer, in milliseconds: they are told at the same time. */
const late = 2_000;

/** Opens a way to the server at a URL. */
export async function openRoute(document: object, url: string, timeout: number): Promise<Route> {
  let told: ((call: Call) => void) | undefined;
  const mock: Mock = await startMock({
    description: document,
    proxy: url,
    proxyTimeout: timeout,
    onCall: (call) => told?.(call),
  });
  const base = url.replace(/\/+$/, "");
  const direct = async (request: HttpRequest, signal?: AbortSignal): Promise<Exchange> => {
    try {
      return { answer: await send(base, request, { timeout, signal }) };
    } catch (error) {
      signal?.throwIfAborted();
      return { failure: failureOf(error, timeout) };
    }
  };
  return {
    exchange: async (request, signal) => {
      const calling = new Promise<Call>((resolve) => {
        told = resolve;
      });
      let answer: HttpAnswer;
      try {
        answer = await send(mock.url, request, { timeout: timeout + grace, signal });
      } catch (error) {
        signal?.throwIfAborted();
        return { failure: failureOf(error, timeout) };
      }
      const call = await Promise.race([calling, wait(late, undefined, { ref: false })]);
      if (!call) return { answer };
      if (call.verdict !== "mock") return { answer, violations: call.violations };
      const [reason = ""] = call.reasons;
      // What the proxy does not send on, a server may answer.
      return isAboutServer.test(reason) ? { failure: withoutAddress(reason, timeout) } : direct(request, signal);
    },
    stop: () => mock.stop(),
  };
}

/** What the proxy says where the server behind it fails. */
const isAboutServer = /^The (answer of the )?server at /;

/** The address is the user's own, and may be long; what Node says of a connection ends with it, too. */
function withoutAddress(reason: string, timeout: number): string {
  if (/within [\d.]+ s\.$/.test(reason)) return `no whole answer came within ${timeout / 1000} s`;
  const [, what = "the connection failed"] = /gave no whole answer: (.*?)\.?$/.exec(reason) ?? [];
  if (/larger than/.test(reason)) return "the answer is larger than 10 MiB";
  return `no whole answer came: ${what.replace(/ ?(\d+\.){3}\d+:\d+.*$/, "")}`;
}

/** By its name and code: a message may have the address in it, and with that a credential. */
export function failureOf(error: unknown, timeout: number): string {
  if (!(error instanceof Error)) return "nothing came";
  if (error.name === "TimeoutError") return `no whole answer came within ${timeout / 1000} s`;
  const { cause } = error;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? ` (${String(cause.code)})` : "";
  return `the connection failed${code}`;
}

/**
 * Whether anything listens there: opens a connection, and sends nothing.
 *
 * @returns why not, in words; nothing where it does
 */
export function reasonUnreachable(address: string, timeout: number): Promise<string | undefined> {
  const { protocol, hostname, port } = new URL(address);
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  const isTls = protocol === "https:";
  const options = { host, port: Number(port || (isTls ? 443 : 80)) };
  return new Promise((resolve) => {
    const socket = isTls ? connectTls({ ...options, servername: host }) : connect(options);
    const end = (reason?: string) => {
      socket.destroy();
      resolve(reason);
    };
    socket.setTimeout(timeout, () => end(`no connection within ${timeout / 1000} s`));
    socket.once("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    socket.once(isTls ? "secureConnect" : "connect", () => end());
  });
}
