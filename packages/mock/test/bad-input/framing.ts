import {
  accepted,
  chunked,
  halfClose,
  malformedRequest,
  own,
  type Row,
  refused,
  request,
  rowsOf,
  valid,
} from "./row.ts";

const length = (value: string | readonly string[]) => request({ headers: { "Content-Length": value } });
const transfer = (value: string | readonly string[], body = `${hex(valid)}\r\n${valid}\r\n0\r\n\r\n`) =>
  chunked(body, { "Transfer-Encoding": value });
const hex = (text: string) => text.length.toString(16);
const badTransfer = own(400, "transfer-coding", { connection: "close" });
const whole = `${hex(valid)}\r\n${valid}\r\n`;
const end = "0\r\n\r\n";

const badLengths = {
  negative: "-1",
  "with a plus sign": `+${valid.length}`,
  "with a letter": `${valid.length}a`,
  hexadecimal: "0x3f",
  "with an exponent": "1e2",
  "with a point": `${valid.length}.0`,
  "with a space": "6 3",
  empty: "",
  "a word": "all",
  "beyond 64 bits": "9".repeat(30),
  "a list of two": `${valid.length}, ${valid.length}`,
  "a list of two that differ": `${valid.length}, 1`,
};

const badTransfers = {
  "gzip only": "gzip",
  identity: "identity",
  "an unknown coding": "xchunked",
  "chunked twice": "chunked, chunked",
  "chunked before gzip": "chunked, gzip",
  "chunked in quotes": '"chunked"',
  "chunked with a parameter": "chunked;q=1",
  "chunked with a vertical tab": "chunked\x0b",
  empty: "",
};

const badChunks = {
  "a size that is no number": "zz\r\nab\r\n",
  "a negative size": "-1\r\na\r\n",
  "a size with 0x": "0x2\r\nab\r\n",
  "a size beyond 64 bits": "FFFFFFFFFFFFFFFFF\r\nab\r\n",
  "no size": "\r\nab\r\n",
  "more data than its size says": `2\r\nabcd\r\n${end}`,
  "no line end behind the data": `2\r\nab${end}`,
  "a space before its size": " 2\r\nab\r\n",
  "only LF behind its size": "2\nab\r\n",
  "a line that is no trailer": "0\r\nno trailer\r\n\r\n",
  "NUL in a trailer": "0\r\nA: \0\r\n\r\n",
};

