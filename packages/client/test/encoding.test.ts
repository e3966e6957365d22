import {
  isJson,
  kindOf,
  type MediaType,
  propertiesOf,
  readDescription,
  resolved,
  type Schema,
  serverUrl,
} from "@spkey/model";
import { descriptions, readDocument } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate } from "../generator/index.ts";
import { isCallable, requestOf, signaturesOf } from "../generator/signature.ts";
import { type Callable, callables, credentialValues, fileText } from "./support/consumer.ts";
import { clientOf, type Sources } from "./support/package.ts";
import { partsIn, type SentPart } from "./support/parts.ts";

/** A media type, and how a value is sent by it. Sections are those of OpenAPI 3.1, unless another standard is named. */
interface Row<Want> {
  readonly name: string;
  /** The properties of the schema; without them, a body may be anything, and is given as a whole. */
  readonly properties?: Readonly<Record<string, object>>;
  readonly additionalProperties?: object;
  /** A schema that is none of an object. */
  readonly schema?: object;
  readonly encoding?: Readonly<Record<string, object>>;
  readonly mediaType?: string;
  readonly optional?: true;
  readonly given: object;
  /** What is sent; or nothing, where the call is refused. */
  readonly want: Want | "refused";
}

const text = { type: "string" };
const number = { type: "number" };
const bool = { type: "boolean" };
const list = (items: object) => ({ type: "array", items });
const object = (properties: Record<string, object>) => ({ type: "object", properties });
const bytes = { type: "string", format: "binary" };
const anything = {};

/** Of each, what stands in the body (WHATWG URL, section 5.2; with a style, RFC 6570, section 3.2). */
const forms: readonly Row<string>[] = [
  { name: "texts", properties: { a: text, b: text }, given: { a: "x", b: "" }, want: "a=x&b=" },
  {
    name: "numbers and booleans",
    properties: { half: number, minus: number, zero: number, yes: bool, no: bool },
    given: { half: 1.5, minus: -2, zero: 0, yes: true, no: false },
    want: "half=1.5&minus=-2&zero=0&yes=true&no=false",
  },
  { name: "undefined", properties: { a: text, b: text }, given: { a: undefined, b: "x" }, want: "b=x" },
  {
    name: "null, of which the specification says nothing: as JSON has it",
    properties: { a: { type: ["string", "null"] }, b: text },
    given: { a: null, b: "x" },
    want: "a=null&b=x",
  },
  {
    name: "reserved characters, plus signs, spaces and line breaks in values",
    properties: { a: text },
    given: { a: "1+1 &=%?#/[]:;,\r\n~*'()!" },
    want: "a=1%2B1+%26%3D%25%3F%23%2F%5B%5D%3A%3B%2C%0D%0A%7E*%27%28%29%21",
  },
  { name: "values beyond ASCII", properties: { a: text }, given: { a: "é€😀" }, want: "a=%C3%A9%E2%82%AC%F0%9F%98%80" },
  {
    name: "the same in names",
    properties: { "a+b c&d=é": text, "x[]": text },
    given: { "a+b c&d=é": "1", "x[]": "2" },
    want: "a%2Bb+c%26d%3D%C3%A9=1&x%5B%5D=2",
  },
  {
    name: "names that every object has",
    properties: { a: text },
    additionalProperties: text,
    given: JSON.parse('{ "a": "1", "constructor": "2", "__proto__": "3" }'),
    want: "a=1&constructor=2&__proto__=3",
  },
  { name: "a text that is no Unicode", properties: { a: text }, given: { a: "\ud800" }, want: "refused" },
  {
    name: "an array, a field for each of its items",
    properties: { a: list(text) },
    given: { a: ["x", "y z"] },
    want: "a=x&a=y+z",
  },
  { name: "an empty array", properties: { a: list(text), b: text }, given: { a: [], b: "x" }, want: "b=x" },
  {
    name: "an object, as JSON",
    properties: { a: object({ b: list(number) }) },
    given: { a: { b: [1, 2] } },
    want: "a=%7B%22b%22%3A%5B1%2C2%5D%7D",
  },
  {
    name: "an array of objects, each as JSON",
    properties: { a: list(object({ b: number })) },
    given: { a: [{ b: 1 }, { b: 2 }] },
    want: "a=%7B%22b%22%3A1%7D&a=%7B%22b%22%3A2%7D",
  },
  {
    name: "an array of arrays, each as JSON",
    properties: { a: list(list(number)) },
    given: { a: [[1, 2], [3]] },
    want: "a=%5B1%2C2%5D&a=%5B3%5D",
  },
  { name: "nothing, where the body is required", properties: { a: text }, given: {}, want: "" },
];

