import type { IncomingMessage } from "node:http";
import { type Answer, problem } from "../answer.ts";

/** What Host has: a name or an address, and perhaps a port (RFC 9110, section 7.2). */
const authority = /^(\[[\da-f:.]+\]|[\w.~!$&'()*+;=%-]*)(:\d*)?$/i;

/** After these, nobody can tell where the next request begins, or who would answer it. */
const close = { Connection: "close" };

/** @returns an answer to what Node's parser lets pass and HTTP/1.1 does not (RFC 9112) */
export function faultOfHead({ headers, httpVersion, rawHeaders }: IncomingMessage): Answer | undefined {
  if (httpVersion !== "1.1" && httpVersion !== "1.0") {
    return problem(400, "http-version", "The mock speaks HTTP/1.1 and HTTP/1.0.", close);
  }
  const { expect = "", host, "transfer-encoding": coding } = headers;
  // Section 6.1. Node undoes no other coding, and takes what it does not know for chunks.
  if (coding !== undefined && (coding.toLowerCase() !== "chunked" || httpVersion === "1.0")) {
    return problem(400, "transfer-coding", "The mock reads chunks of HTTP/1.1, and no other Transfer-Encoding.", close);
  }
  const hosts = rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === "host");
  // Section 3.2. More than one is a repeated header.
  if ((host === undefined && httpVersion === "1.1") || (hosts.length === 1 && !authority.test(host ?? ""))) {
    return problem(400, "host", "The Host header is missing, or is no host.", close);
  }
  // RFC 9110, section 10.1.1.
  if (expect !== "" && expect.toLowerCase() !== "100-continue" && httpVersion === "1.1") {
    return problem(417, "expectation", "The mock meets no other expectation than 100-continue.");
  }
  return undefined;
}
