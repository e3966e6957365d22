import { accepted, halfClose, malformedRequest, own, path, type Row, request, rowsOf } from "./row.ts";

const tooLong = own(431, "malformed-request");
const head = (line: string) => request({ line });
const withLine = (extra: string) => request({ extra });

const badLines = {
  "no target": "POST HTTP/1.1",
  "only a method": "POST",
  "no method": `${path} HTTP/1.1`,
  "a tab for a space": `POST\t${path}\tHTTP/1.1`,
  "a space in the target": "POST /guests/user 1/CheckOut HTTP/1.1",
  "a space before the method": ` POST ${path} HTTP/1.1`,
  "something behind the version": `POST ${path} HTTP/1.1 x`,
  "the version in lower case": `POST ${path} http/1.1`,
  "a version without minor": `POST ${path} HTTP/1`,
  "a version of two digits": `POST ${path} HTTP/1.10`,
  "another protocol": `POST ${path} ICY/1.1`,
  "NUL in the target": "POST /guests/\0/CheckOut HTTP/1.1",
  "a response": "HTTP/1.1 200 OK",
};

const badHeaders = {
  "no colon": "Colourless\r\n",
  "no name": ": value\r\n",
  "a space before the colon": "X-A : b\r\n",
  "a space in the name": "X A: b\r\n",
  "a bracket in the name": "X(A): b\r\n",
  "a name beyond ASCII": "X-\xe4: b\r\n",
  "NUL in the name": "X-\0: b\r\n",
  "NUL in the value": "X-A: \0\r\n",
  "a control character in the value": "X-A: \x01\r\n",
  "DEL in the value": "X-A: \x7f\r\n",
  "CR in the value": "X-A: b\rc\r\n",
  "CR for a line end": "X-A: b\rX-C: d\r\n",
  "a folded line": "X-A: b\r\n c\r\n",
  "a folded line with a tab": "X-A: b\r\n\tc\r\n",
  "the first line folded": "",
};

const garbage = {
  "a TLS hello": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".padEnd(517, "\x5a"),
  "an HTTP/2 preface": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "an SSH greeting": "SSH-2.0-OpenSSH_9.6\r\n",
  "a line of text": "hello\r\n\r\n",
  NULs: "\0".repeat(64),
  "all bytes": Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join(""),
  JSON: '{"roomId":"lock-1"}\r\n\r\n',
};