const styledForms: readonly Row<string>[] = [
  ...[
    { style: { style: "form" }, want: "a=x&a=y%20z%2C" },
    { style: { style: "form", explode: false }, want: "a=x,y%20z%2C" },
    { style: { explode: false }, want: "a=x,y%20z%2C" },
    { style: { style: "spaceDelimited" }, want: "a=x%20y%20z%2C" },
    { style: { style: "spaceDelimited", explode: true }, want: "a=x&a=y%20z%2C" },
    { style: { style: "pipeDelimited", explode: false }, want: "a=x%7Cy%20z%2C" },
    { style: { style: "pipeDelimited", contentType: "application/json" }, want: "a=x%7Cy%20z%2C" },
  ].map(({ style, want }) => ({
    name: `an array with ${JSON.stringify(style)}`,
    properties: { a: list(text) },
    encoding: { a: style },
    given: { a: ["x", "y z,"] },
    want,
  })),
  ...[
    { style: { style: "deepObject", explode: true }, want: "a%5Bb%5D=red%20%26%20blue&a%5Bc%5D=5" },
    { style: { style: "form" }, want: "b=red%20%26%20blue&c=5" },
    { style: { style: "form", explode: false }, want: "a=b,red%20%26%20blue,c,5" },
  ].map(({ style, want }) => ({
    name: `an object with ${JSON.stringify(style)}`,
    properties: { a: object({ b: text, c: number }) },
    encoding: { a: style },
    given: { a: { b: "red & blue", c: 5 } },
    want,
  })),
  {
    name: "a deep object, with all that is in it",
    properties: { a: object({ b: object({ c: number }), d: list(object({ e: text })) }), f: list(text) },
    encoding: { a: { style: "deepObject", explode: true }, f: { style: "deepObject", explode: true } },
    given: { a: { b: { c: 1 }, d: [{ e: "x" }, { e: "y" }] }, f: ["z"] },
    want: "a%5Bb%5D%5Bc%5D=1&a%5Bd%5D%5B0%5D%5Be%5D=x&a%5Bd%5D%5B1%5D%5Be%5D=y&f%5B0%5D=z",
  },
  {
    name: "a deep object, with a text that is no Unicode far in it",
    properties: { a: object({ b: object({ c: text }) }) },
    encoding: { a: { style: "deepObject", explode: true } },
    given: { a: { b: { c: "\ud800" } } },
    want: "refused",
  },
  {
    name: "allowReserved, but what would end the value",
    properties: { a: text },
    encoding: { a: { allowReserved: true } },
    given: { a: "https://a.test/?b=c&d#e+f g%41" },
    want: "a=https://a.test/?b=c%26d%23e%2Bf%20g%41",
  },
  {
    name: "properties in the order in which they are given",
    properties: { a: text, b: list(text), c: text },
    encoding: { b: { style: "pipeDelimited" } },
    given: { c: "1", b: ["2", "3"], a: "4" },
    want: "c=1&b=2%7C3&a=4",
  },
  {
    name: "undefined, null and an empty array (RFC 6570, section 2.3)",
    properties: { a: list(text), b: { type: ["array", "null"], items: text }, c: list(text), d: text },
    encoding: { a: { style: "form" }, b: { style: "form" }, c: { style: "form" } },
    given: { a: undefined, b: null, c: [], d: "x" },
    want: "d=x",
  },
  {
    name: "an array that is JSON (4.8.15, contentType)",
    properties: { a: list(text), b: text },
    encoding: { a: { contentType: "application/json" } },
    given: { a: ["x", "y"], b: "z" },
    want: "a=%5B%22x%22%2C%22y%22%5D&b=z",
  },
  {
    name: "an empty array, a text and null that are JSON",
    properties: { a: list(text), b: text, c: { type: ["string", "null"] } },
    encoding: Object.fromEntries(["a", "b", "c"].map((name) => [name, { contentType: "application/json; v=1" }])),
    given: { a: [], b: "x", c: null },
    want: "a=%5B%5D&b=%22x%22&c=null",
  },
  {
    name: "names that every object has",
    properties: { a: list(text) },
    additionalProperties: text,
    encoding: { a: { style: "form", explode: false } },
    given: JSON.parse('{ "a": ["1", "2"], "toString": "3", "__proto__": "4" }'),
    want: "a=1,2&toString=3&__proto__=4",
  },
  {
    name: "a text that is no Unicode",
    properties: { a: list(text) },
    encoding: { a: { style: "form" } },
    given: { a: ["\ud800"] },
    want: "refused",
  },
];

