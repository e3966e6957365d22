import type { IncomingMessage } from "node:http";
import { type Answer, problem } from "../answer.ts";

/** What Host has: a name or an address, and perhaps a port (RFC 9110, section 7.2). */
const authority = /^(\[[\da-f:.]+\]|[\w.~!$&'()*+;=%-]*)(:\d*)?$/i;

/** Headers that have one value: a second one may mean another thing to each server on the way (RFC 9110, section 5.3). */
const singletons = new Set(["authorization", "content-encoding", "content-length", "content-type", "host"]);

/** After these, nobody can tell where the next request begins, or who would answer it. */
const close = { Connection: "close" };

/** @returns an answer to what Node's parser lets pass and HTTP/1.1 does not (RFC 9112) */
export function checkHead({ headers, httpVersion, rawHeaders }: IncomingMessage): Answer | undefined {
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

/**
 * @param secrets the names, in lower case, of headers with a credential, which have one value as well
 * @returns an answer to a header that has one value and was sent with several
 */
export function checkRepeatedHeaders(
  { rawHeaders }: IncomingMessage,
  secrets: ReadonlySet<string>,
): Answer | undefined {
  const seen: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] ?? "").toLowerCase();
    if (name === "cookie" || !(singletons.has(name) || secrets.has(name))) continue;
    if (seen.includes(name)) return problem(400, "repeated-header", `The header ${name} is there more than once.`);
    seen.push(name);
  }
  return undefined;
}