export const rows: readonly Row[] = [
  ...rowsOf(badLines, (line) => ({ sends: [head(line)], wants: [malformedRequest], why: "RFC 9112, section 3" })),
  ...rowsOf(badHeaders, (line) => ({
    sends: [line === "" ? head(`POST ${path} HTTP/1.1\r\n folded`) : withLine(line)],
    wants: [malformedRequest],
    why: "RFC 9112, section 5",
  })),
  ...rowsOf(garbage, (bytes) => ({ sends: [bytes], wants: [malformedRequest], why: "RFC 9112, section 2.2" })),
  {
    name: "LF for line ends",
    sends: [Buffer.from(Buffer.from(request()).toString().replaceAll("\r\n", "\n"))],
    wants: [malformedRequest],
    why: "RFC 9112, section 2.2: may be taken for a line end, which has been used to smuggle requests",
  },
  ...rowsOf(
    {
      "no version": head(`POST ${path}`),
      "HTTP/2.0": head(`POST ${path} HTTP/2.0`),
      "HTTP/0.9 by name": head(`POST ${path} HTTP/0.9`),
      "HTTP/0.9": `GET ${path}\r\n\r\n`,
    },
    (bytes) => ({
      sends: [bytes],
      wants: [own(400, "http-version", { connection: "close" })],
      why: "RFC 9110, section 2.5; a 505 would be no fault of the caller's",
    }),
  ),
  {
    name: "two spaces before the target",
    sends: [head(`POST  ${path} HTTP/1.1`)],
    wants: [{ status: [200, 400] }],
    why: "RFC 9112, section 3: may be read so",
  },
  {
    name: "HTTP/1.2",
    sends: [head(`POST ${path} HTTP/1.2`)],
    wants: [malformedRequest],
    why: "RFC 9110, section 2.5: a minor version that nobody has",
  },
  {
    name: "HTTP/1.0",
    sends: [head(`POST ${path} HTTP/1.0`)],
    wants: [{ ...accepted, headers: { connection: "close" } }],
    why: "RFC 9112, section 9.3",
  },
  {
    name: "HTTP/1.0 without Host",
    sends: [request({ line: `POST ${path} HTTP/1.0`, headers: { Host: undefined } })],
    wants: [{ ...accepted, headers: { connection: "close" } }],
    why: "RFC 9112, section 3.2",
  },
  {
    name: "an empty line before the request",
    sends: ["\r\n", request()],
    wants: [accepted],
    why: "RFC 9112, section 2.2",
  },
  {
    name: "no Host",
    sends: [request({ headers: { Host: undefined } })],
    wants: [own(400, "host")],
    why: "RFC 9112, section 3.2",
  },
  ...rowsOf(
    {
      "a space in Host": "mo ck",
      "a path in Host": "mock/x",
      "a user in Host": "user@mock",
      "two hosts in Host": "a, b",
    },
    (host) => ({
      sends: [request({ headers: { Host: host } })],
      wants: [own(400, "host")],
      why: "RFC 9112, section 3.2",
    }),
  ),
  {
    name: "two Hosts",
    sends: [request({ headers: { Host: ["mock", "other"] } })],
    wants: [own(400, "repeated-header")],
    why: "RFC 9112, section 3.2",
  },
  ...rowsOf({ "an empty Host": "", "an address as Host": "[::1]:4010", "a foreign Host": "evil.test:1" }, (host) => ({
    sends: [request({ headers: { Host: host } })],
    wants: [accepted],
    why: "RFC 9112, section 3.2",
  })),
  ...rowsOf(
    {
      "bytes beyond ASCII in a value": "X-A: \xe4\xf6\xfc\xff\r\n",
      "an empty value": "X-A:\r\n",
      "no space behind the colon": "X-A:b\r\n",
      "tabs around a value": "X-A:\t\tb\t\t\r\n",
      "a header that is there twice": "X-A: b\r\nX-A: c\r\n",
      "__proto__ as a header": "__proto__: b\r\nconstructor: c\r\n",
      "a header of 15,000 bytes": `X-A: ${"a".repeat(15_000)}\r\n`,
      "200 headers": Array.from({ length: 200 }, (_, i) => `X-${i}: ${i}\r\n`).join(""),
      "two cookies in two headers": "Cookie: a=b\r\nCookie: c=d\r\n",
    },
    (line) => ({ sends: [withLine(line)], wants: [accepted], why: "RFC 9110, section 5" }),
  ),
  {
    name: "2,500 headers before the credentials",
    sends: [request({ line: `POST ${path} HTTP/1.1\r\n${Array.from({ length: 2_500 }, () => "a:").join("\r\n")}` })],
    wants: [tooLong],
    why: "RFC 9110, section 5.4: none may be dropped in silence",
  },
  {
    name: "a second Authorization behind 2,500 headers",
    sends: [withLine(`${"a:\r\n".repeat(2_500)}Authorization: Bearer other\r\n`)],
    wants: [tooLong],
    why: "RFC 9110, section 5.4",
  },
  ...rowsOf(
    {
      "a header of 20,000 bytes": withLine(`X-A: ${"a".repeat(20_000)}\r\n`),
      "a header name of 20,000 bytes": withLine(`${"a".repeat(20_000)}: b\r\n`),
      "5,000 headers": withLine(Array.from({ length: 5_000 }, (_, i) => `X-${i}: ${i}\r\n`).join("")),
      "a header of 1 MiB": withLine(`X-A: ${"a".repeat(1024 * 1024)}\r\n`),
    },
    (bytes) => ({
      sends: [bytes],
      wants: [{ ...tooLong, headers: { connection: "close" } }],
      why: "RFC 6585, section 5",
    }),
  ),
  {
    name: "a head that is cut off",
    sends: [`POST ${path} HTTP/1.1\r\nHost: mo`, halfClose],
    wants: [malformedRequest],
    why: "RFC 9112, section 8",
  },
  {
    name: "a request line that is cut off",
    sends: ["PO", halfClose],
    wants: [malformedRequest],
    why: "RFC 9112, section 8",
  },
];
