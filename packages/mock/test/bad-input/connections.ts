import {
  accepted,
  halfClose,
  malformedRequest,
  own,
  path,
  pause,
  type Row,
  refused,
  request,
  reset,
  rowsOf,
  type Step,
  valid,
} from "./row.ts";

const head = Buffer.from(request()).subarray(0, -valid.length);
const malformed = refused("body", /not valid JSON/);
const late = own(408, "malformed-request", { connection: "close" });
const closing = { ...accepted, headers: { connection: "close" } };
const many = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);
const bytewise = (bytes: Uint8Array): Step[] => Array.from(bytes, (_, i) => bytes.subarray(i, i + 1));
const dripping = (bytes: Uint8Array): Step[] => bytewise(bytes).flatMap((byte) => [byte, pause]);

export const rows: readonly Row[] = [
  {
    name: "two requests at once",
    sends: [Buffer.concat([request(), request()])],
    wants: [accepted, accepted],
    why: "RFC 9112, section 9.3.2",
  },
  {
    name: "a malformed body and a request at once",
    sends: [Buffer.concat([request({ body: "{" }), request()])],
    wants: [malformed, accepted],
    why: "RFC 9112, section 9.3.2",
  },
  {
    name: "a request and garbage at once",
    sends: [Buffer.concat([request(), Buffer.from("\0garbage\r\n\r\n")])],
    wants: [accepted, malformedRequest],
    why: "RFC 9112, section 9.3.2",
  },
  {
    name: "a request, a malformed body and garbage at once",
    sends: [Buffer.concat([request(), request({ body: "{" }), Buffer.from("\0\r\n\r\n")])],
    wants: [accepted, malformed, malformedRequest],
    why: "RFC 9112, section 9.3.2",
  },
  {
    name: "50 requests at once",
    sends: [Buffer.concat(many(50, request()))],
    wants: many(50, accepted),
    why: "RFC 9112, section 9.3.2",
  },
  {
    name: "50 malformed bodies at once",
    sends: [Buffer.concat(many(50, request({ body: "{" })))],
    wants: many(50, malformed),
    why: "RFC 9112, section 9.3.2",
  },
  {
    name: "50 requests at once, and a reset",
    sends: [Buffer.concat(many(50, request())), reset],
    wants: [],
    why: "RFC 9112, section 9.5",
  },
  {
    name: "50 requests at once, and the end",
    sends: [Buffer.concat(many(50, request())), halfClose],
    wants: many(50, accepted),
    why: "RFC 9112, section 9.6",
  },
  {
    name: "a refused path, method and body one after the other at once",
    sends: [
      Buffer.concat([
        request({ line: "POST /nowhere HTTP/1.1" }),
        request({ line: `PUT ${path} HTTP/1.1` }),
        request({ body: "[]" }),
        request(),
      ]),
    ],
    wants: [own(404, "no-such-path"), own(405, "no-such-method"), refused("body", /must be object/), accepted],
    why: "RFC 9112, section 9.3.2",
  },
  {
    name: "a request behind one that ends the connection is not answered",
    sends: [Buffer.concat([request({ headers: { Connection: "close" } }), request()])],
    wants: [closing],
    why: "RFC 9112, section 9.6",
  },
  {
    name: "a request behind a body over the limit",
    sends: [Buffer.concat([request({ body: "x".repeat(1024 * 1024 + 1) }), request()])],
    wants: [own(413, "body-too-large"), accepted],
    why: "RFC 9112, section 9.3",
  },
  {
    name: "a byte at a time",
    sends: bytewise(request()),
    wants: [accepted],
    why: "RFC 9112, section 2",
  },
  {
    name: "cut in the middle of a line end",
    sends: [head.subarray(0, head.indexOf("\r\n") + 1), pause, head.subarray(head.indexOf("\r\n") + 1), pause, valid],
    wants: [accepted],
    why: "RFC 9112, section 2",
  },
  {
    name: "cut in the middle of a character",
    sends: [
      ...[request({ body: valid.replace("lock-1", "ü") })].flatMap((bytes) => {
        const cut = Buffer.from(bytes).indexOf(0xc3) + 1;
        return [bytes.subarray(0, cut), pause, bytes.subarray(cut)];
      }),
    ],
    wants: [accepted],
    why: "RFC 3629, section 3",
  },
  {
    name: "the head, a pause, the body",
    sends: [head, pause, valid],
    wants: [accepted],
    why: "RFC 9112, section 2",
  },
  {
    name: "a request, and the end",
    sends: [request(), halfClose],
    wants: [accepted],
    why: "RFC 9112, section 9.6",
  },
  { name: "nothing, and the end", sends: [halfClose], wants: [], why: "RFC 9112, section 9.6" },
  { name: "an empty line, and the end", sends: ["\r\n", halfClose], wants: [], why: "RFC 9112, section 2.2" },
  {
    name: "half of the body, and the end",
    sends: [head, valid.slice(0, 20), halfClose],
    wants: [malformedRequest],
    why: "RFC 9112, section 8",
  },
  {
    name: "a request and half of another, and the end",
    sends: [Buffer.concat([request(), head]), halfClose],
    wants: [accepted, malformedRequest],
    why: "RFC 9112, section 8",
  },
  {
    name: "half of the body, and a reset",
    sends: [head, valid.slice(0, 20), pause, reset],
    wants: [],
    why: "RFC 9112, section 9.5",
  },
  { name: "a request, and a reset", sends: [request(), reset], wants: [], why: "RFC 9112, section 9.5" },
  {
    name: "half of the head, and a reset",
    sends: [head.subarray(0, 20), reset],
    wants: [],
    why: "RFC 9112, section 9.5",
  },
  {
    name: "half of a body over the limit, and a reset",
    sends: [request({ headers: { "Content-Length": "2000000" }, body: "x".repeat(1_500_000) }), pause, reset],
    wants: [],
    why: "RFC 9112, section 9.5",
  },
  { name: "silence", impatient: true, sends: [], wants: [late], why: "RFC 9110, section 15.5.9" },
  {
    name: "half of the head, and silence",
    impatient: true,
    sends: [head.subarray(0, 40)],
    wants: [late],
    why: "RFC 9110, section 15.5.9",
  },
  {
    name: "half of the body, and silence",
    impatient: true,
    sends: [head, valid.slice(0, 20)],
    wants: [late],
    why: "RFC 9110, section 15.5.9",
  },
  {
    name: "a request and half of another, and silence",
    impatient: true,
    sends: [Buffer.concat([request(), head.subarray(0, 40)])],
    wants: [accepted, late],
    why: "RFC 9110, section 15.5.9",
  },
  {
    name: "a head that drips",
    impatient: true,
    sends: dripping(head.subarray(0, 10)),
    wants: [late],
    why: "RFC 9110, section 15.5.9",
  },
  {
    name: "a body that drips",
    impatient: true,
    sends: [head, ...dripping(Buffer.from(valid.slice(0, 10)))],
    wants: [late],
    why: "RFC 9110, section 15.5.9",
  },
  {
    name: "a body over the limit that stalls",
    sends: [request({ headers: { "Content-Length": "2000000" }, body: "x".repeat(1_500_000) })],
    wants: [own(413, "body-too-large", { connection: "close" })],
    why: "RFC 9110, section 15.5.14",
  },
  {
    name: "an unknown path with a body that stalls",
    sends: [request({ line: "POST /nowhere HTTP/1.1", headers: { "Content-Length": "100" } })],
    wants: [own(404, "no-such-path", { connection: "close" })],
    why: "RFC 9112, section 9.3",
  },
  {
    name: "Connection: close",
    sends: [request({ headers: { Connection: "close" } })],
    wants: [closing],
    why: "RFC 9112, section 9.6",
  },
  {
    name: "Connection: close, and malformed JSON",
    sends: [request({ headers: { Connection: "close" }, body: "{" })],
    wants: [{ ...malformed, headers: { connection: "close" } }],
    why: "RFC 9112, section 9.6",
  },
  {
    name: "HTTP/1.0 that keeps its connection",
    sends: [request({ line: `POST ${path} HTTP/1.0`, headers: { Connection: "keep-alive" } })],
    wants: [{ ...accepted, headers: { connection: /keep-alive|close/i } }],
    why: "RFC 9112, section 9.3",
  },
  ...rowsOf(
    {
      "Connection: garbage": { Connection: ",;\xff" },
      "Connection: names of headers": { Connection: "Authorization, X-API-Key, Content-Type" },
      "an upgrade to WebSocket": { Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Key": "x" },
      "an upgrade to HTTP/2": { Connection: "Upgrade, HTTP2-Settings", Upgrade: "h2c", "HTTP2-Settings": "AAMAAABk" },
      "an upgrade to nothing": { Connection: "Upgrade", Upgrade: "" },
      "an upgrade to TLS": { Connection: "Upgrade", Upgrade: "TLS/1.0" },
      "Keep-Alive: garbage": { "Keep-Alive": "timeout=-1, max=\xff" },
      "another method in a header": { "X-HTTP-Method-Override": "DELETE" },
      "conditions and ranges": { "If-Match": '"x"', "If-Modified-Since": "yesterday", Range: "bytes=0-1" },
      "TE: garbage": { TE: "trailers, \xff;q=9" },
      "Trailer: of headers that are not sent": { Trailer: "Content-Length, Host" },
      "Max-Forwards and Via": { "Max-Forwards": "-1", Via: "1.1 \xff" },
      "a traceparent that is none": { traceparent: "00-zz", "X-Forwarded-For": "not an address" },
    },
    (headers) => ({ sends: [request({ headers })], wants: [accepted], why: "RFC 9110, sections 7.6 and 7.8" }),
  ),
];