const png = (name = "a.png") => new File(["p"], name, { type: "image/png" });
const gif = new File(["g"], "a.gif", { type: "image/gif" });

/** What `FormData` writes (RFC 7578): texts, and files. */
const multiparts: readonly Row<SentPart[]>[] = [
  {
    name: "texts, numbers and booleans",
    properties: { a: text, b: number, c: bool },
    given: { a: "é + & =\r\n--x", b: 1.5, c: false },
    want: [
      { name: "a", text: "é + & =\r\n--x" },
      { name: "b", text: "1.5" },
      { name: "c", text: "false" },
    ],
  },
  {
    name: "undefined",
    properties: { a: text, b: text },
    given: { a: undefined, b: "x" },
    want: [{ name: "b", text: "x" }],
  },
  { name: "nothing, where the body is required", properties: { a: text }, given: {}, want: [] },
  { name: "a text that is no Unicode", properties: { a: text }, given: { a: "\ud800" }, want: "refused" },
  {
    name: "an array, a part for each of its items",
    properties: { a: list(text), b: list(text) },
    given: { a: ["x", "y"], b: [] },
    want: [
      { name: "a", text: "x" },
      { name: "a", text: "y" },
    ],
  },
  {
    name: "a File with its name, and a Blob",
    properties: { a: bytes, b: bytes, c: bytes },
    given: { a: png("dé.png"), b: new Blob(["b"]), c: new Blob(["c"], { type: "text/csv" }) },
    want: [
      { name: "a", file: "dé.png", type: "image/png", text: "p" },
      { name: "b", file: "blob", type: "application/octet-stream", text: "b" },
      { name: "c", file: "blob", type: "text/csv", text: "c" },
    ],
  },
  {
    name: "an array of files",
    properties: { a: list(bytes) },
    given: { a: [png(), gif] },
    want: [
      { name: "a", file: "a.png", type: "image/png", text: "p" },
      { name: "a", file: "a.gif", type: "image/gif", text: "g" },
    ],
  },
  {
    name: "quotes and line breaks in names (WHATWG HTML, section 4.10.21.8)",
    properties: { 'a"; x="\r\nX-Own: 1\r\n\r\n': text, b: bytes },
    given: { 'a"; x="\r\nX-Own: 1\r\n\r\n': "v", b: png('"\r\nX-Own: 1') },
    want: [
      { name: "a%22; x=%22%0D%0AX-Own: 1%0D%0A%0D%0A", text: "v" },
      { name: "b", file: "%22%0D%0AX-Own: 1", type: "image/png", text: "p" },
    ],
  },
];

