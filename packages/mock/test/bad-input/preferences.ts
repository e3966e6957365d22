import { accepted, awaitAnswer, chunked, own, path, type Row, refused, request, rowsOf, valid } from "./row.ts";

const accept = (value: string) => request({ headers: { Accept: value } });
const prefer = (value: string | readonly string[]) => request({ headers: { Prefer: value } });
const undocumented = own(422, "preference");
const notFound = { status: 404, from: "api" } as const;
const proceed = { status: 100 };
const expecting = { Expect: "100-continue" };

export const rows: readonly Row[] = [
  ...rowsOf(
    {
      "any type": "*/*",
      "the type": "application/json",
      "the type in upper case": "Application/JSON",
      "any application": "application/*",
      "the type at last": "text/html, application/xml;q=0.9, */*;q=0.8",
      "a parameter": "application/json; charset=utf-8",
      "an empty list": "",
      "empty elements": ",application/json,,",
      "what old Java sends": "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
      "a weight beyond 1": "application/json;q=9",
      "1,000 types": `${Array.from({ length: 1_000 }, (_, i) => `a/b${i}`).join()},*/*`,
    },
    (value) => ({ sends: [accept(value)], wants: [accepted], why: "RFC 9110, section 12.5.1" }),
  ).map((row) => ({ ...row, name: `Accept: ${row.name}` })),
  ...rowsOf({ "another type": "text/html", "an image": "image/*" }, (value) => ({
    sends: [accept(value)],
    wants: [{ status: 406, from: "prism" }],
    why: "RFC 9110, section 15.5.7",
  })),
  {
    name: "Accept: a garbled weight",
    sends: [accept("application/json;q=high")],
    wants: [{ status: [200, 400, 406] }],
    why: "RFC 9110, section 12.4.2",
  },
  {
    name: "Accept: the type is what is not wanted",
    sends: [accept("application/json;q=0")],
    wants: [{ status: [200, 406] }],
    why: "RFC 9110, section 12.4.2; an answer may disregard it",
  },
  ...rowsOf(
    { "nothing but signs": "///;;;", "a word": "json", "a bracket": "<>", "bytes beyond ASCII": "\xff/\xff" },
    (value) => ({
      sends: [accept(value)],
      wants: [own(400, "accept")],
      why: "RFC 9110, section 12.5.1",
    }),
  ).map((row) => ({ ...row, name: `Accept: ${row.name}` })),
  {
    name: "Accept-Encoding, Accept-Charset and Accept-Language that fit nothing",
    sends: [
      request({
        headers: { "Accept-Encoding": "zz;q=1, *;q=0", "Accept-Charset": "x-klingon", "Accept-Language": "tlh" },
      }),
    ],
    wants: [accepted],
    why: "RFC 9110, sections 12.5.2 to 12.5.4",
  },
  ...rowsOf(
    {
      "a status that is not documented": "code=500",
      "a success that is not documented": "code=201",
      "a status that is no number": "code=abc",
      "a status beyond all": "code=99999",
      "a negative status": "code=-404",
      "an empty status": "code=",
      "an example that is not documented": "example=nothing",
      "an example of another status": "code=200, example=notFound",
      "an example that each object inherits": "example=constructor",
      "a garbled truth": "dynamic=perhaps",
      "a status of 8,000 digits": `code=${"4".repeat(8_000)}`,
    },
    (value) => ({ sends: [prefer(value)], wants: [undocumented], why: "no answer of the API may be taken for it" }),
  ).map((row) => ({ ...row, name: `Prefer: ${row.name}` })),
  ...rowsOf(
    {
      "a preference that nobody knows": "respond-async",
      "a preference with a value that nobody knows": "return=minimal",
      "an empty list": "",
      "nothing but signs": ";;;,,,===",
      __proto__: "__proto__=1",
      "the documented success": "code=200",
      "a generated value": "dynamic=true",
      "the name of an example": "example=checkedOut",
      "8,000 letters": "x".repeat(8_000),
    },
    (value) => ({ sends: [prefer(value)], wants: [accepted], why: "RFC 7240, section 2" }),
  ).map((row) => ({ ...row, name: `Prefer: ${row.name}` })),
  ...rowsOf(
    {
      "the documented 404": "code=404",
      "a value in quotes": 'code="404"',
      "a name in upper case": "Code=404",
      "spaces around the sign": "code = 404",
      "something unknown beside it": "respond-async, code=404",
      "an example beside it": "code=404, example=notFound",
    },
    (value) => ({ sends: [prefer(value)], wants: [notFound], why: "RFC 7240, section 2" }),
  ).map((row) => ({ ...row, name: `Prefer: ${row.name}` })),
  {
    name: "Prefer: in two headers",
    sends: [prefer(["code=404", "dynamic=true"])],
    wants: [notFound],
    why: "RFC 7240, section 2",
  },
  {
    name: "Prefer: the documented 404 for a request that is wrong",
    sends: [request({ headers: { Prefer: "code=404" }, body: "{" })],
    wants: [{ status: [400, 404], from: "api" }],
    why: "the caller chooses, or is told the fault",
  },
  {
    name: "Expect: 100-continue, and the body when asked for",
    sends: [
      request({ headers: { ...expecting, "Content-Length": String(valid.length) }, body: "" }),
      awaitAnswer,
      valid,
    ],
    wants: [proceed, accepted],
    why: "RFC 9110, section 10.1.1",
  },
  {
    name: "Expect: 100-continue, and the body at once",
    sends: [request({ headers: expecting })],
    wants: [proceed, accepted],
    why: "RFC 9110, section 10.1.1",
  },
  {
    name: "Expect: in upper case",
    sends: [request({ headers: { Expect: "100-CONTINUE" } })],
    wants: [proceed, accepted],
    why: "RFC 9110, section 10.1.1",
  },
  {
    name: "Expect: 100-continue with chunks",
    sends: [chunked("", expecting), awaitAnswer, `${valid.length.toString(16)}\r\n${valid}\r\n0\r\n\r\n`],
    wants: [proceed, accepted],
    why: "RFC 9110, section 10.1.1",
  },
  {
    name: "Expect: 100-continue, and malformed JSON",
    sends: [request({ headers: { ...expecting, "Content-Length": "1" }, body: "" }), awaitAnswer, "{"],
    wants: [proceed, refused("body", /not valid JSON/)],
    why: "RFC 9110, section 10.1.1",
  },
  {
    name: "Expect: 100-continue for an unknown path",
    sends: [request({ line: "POST /nowhere HTTP/1.1", headers: { ...expecting, "Content-Length": "9" }, body: "" })],
    wants: [own(404, "no-such-path", { connection: "close" })],
    why: "RFC 9110, section 10.1.1: the body need not be asked for",
  },
  {
    name: "Expect: 100-continue for a body over the limit",
    sends: [request({ headers: { ...expecting, "Content-Length": "999999999" }, body: "" })],
    wants: [own(413, "body-too-large", { connection: "close" })],
    why: "RFC 9110, section 10.1.1: the body need not be asked for",
  },
  {
    name: "Expect: 100-continue to HTTP/1.0",
    sends: [request({ line: `POST ${path} HTTP/1.0`, headers: expecting })],
    wants: [accepted],
    why: "RFC 9110, section 10.1.1: must be ignored",
  },
  {
    name: "Expect: 100-continue, and silence",
    impatient: true,
    sends: [request({ headers: { ...expecting, "Content-Length": "9" }, body: "" })],
    wants: [proceed, own(408, "malformed-request", { connection: "close" })],
    why: "RFC 9110, section 15.5.9",
  },
  {
    name: "Expect: nothing",
    sends: [request({ headers: { Expect: "" } })],
    wants: [accepted],
    why: "RFC 9110, section 5.6.1.2",
  },
  ...rowsOf({ "something else": "tea", "two things": "100-continue, tea" }, (value) => ({
    sends: [request({ headers: { Expect: value } })],
    wants: [own(417, "expectation")],
    why: "RFC 9110, section 15.5.18",
  })).map((row) => ({ ...row, name: `Expect: ${row.name}` })),
];