export const rows: readonly Row[] = [
  ...rowsOf(badLengths, (value) => ({
    sends: [length(value)],
    wants: [malformedRequest],
    why: "RFC 9112, section 6.3",
  })).map((row) => ({ ...row, name: `a length that is ${row.name}` })),
  {
    name: "two lengths that differ",
    sends: [length([String(valid.length), "1"])],
    wants: [malformedRequest],
    why: "RFC 9112, section 6.3",
  },
  {
    name: "the same length twice",
    sends: [length([String(valid.length), String(valid.length)])],
    wants: [malformedRequest],
    why: "RFC 9110, section 8.6",
  },
  {
    name: "a length with leading zeros",
    sends: [length(`000${valid.length}`)],
    wants: [accepted],
    why: "RFC 9110, section 8.6",
  },
  {
    name: "a length below the body's: the rest is no request",
    sends: [length("2")],
    wants: [refused("body", /not valid JSON/), malformedRequest],
    why: "RFC 9112, section 6.3",
  },
  {
    name: "a length of nothing before a body",
    sends: [length("0")],
    wants: [refused("body", /required/), malformedRequest],
    why: "RFC 9112, section 6.3",
  },
  {
    name: "a length beyond the body's, and the end",
    sends: [length("100"), halfClose],
    wants: [malformedRequest],
    why: "RFC 9112, section 8",
  },
  {
    name: "a length beyond the body's, and silence",
    impatient: true,
    sends: [length("100")],
    wants: [own(408, "malformed-request", { connection: "close" })],
    why: "RFC 9110, section 15.5.9",
  },
  {
    name: "a length beyond the limit",
    sends: [request({ headers: { "Content-Length": "999999999" }, body: "" })],
    wants: [own(413, "body-too-large", { connection: "close" })],
    why: "RFC 9110, section 15.5.14",
  },
  {
    name: "a body of 2 MiB that is sent to its end",
    sends: [request({ body: "x".repeat(2 * 1024 * 1024) })],
    wants: [own(413, "body-too-large")],
    why: "RFC 9110, section 15.5.14",
  },
  {
    name: "length and chunks together",
    sends: [chunked(whole + end, { "Content-Length": "4" })],
    wants: [malformedRequest],
    why: "RFC 9112, section 6.1: an attempt to smuggle a request",
  },
  {
    name: "chunks and length together, with a request behind the length",
    sends: [
      request({
        headers: { "Content-Length": "6", "Transfer-Encoding": "chunked" },
        body: `${end}GET /__mock/health HTTP/1.1\r\n\r\n`,
      }),
    ],
    wants: [malformedRequest],
    why: "RFC 9112, section 6.1",
  },
  {
    name: "length and an unknown transfer coding",
    sends: [request({ headers: { "Transfer-Encoding": "xchunked" } })],
    wants: [malformedRequest],
    why: "RFC 9112, section 6.1",
  },
  {
    name: "length and a transfer coding with a space before the colon",
    sends: [request({ extra: "Transfer-Encoding : chunked\r\n" })],
    wants: [malformedRequest],
    why: "RFC 9112, section 5.1",
  },
  {
    name: "length and a transfer coding in a folded line",
    sends: [request({ extra: "X-A: b\r\n Transfer-Encoding: chunked\r\n" })],
    wants: [malformedRequest],
    why: "RFC 9112, section 5.2",
  },
  ...rowsOf(badTransfers, (value) => ({
    sends: [transfer(value)],
    wants: [malformedRequest],
    why: "RFC 9112, section 6.3",
  })).map((row) => ({ ...row, name: `a transfer coding that is ${row.name}` })),
  ...rowsOf(
    {
      "gzip before chunked": transfer("gzip, chunked"),
      "an unknown coding before chunked": transfer("xx, chunked"),
      "identity and chunked in two headers": transfer(["identity", "chunked"]),
    },
    (bytes) => ({ sends: [bytes], wants: [badTransfer], why: "RFC 9112, sections 6.1 and 7" }),
  ),
  {
    name: "chunks to HTTP/1.0",
    sends: [
      request({
        line: "POST /guests/user-1/CheckOut HTTP/1.0",
        headers: { "Content-Length": undefined, "Transfer-Encoding": "chunked" },
        body: whole + end,
      }),
    ],
    wants: [badTransfer],
    why: "RFC 9112, section 6.1: its framing is faulty",
  },
  ...rowsOf(
    {
      "one chunk": whole + end,
      "a chunk for each byte": [...valid].map((byte) => `1\r\n${byte}\r\n`).join("") + end,
      "a size in upper case with leading zeros": `000${hex(valid).toUpperCase()}\r\n${valid}\r\n${end}`,
      "chunk extensions": `${hex(valid)};a=b;c="d;e"\r\n${valid}\r\n0;f\r\n\r\n`,
      trailers: `${whole}0\r\nX-A: b\r\nX-C: d\r\n\r\n`,
      "a credential in a trailer": `${whole}0\r\nAuthorization: Bearer other\r\n\r\n`,
    },
    (body) => ({ sends: [chunked(body)], wants: [accepted], why: "RFC 9112, section 7.1" }),
  ),
  {
    name: "a length in a trailer",
    sends: [chunked(`${whole}0\r\nContent-Length: 1\r\n\r\n`)],
    wants: [{ status: [200, 400] }],
    why: "RFC 9110, section 6.5.1: it is not to be sent, and may be dropped",
  },
  {
    name: "the transfer coding in upper case",
    sends: [transfer("Chunked")],
    wants: [accepted],
    why: "RFC 9112, section 7",
  },
  {
    name: "no chunk but the last",
    sends: [chunked(end)],
    wants: [refused("body", /required/)],
    why: "OpenAPI 3.1, section 4.8.13",
  },
  {
    name: "a credential in a trailer only",
    sends: [chunked(`${whole}0\r\nAuthorization: Bearer other\r\n\r\n`, { Authorization: undefined })],
    wants: [{ status: 401, from: "prism" }],
    why: "RFC 9110, section 6.5.1",
  },
  ...rowsOf(badChunks, (body) => ({
    sends: [chunked(body)],
    wants: [malformedRequest],
    why: "RFC 9112, section 7.1",
  })),
  {
    name: "chunks that are cut off",
    sends: [chunked(`${hex(valid)}\r\n${valid.slice(0, 9)}`), halfClose],
    wants: [malformedRequest],
    why: "RFC 9112, section 8",
  },
  {
    name: "chunks without the last",
    sends: [chunked(whole), halfClose],
    wants: [malformedRequest],
    why: "RFC 9112, section 8",
  },
  {
    name: "chunks without the last, and silence",
    impatient: true,
    sends: [chunked(whole)],
    wants: [own(408, "malformed-request", { connection: "close" })],
    why: "RFC 9110, section 15.5.9",
  },
  {
    name: "chunks over the limit",
    sends: [chunked(`${"10000\r\n".concat("x".repeat(0x10000), "\r\n").repeat(17)}${end}`)],
    wants: [own(413, "body-too-large")],
    why: "RFC 9110, section 15.5.14",
  },
  {
    name: "a chunk extension of 20,000 bytes",
    sends: [chunked(`1;${"a".repeat(20_000)}\r\n{\r\n${end}`)],
    wants: [own(413, "malformed-request")],
    why: "RFC 9112, section 7.1.1",
  },
  {
    name: "trailers of 20,000 bytes",
    sends: [chunked(`${whole}0\r\nX-A: ${"a".repeat(20_000)}\r\n\r\n`)],
    wants: [own(431, "malformed-request")],
    why: "RFC 6585, section 5",
  },
];