/** Parts that have a media type of their own, which `FormData` has not. */
const typedMultiparts: readonly Row<SentPart[]>[] = [
  {
    name: "an object (4.8.15: JSON by default), and texts beside it",
    properties: { a: object({ b: number }), c: text, d: number },
    given: { a: { b: 1 }, c: "é", d: 2 },
    want: [
      { name: "a", type: "application/json", text: '{"b":1}' },
      { name: "c", text: "é" },
      { name: "d", text: "2" },
    ],
  },
  {
    name: "an array of objects, a part each; of an empty one, none",
    properties: { a: list(object({ b: number })), c: list(object({ b: number })) },
    given: { a: [{ b: 1 }, { b: 2 }], c: [] },
    want: [
      { name: "a", type: "application/json", text: '{"b":1}' },
      { name: "a", type: "application/json", text: '{"b":2}' },
    ],
  },
  {
    name: "an array of arrays, a part each",
    properties: { a: list(list(number)) },
    given: { a: [[1, 2], [3]] },
    want: [
      { name: "a", type: "application/json", text: "[1,2]" },
      { name: "a", type: "application/json", text: "[3]" },
    ],
  },
  {
    name: "arrays that are JSON, of texts, of objects, of nothing",
    properties: { a: list(text), b: list(object({ c: number })), d: list(text) },
    encoding: Object.fromEntries(["a", "b", "d"].map((name) => [name, { contentType: "application/json" }])),
    given: { a: ["x", "y"], b: [{ c: 1 }], d: [] },
    want: [
      { name: "a", type: "application/json", text: '["x","y"]' },
      { name: "b", type: "application/json", text: '[{"c":1}]' },
      { name: "d", type: "application/json", text: "[]" },
    ],
  },
  {
    name: "texts in other media types of JSON",
    properties: { a: text, b: text },
    encoding: { a: { contentType: "application/json; charset=utf-8" }, b: { contentType: "application/vnd.x+JSON" } },
    given: { a: "x", b: "y" },
    want: [
      { name: "a", type: "application/json; charset=utf-8", text: '"x"' },
      { name: "b", type: "application/vnd.x+JSON", text: '"y"' },
    ],
  },
  {
    name: "texts of one media type, and of the first of several",
    properties: { a: text, b: text, c: list(text) },
    encoding: {
      a: { contentType: "text/markdown" },
      b: { contentType: "text/csv, text/plain" },
      c: { contentType: "text/x-c" },
    },
    given: { a: "# x", b: "1,2", c: ["int a;", "int b;"] },
    want: [
      { name: "a", type: "text/markdown", text: "# x" },
      { name: "b", type: "text/csv", text: "1,2" },
      { name: "c", type: "text/x-c", text: "int a;" },
      { name: "c", type: "text/x-c", text: "int b;" },
    ],
  },
  {
    name: "a file of one media type, whatever the platform takes it for",
    properties: { a: bytes, b: bytes },
    encoding: { a: { contentType: "text/csv" }, b: { contentType: "text/csv" } },
    given: { a: new File(["1"], "a.csv", { type: "application/vnd.ms-excel" }), b: new Blob(["2"]) },
    want: [
      { name: "a", file: "a.csv", type: "text/csv", text: "1" },
      { name: "b", file: "blob", type: "text/csv", text: "2" },
    ],
  },
  {
    name: "a file of several media types: its own, if it is one of them, else the first",
    properties: { a: list(bytes) },
    encoding: { a: { contentType: "image/PNG,image/GIF , image/jpeg" } },
    given: { a: [gif, png(), new Blob(["b"]), new Blob(["t"], { type: "text/plain" })] },
    want: [
      { name: "a", file: "a.gif", type: "image/gif", text: "g" },
      { name: "a", file: "a.png", type: "image/png", text: "p" },
      { name: "a", file: "blob", type: "image/PNG", text: "b" },
      { name: "a", file: "blob", type: "image/PNG", text: "t" },
    ],
  },
  {
    name: "a file of a range, alone and among others",
    properties: { a: bytes, b: bytes, c: bytes },
    encoding: {
      a: { contentType: "image/*" },
      b: { contentType: "image/png, image/*" },
      c: { contentType: "application/pdf, */*" },
    },
    given: { a: gif, b: gif, c: gif },
    want: ["a", "b", "c"].map((name) => ({ name, file: "a.gif", type: "image/gif", text: "g" })),
  },
  {
    name: "what has no type, and bytes that are text (4.8.15: application/octet-stream by default)",
    properties: { a: anything, b: { type: "string", contentEncoding: "base64" } },
    given: { a: new File(["x"], "x"), b: "eA==" },
    want: [
      { name: "a", file: "x", type: "application/octet-stream", text: "x" },
      { name: "b", type: "application/octet-stream", text: "eA==" },
    ],
  },
  {
    name: "names that every object has",
    properties: JSON.parse('{ "a": { "type": "object" }, "__proto__": { "type": "object" } }'),
    additionalProperties: text,
    given: JSON.parse('{ "a": {}, "__proto__": {}, "constructor": "x" }'),
    want: [
      { name: "a", type: "application/json", text: "{}" },
      { name: "__proto__", type: "application/json", text: "{}" },
      { name: "constructor", text: "x" },
    ],
  },
  {
    name: "quotes and line breaks in names (WHATWG HTML, section 4.10.21.8)",
    properties: { 'a"; x="\r\nX-Own: 1\r\n\r\n': object({}), b: bytes },
    given: { 'a"; x="\r\nX-Own: 1\r\n\r\n': {}, b: png('"\r\nX-Own: 1') },
    want: [
      { name: "a%22; x=%22%0D%0AX-Own: 1%0D%0A%0D%0A", type: "application/json", text: "{}" },
      { name: "b", file: "%22%0D%0AX-Own: 1", type: "image/png", text: "p" },
    ],
  },
  {
    name: "parts in a style, which are not percent-encoded",
    properties: { a: list(text), b: object({ c: text }), d: list(text), e: object({}) },
    encoding: {
      a: { style: "pipeDelimited", explode: false, allowReserved: true },
      b: { style: "deepObject", explode: true },
      d: { style: "form", explode: true },
    },
    given: { a: ["x y", "z+%41"], b: { c: "é&" }, d: ["1", "2"], e: {} },
    want: [
      { name: "a", text: "x y|z+%41" },
      { name: "b[c]", text: "é&" },
      { name: "d", text: "1" },
      { name: "d", text: "2" },
      { name: "e", type: "application/json", text: "{}" },
    ],
  },
  {
    name: "another multipart body",
    mediaType: "multipart/mixed",
    properties: { a: text },
    given: { a: "x" },
    want: [{ name: "a", text: "x" }],
  },
];

