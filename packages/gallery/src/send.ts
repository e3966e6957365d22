import { request } from "node:http";
import { buffer } from "node:stream/consumers";
import { type HttpAnswer, type SendCase, writeRequest } from "@spkey/contract";

/** How long an answer may take, in milliseconds. */
const limit = 60_000;

/** Sends a case as it is, and not by `fetch`, which adds headers that a description may say something of: `Accept-Language: *`. */
export const sendPlain: SendCase = async (base, given) => {
  const { method, target, headers, body } = writeRequest(given);
  const { hostname, port } = new URL(base);
  return new Promise<HttpAnswer>((resolve, reject) => {
    const length = body ? [["Content-Length", String(body.byteLength)] as const] : [];
    const sent = request(
      {
        // Planning takes a while, in which the mock closes an idle connection: each case has its own.
        agent: false,
        hostname,
        port,
        method,
        path: target,
        headers: [["Host", `${hostname}:${port}`] as const, ...headers, ...length].flat(),
      },
      (response) => {
        const { statusCode: status = 0, rawHeaders } = response;
        const names = rawHeaders.flatMap((name, index) =>
          index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ""] as const] : [],
        );
        buffer(response).then(
          (bytes) =>
            resolve({ status, headers: new Headers(names.map(([name, value]) => [name, value])), body: bytes }),
          reject,
        );
      },
    );
    sent.setTimeout(limit, () => sent.destroy(new Error(`no answer to ${method} ${target}`)));
    sent.on("error", reject);
    sent.end(body);
  });
};
