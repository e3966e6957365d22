import { accepted, malformedRequest, own, path, type Row, request, rowsOf } from "./row.ts";

const to = (target: string) => request({ line: `POST ${target} HTTP/1.1` });
const user = (id: string) => to(`/guests/${id}/CheckOut`);
const noPath = own(404, "no-such-path");
const badEncoding = own(400, "path-encoding");
const dotSegment = own(400, "dot-segment");
const badTarget = own(400, "request-target");

const undecodable = {
  "%zz": "%zz",
  "a percent sign": "100%",
  "a percent sign and one digit": "%4",
  "%ff": "%ff",
  "an overlong slash": "%c0%af",
  "an encoded surrogate": "%ed%a0%80",
  "a character that is cut off": "%e2%82",
  "%u0041": "%u0041",
};

const dots = {
  "..": "..",
  ".": ".",
  "%2e%2e": "%2e%2e",
  "%2E%2E": "%2E%2E",
  ".%2e": ".%2e",
  "%2e": "%2e",
};

const ids = {
  "an encoded slash": "a%2Fb",
  "an encoded backslash": "a%5Cb",
  "an encoded percent sign": "100%25",
  "%252e%252e": "%252e%252e",
  "%252F": "%252F",
  "an encoded question mark": "%3Fa=b",
  "an encoded NUL": "%00",
  "an encoded line break": "%0d%0aX-A:%20b",
  "encoded Unicode": "%E9%8D%B5%F0%9F%94%91",
  "an encoded space": "a%20b",
  "a plus sign": "a+b",
  "what may stand there as it is": "-._~!$&'()*+,;=:@",
  "what should have been encoded": 'a|b"c<d>[e]{f}^`',
  "a template": "{id}",
  "three dots": "...",
  "dots and more": "..a",
  __proto__: "__proto__",
  constructor: "constructor",
  "an id of 8,000 characters": "u".repeat(8_000),
};

const unknown = {
  "the root": "/",
  "another path": "/nowhere",
  "another case": path.toLowerCase(),
  "a slash behind it": `${path}/`,
  "two slashes before it": `/${path}`,
  "two slashes in it": path.replace("user-1", "/user-1"),
  "an empty id": "/guests//CheckOut",
  "a part of it": "/guests/user-1",
  "more behind it": `${path}/x`,
  "more before it": `/v1${path}`,
  "an encoded slash between segments": path.replace("/user-1", "%2Fuser-1"),
  "1,000 segments": "/a".repeat(1_000),
  "5,000 slashes": "/".repeat(5_000),
  "names that each object inherits": "/constructor/prototype/__proto__",
  "another path that begins like the mock's own": "/__mock",
  "a path of the mock's own that it doesn't have": "/__mock/nothing",
  "a matrix parameter": `${path};v=1`,
};

const queries = {
  "an empty query": "?",
  "an unknown parameter": "?a=b",
  "encodings that are none": "?%zz=%ff&%=%",
  "nothing but separators": "?&&&===&",
  brackets: "?a[b][c]=1&a[]=2",
  __proto__: "?__proto__=1&constructor=2&__proto__[x]=3",
  "question marks": "???",
  "a path in it": "?/../..//",
  "a name without value": "?a",
  "NUL in it": "?a=%00",
  "7,000 parameters": `?${"a&".repeat(7_000)}`,
  "one value of 14,000 bytes": `?a=${"b".repeat(14_000)}`,
};

export const rows: readonly Row[] = [
  ...rowsOf(undecodable, (id) => ({ sends: [user(id)], wants: [badEncoding], why: "RFC 3986, section 2.1" })),
  ...rowsOf(dots, (id) => ({ sends: [user(id)], wants: [dotSegment], why: "RFC 3986, section 5.2.4; WHATWG URL" })),
  {
    name: "dot segments that lead back to the path",
    sends: [to(`/x/..${path}`)],
    wants: [dotSegment],
    why: "RFC 3986, section 5.2.4",
  },
  {
    name: "dot segments that lead out of everything",
    sends: [to("/../../../etc/passwd")],
    wants: [dotSegment],
    why: "RFC 3986, section 5.2.4",
  },
  ...rowsOf(ids, (id) => ({ sends: [user(id)], wants: [accepted], why: "RFC 3986, section 2" })),
  {
    name: "Unicode that is not encoded",
    sends: [user("\xe9\x8d\xb5")],
    wants: [malformedRequest],
    why: "RFC 3986, section 2: it is no URI",
  },
  ...rowsOf(unknown, (target) => ({ sends: [to(target)], wants: [noPath], why: "RFC 9110, section 15.5.5" })),
  {
    name: "a backslash for a slash",
    sends: [to(path.replaceAll("/", "\\"))],
    wants: [malformedRequest],
    why: "RFC 9112, section 3.2",
  },
  {
    name: "a target of 20,000 bytes",
    sends: [user("u".repeat(20_000))],
    wants: [own([414, 431], "malformed-request", { connection: "close" })],
    why: "RFC 9110, section 15.5.15",
  },
  {
    name: "10,000 parameters",
    sends: [to(`${path}?${"a&".repeat(10_000)}`)],
    wants: [own([414, 431], "malformed-request", { connection: "close" })],
    why: "RFC 9110, section 15.5.15",
  },
  ...rowsOf(queries, (query) => ({ sends: [to(path + query)], wants: [accepted], why: "RFC 3986, section 3.4" })).map(
    (row) => ({ ...row, name: `a query: ${row.name}` }),
  ),
  {
    name: "a fragment",
    sends: [to(`${path}#here`)],
    wants: [{ status: [200, 400] }],
    why: "RFC 9112, section 3.2.1: it is not sent; many ignore it",
  },
  ...rowsOf(
    {
      "absolute form": `http://mock${path}`,
      "absolute form with another host": `http://other.test:81${path}`,
      "absolute form with https": `HTTPS://mock${path}`,
    },
    (target) => ({ sends: [to(target)], wants: [accepted], why: "RFC 9112, section 3.2.2" }),
  ),
  {
    name: "absolute form without path",
    sends: [to("http://mock")],
    wants: [noPath],
    why: "RFC 9110, section 4.2.3: an empty path is `/`",
  },
  {
    name: "absolute form with dot segments",
    sends: [to(`http://mock/..${path}`)],
    wants: [dotSegment],
    why: "RFC 3986, section 5.2.4",
  },
  ...rowsOf({ "another scheme": `ftp://mock${path}`, "a file": "file:///etc/passwd", "a star": "*" }, (target) => ({
    sends: [to(target)],
    wants: [badTarget],
    why: "RFC 9112, section 3.2",
  })),
  ...rowsOf({ "a relative path": path.slice(1), "authority form": "mock:80", "a query only": "?a=b" }, (target) => ({
    sends: [to(target)],
    wants: [malformedRequest],
    why: "RFC 9112, section 3.2",
  })),
];