function filled(): FormData {
  const data = new FormData();
  data.append("a", "1");
  data.append("a", png(), "renamed.png");
  return data;
}

/** Bodies that are given as they are sent. */
const wholeForms: readonly Row<string>[] = [
  { name: "URLSearchParams", given: { body: new URLSearchParams("a=1&a=2+3") }, want: "a=1&a=2+3" },
  {
    name: "URLSearchParams beside a style",
    encoding: { a: { style: "pipeDelimited" } },
    given: { body: new URLSearchParams("a=1&a=2+3") },
    want: "a=1&a=2+3",
  },
  { name: "a text, as it is described", schema: text, given: { body: "a=1&a=2+3" }, want: "a=1&a=2+3" },
];
const filledParts: SentPart[] = [
  { name: "a", text: "1" },
  { name: "a", file: "renamed.png", type: "image/png", text: "p" },
];
const wholeMultiparts: readonly Row<SentPart[]>[] = [
  { name: "FormData", given: { body: filled() }, want: filledParts },
  ...[{ contentType: "application/json" }, { style: "deepObject" }].map((encoding) => ({
    name: `FormData beside ${JSON.stringify(encoding)}`,
    encoding: { a: encoding },
    given: { body: filled() },
    want: filledParts,
  })),
  { name: "FormData, where bytes are described", schema: bytes, given: { body: filled() }, want: filledParts },
];
const writtenParts = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n';
const writtenMultipart: Row<SentPart[]> = {
  name: "a Blob that says its boundary, where bytes are described",
  schema: bytes,
  given: { body: new Blob([writtenParts], { type: "multipart/form-data; boundary=b" }) },
  want: [{ name: "a", text: "1" }],
};

const rows = [
  ...forms,
  ...styledForms,
  ...multiparts,
  ...typedMultiparts,
  ...wholeForms,
  ...wholeMultiparts,
  writtenMultipart,
];
const urlencoded = "application/x-www-form-urlencoded";
const isForm = (row: Row<unknown>) =>
  [forms, styledForms, wholeForms].some((group) => group.some((each) => each === row));

/** A description with an operation for each row. */
function describing(all: readonly Row<unknown>[]): object {
  const operations = all.map((row, index) => {
    const { properties, additionalProperties, encoding, mediaType, optional } = row;
    const schema =
      row.schema ??
      (properties && { type: "object", properties, ...(additionalProperties && { additionalProperties }) });
    const media = { ...(schema && { schema }), ...(encoding && { encoding }) };
    const content = { [mediaType ?? (isForm(row) ? urlencoded : "multipart/form-data")]: media };
    const requestBody = { required: !optional, content };
    return [
      `/${index}`,
      { post: { operationId: `send${index}`, requestBody, responses: { 204: { description: "." } } } },
    ];
  });
  return {
    openapi: "3.1.0",
    info: { title: "Rows", version: "1" },
    servers: [{ url: "https://rows.test" }],
    paths: Object.fromEntries(operations),
  };
}

type Built = Readonly<Record<string, (...given: unknown[]) => unknown>>;

/** What arrives of a call. */
interface Sent {
  readonly url: string;
  readonly type: string | null;
  /** What the client itself has said of its media type. */
  readonly said: string | null;
  readonly response: Response;
}

/** Calls an operation of a client, and keeps what it sends. */
async function send(built: Built, name: string, request: unknown, options: object = {}): Promise<Sent | undefined> {
  let sent: Sent | undefined;
  const fetch = async (url: string, init: RequestInit) => {
    const { headers, body } = new Request(url, init);
    const type = headers.get("Content-Type");
    const said = new Headers(init.headers).get("Content-Type");
    sent = { url, type, said, response: new Response(body, { headers: type ? { "Content-Type": type } : {} }) };
    return new Response(null, { status: 204 });
  };
  const client = built["createClient"]?.({ ...options, fetch, retry: false });
  // What is answered is not looked at here; what is refused is not sent.
  await Promise.resolve(built[name]?.(client, request)).catch(() => undefined);
  return sent;
}

const optionalRow: Row<string> = {
  name: "",
  properties: { a: text },
  optional: true,
  mediaType: urlencoded,
  given: {},
  want: "",
};

let sources: Sources;
let built: Built;
beforeAll(async () => {
  sources = await clientOf(describing([...rows, optionalRow]));
  built = await import(`${sources.folder}/src/index.ts`);
}, 60_000);
afterAll(() => sources?.remove());

const sendRow = (row: Row<unknown>) => send(built, `send${rows.indexOf(row as Row<string>)}`, row.given);

describe.for([
  ["forms", [...forms, ...wholeForms]],
  ["forms with an encoding", styledForms],
] as const)("%s", ([, group]) => {
  test.for(group)("$name", async (row) => {
    const sent = await sendRow(row);
    expect(await sent?.response.text()).toBe(row.want === "refused" ? undefined : row.want);
    if (sent) expect(sent.type).toBe(urlencoded);
  });
});

test("an optional form of which nothing is given: no body, and no media type", async () => {
  const sent = await send(built, `send${rows.length}`, {});
  expect([sent?.type, await sent?.response.text()]).toEqual([null, ""]);
});

describe.for([
  ["multipart", [...multiparts, ...wholeMultiparts, writtenMultipart]],
  ["multipart with media types and styles", typedMultiparts],
] as const)("%s", ([, group]) => {
  test.for(group)("$name", async (row) => {
    const sent = await sendRow(row);
    if (row.want === "refused") return expect(sent).toBeUndefined();
    expect(partsIn(sent?.type ?? "", (await sent?.response.text()) ?? "")).toEqual(row.want);
    // The platform names the boundary.
    expect(sent?.said).toBeNull();
    expect(sent?.type?.split(";")[0]).toBe(row.mediaType ?? "multipart/form-data");
  });
});

test("a query of a deep object has all that is in it, and of lists", async () => {
  const parameters = Object.entries({
    flat: object({ b: number }),
    deep: object({ b: object({ c: list(number) }) }),
    list: list(text),
  }).map(([name, schema]) => ({ name, in: "query", style: "deepObject", explode: true, schema }));
  const responses = { 204: { description: "." } };
  const { folder, remove } = await clientOf({
    ...describing([]),
    paths: {
      "/flat": { get: { operationId: "askFlat", parameters: parameters.slice(0, 1), responses } },
      "/all": { get: { operationId: "askAll", parameters, responses } },
    },
  });
  try {
    const client: Built = await import(`${folder}/src/index.ts`);
    const flat = await send(client, "askFlat", { flat: { b: 1 } });
    expect(flat?.url).toMatch(/\?flat%5Bb%5D=1$/);
    const all = await send(client, "askAll", { flat: { b: 1 }, deep: { b: { c: [2, 3] } }, list: ["x"] });
    expect(all?.url).toMatch(/\?flat%5Bb%5D=1&deep%5Bb%5D%5Bc%5D%5B0%5D=2&deep%5Bb%5D%5Bc%5D%5B1%5D=3&list%5B0%5D=x$/);
  } finally {
    await remove();
  }
}, 60_000);

test("headers of parts are not sent, and generating says so", async () => {
  const header = { schema: text };
  const encoding = {
    a: { headers: { "X-Own": header, "content-type": header } },
    b: { headers: { "Content-Type": header } },
  };
  const row = { name: "", properties: { a: bytes, b: bytes }, encoding, given: {}, want: [] };
  const { warnings } = await generate(describing([row]), { name: "rows", version: "1" });
  expect(warnings.map(({ message }) => message)).toEqual(["Headers of the part `a` are not sent: X-Own."]);
});

type Field = [name: string, value: string];

describe("the descriptions of the kit: what arrives is the example", () => {
  test.for(descriptions.map(({ name }) => name))("%s", { timeout: 60_000 }, async (name) => {
    const document = await readDocument(name);
    const description = readDescription(document);
    const written = callables(description).callable.filter(
      ({ signature: { media }, request }) => media && request.body !== undefined && isFormOrParts(media),
    );
    const described = signaturesOf(description).signatures.filter(
      ({ operation, media }) => isCallable(operation) && media && isFormOrParts(media),
    );
    expect(written.length).toBe(described.length);
    if (written.length === 0) return;
    const { folder, remove } = await clientOf(document);
    try {
      const client: Built = await import(`${folder}/src/index.ts`);
      const baseUrl = URL.canParse(serverUrl(description.servers[0])) ? {} : { baseUrl: "https://given.test/v1" };
      for (const each of written) {
        const options = { ...credentialValues(description), ...baseUrl };
        const { arrived, want } = await exchanged(client, each, options);
        expect(arrived.sort(), each.signature.name).toEqual(want.sort());
      }
    } finally {
      await remove();
    }
  });
});

/** The parts of another multipart body need no names, and can't be read as those of a form. */
function isFormOrParts({ mediaType }: MediaType): boolean {
  return kindOf(mediaType) === "form" || /^multipart\/form-data\b/i.test(mediaType);
}

async function exchanged(client: Built, { signature, request }: Callable, options: object) {
  const { media } = signature;
  const values = Object.entries(Object(request.body)).filter(([name]) => !schemaOf(media, name)?.readOnly);
  const body = Object.fromEntries(values.map(([name, value]) => [name, withFiles(schemaOf(media, name), value)]));
  const sent = await send(client, signature.name, requestOf(signature, { ...request, body }), options);
  const isUrlencoded = media && kindOf(media.mediaType) === "form";
  const arrived: Field[] = isUrlencoded
    ? [...new URLSearchParams(await sent?.response.text())]
    : await Promise.all(
        [...((await sent?.response.formData()) ?? [])].map(
          async ([name, value]): Promise<Field> => [
            name,
            typeof value === "string" ? value : `file: ${await value.text()}`,
          ],
        ),
      );
  const want = values.flatMap(([name, value]) => wantedFields(media, name, value));
  return { arrived, want };
}

function schemaOf(media: MediaType | undefined, name: string): Schema | undefined {
  return media?.schema && propertiesOf(media.schema).find((property) => property.name === name)?.schema;
}

function isFile(schema: Schema | undefined): boolean {
  const end = schema && resolved(schema);
  return end?.kind === "array" ? isFile(end.items) : end?.kind === "bytes";
}

function withFiles(schema: Schema | undefined, value: unknown): unknown {
  if (!isFile(schema)) return value;
  const file = () => new File([fileText], "a.bin");
  return Array.isArray(value) ? value.map(file) : file();
}

/** The fields of a property, decoded (OpenAPI 3.1, sections 4.8.12.4 and 4.8.15). */
function wantedFields(media: MediaType | undefined, name: string, value: unknown): Field[] {
  const { style, explode = style === undefined || style === "form", contentType } = media?.encoding[name] ?? {};
  const delimiter = style === "spaceDelimited" ? " " : style === "pipeDelimited" ? "|" : ",";
  const plain = (each: unknown) => (typeof each === "object" ? JSON.stringify(each) : String(each));
  const all = [value].flat();
  if (isFile(schemaOf(media, name))) return all.map(() => [name, `file: ${fileText}`]);
  if (style === "deepObject")
    return Object.entries(Object(value)).map(([key, each]) => [`${name}[${key}]`, plain(each)]);
  if (!explode) return [[name, all.map(plain).join(delimiter)]];
  if (contentType && isJson(contentType)) return [[name, JSON.stringify(value)]];
  return all.map((each) => [name, plain(each)]);
}
