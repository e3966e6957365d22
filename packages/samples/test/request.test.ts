import { readDescription } from "@spkey/model";
import { expect, test } from "vitest";
import { type SampleRequest, sampleRequest, samplesOf } from "../src/index.ts";

const securitySchemes = {
  token: { type: "http", scheme: "bearer" },
  login: { type: "oauth2", flows: {} },
  password: { type: "http", scheme: "basic" },
  digest: { type: "http", scheme: "digest" },
  key: { type: "apiKey", in: "header", name: "X-Key" },
  certificate: { type: "mutualTLS" },
};

/** The request of a description with one operation. */
function requestOf(operation: object, more: object = {}, path = "/"): SampleRequest {
  return withSamples(operation, more, path).request;
}

function withSamples(operation: object, more: object = {}, path = "/") {
  const description = readDescription({
    openapi: "3.1.0",
    info: { title: "Test", version: "1" },
    paths: { [path]: { post: { operationId: "send", responses: {}, ...operation } } },
    components: { securitySchemes },
    ...more,
  });
  const [only] = description.operations;
  if (!only) throw new Error("There is no operation.");
  return { request: sampleRequest(description, only), samples: samplesOf(description, only) };
}

const region = { default: "north", enum: ["north", "south"] };

test.for([
  {
    name: "the document's",
    servers: [{ url: "https://api.example.com/v1/" }],
    baseUrl: { variable: "EXAMPLE_BASE_URL", value: "https://api.example.com/v1" },
    notes: [],
  },
  {
    name: "variables",
    servers: [{ url: "https://{region}.example.com/{version}", variables: { region, version: { default: "v2" } } }],
    baseUrl: { variable: "EXAMPLE_BASE_URL", value: "https://north.example.com/v2" },
    notes: [
      "In the URL of the server, `region` is north; it may also be south.",
      "In the URL of the server, `version` is v2; it may be another.",
    ],
  },
  {
    name: "a host of its own, with a variable of its own",
    servers: [{ url: "https://api.example.com" }],
    own: [{ url: "https://files.example.net/up" }],
    baseUrl: { variable: "FILES_EXAMPLE_NET_UP_BASE_URL", value: "https://files.example.net/up" },
    notes: [],
  },
  {
    name: "of its own, but the same",
    servers: [{ url: "https://api.example.com" }],
    own: [{ url: "https://api.example.com/" }],
    baseUrl: { variable: "EXAMPLE_BASE_URL", value: "https://api.example.com" },
    notes: [],
  },
  {
    name: "relative",
    servers: [{ url: "/v1" }],
    baseUrl: { variable: "TEST_BASE_URL", value: "" },
    notes: [
      "The description does not say on which host: set TEST_BASE_URL to the URL of the server, which ends in /v1.",
    ],
  },
  {
    name: "none",
    servers: [],
    baseUrl: { variable: "TEST_BASE_URL", value: "" },
    notes: ["The description does not say on which host: set TEST_BASE_URL to the URL of the server."],
  },
])("the server: $name", ({ servers, own, baseUrl, notes }) => {
  const request = requestOf(own ? { servers: own } : {}, { servers });
  expect(request.baseUrl).toEqual({ ...baseUrl, chosen: false });
  expect(request.notes).toEqual(notes);
});

test("a base URL that the description does not have is asked for before anything is sent", () => {
  const { samples } = withSamples({}, { servers: [{ url: "/v1" }] });
  for (const { script, setup, language } of samples) {
    expect(script, language).toContain("Takes TEST_BASE_URL from the environment.");
    expect(setup.shell, language).toContain('export TEST_BASE_URL="https://');
  }
  const shell = samples.find(({ language }) => language === "curl");
  expect(shell?.script).toContain(`\${TEST_BASE_URL:?must be set first}`);
  expect(shell?.code).toContain(`"\${TEST_BASE_URL:?}/"`);
});

const others = "Other credentials are accepted as well; see the description.";
const optional = "Credentials are optional: the request may also be sent without any.";

test.for([
  { name: "none", security: [], keys: [], notes: [] },
  { name: "nothing but none", security: [{}], keys: [], notes: [] },
  { name: "one", security: [{ token: [] }], keys: ["token"], notes: [] },
  { name: "optional", security: [{}, { token: [] }], keys: ["token"], notes: [optional] },
  { name: "two together", security: [{ token: [], key: [] }], keys: ["token", "key"], notes: [] },
  {
    name: "the first that can be sent",
    security: [{ certificate: [] }, { digest: [], key: [] }, { password: [] }, { token: [] }],
    keys: ["password"],
    notes: [others],
  },
  {
    name: "none that can be sent whole",
    security: [{ key: [], digest: [] }, { certificate: [] }],
    keys: ["key"],
    notes: ["The credential `digest` (digest) is not shown.", others],
  },
  {
    name: "two for one header",
    security: [{ token: [], password: [] }],
    keys: ["token"],
    notes: ["The credential `password` (basic) is not shown."],
  },
  {
    name: "one that nobody describes",
    security: [{ missing: [] }],
    keys: [],
    notes: ["The credential `missing` (unknown) is not shown."],
  },
])("the credentials: $name", ({ security, keys, notes }) => {
  const request = requestOf({ security }, { servers: [{ url: "https://api.example.com" }] });
  expect(request.credentials.map(({ key }) => key)).toEqual(keys);
  expect(request.notes).toEqual(notes);
});

test.for([
  { count: 6, note: "The body may also be image/t1, image/t2, image/t3, image/t4, image/t5." },
  { count: 7, note: "The body may also be image/t1, image/t2, image/t3 or one of 3 others." },
])("of $count media types, a note names some", ({ count, note }) => {
  const types = Array.from({ length: count }, (_, index) => [`image/t${index}`, { example: "file.png" }]);
  expect(requestOf({ requestBody: { content: Object.fromEntries(types) } }).notes).toContain(note);
});

test.for([
  {
    name: "a field of a parameter that its type does not declare",
    operation: {
      parameters: [
        {
          in: "query",
          name: "filter",
          required: true,
          example: { b: 1 },
          schema: { type: "object", properties: { a: {} } },
        },
      ],
    },
    want: ["filter: {", "    // @ts-expect-error: its type does not declare it", "    b: 1,"],
  },
  {
    name: "text that is described as bytes",
    operation: { requestBody: { content: { "text/plain": { schema: { format: "binary" }, example: "a" } } } },
    want: ['body: new Blob(["a"])'],
  },
])("TypeScript takes $name", ({ operation, want }) => {
  const { samples } = withSamples(operation);
  expect(samples.find(({ language }) => language === "typescript")?.code).toContain(want.join("\n"));
});

const strings = { type: "array", items: { type: "string" } };
const bytes = { contentMediaType: "application/octet-stream" };
const form = "application/x-www-form-urlencoded";

test.for([
  {
    name: "a form, of which encoding gives the same",
    mediaType: form,
    media: {
      schema: { type: "object", properties: { list: strings, deep: { type: "object" }, pipes: strings } },
      encoding: { deep: { style: "deepObject", explode: true }, pipes: { style: "pipeDelimited", explode: false } },
      example: { list: ["a b", "c&d"], deep: { x: 1 }, pipes: ["a", "b"], n: 1.5, none: null },
    },
    body: {
      kind: "form",
      fields: [
        ["list", "a b"],
        ["list", "c&d"],
        ["deep[x]", "1"],
        ["pipes", "a|b"],
        ["n", "1.5"],
        ["none", ""],
      ],
    },
  },
  {
    name: "a form with commas between items, and commas within them",
    mediaType: form,
    media: {
      schema: { type: "object", properties: { list: strings } },
      encoding: { list: { style: "form", explode: false } },
      example: { list: ["a,b", "c"], "n&m": "x=y" },
    },
    body: { kind: "text", mediaType: form, text: "list=a%2Cb,c&n%26m=x%3Dy" },
  },
  {
    name: "a form with reserved characters, and an object in JSON",
    mediaType: form,
    media: {
      schema: { type: "object", properties: { link: { type: "string" }, list: strings } },
      encoding: { link: { allowReserved: true }, list: { contentType: "application/json" } },
      example: { link: "https://x.test/?a=b&c", list: ["a"] },
    },
    body: { kind: "text", mediaType: form, text: "link=https://x.test/?a=b%26c&list=%5B%22a%22%5D" },
  },
  {
    name: "parts: text, JSON, files, and media types",
    mediaType: "multipart/form-data",
    media: {
      schema: {
        type: "object",
        properties: {
          title: { type: "string" },
          meta: { type: "object" },
          notes: { type: "string" },
          photos: { type: "array", items: bytes },
          icon: { contentMediaType: "image/png" },
          tags: strings,
          whole: strings,
        },
      },
      encoding: {
        notes: { contentType: "text/markdown" },
        icon: { contentType: "image/png, image/jpeg" },
        whole: { contentType: "application/json" },
      },
      example: {
        title: "A",
        meta: { a: [1] },
        notes: "*b*",
        photos: ["a.jpg", "b.jpg"],
        icon: "i.png",
        tags: ["x", "y"],
        whole: ["z"],
      },
    },
    body: {
      kind: "multipart",
      parts: [
        { name: "title", value: "A" },
        { name: "meta", value: '{"a":[1]}', contentType: "application/json" },
        { name: "notes", value: "*b*", contentType: "text/markdown" },
        { name: "photos", file: "a.jpg" },
        { name: "photos", file: "b.jpg" },
        { name: "icon", file: "i.png", contentType: "image/png" },
        { name: "tags", value: "x" },
        { name: "tags", value: "y" },
        { name: "whole", value: '["z"]', contentType: "application/json" },
      ],
    },
  },
  {
    name: "headers of a part",
    mediaType: "multipart/form-data",
    media: { encoding: { a: { headers: { "X-A": { schema: {} } } } }, example: { a: "1" } },
    body: { kind: "multipart", parts: [{ name: "a", value: "1" }] },
    notes: ["Headers of the part `a` are not shown: X-A."],
  },
  {
    name: "a range, for text",
    mediaType: "*/*",
    media: { schema: { type: "string" }, example: "tulips" },
    body: { kind: "text", mediaType: "text/plain", text: "tulips" },
    notes: ["The body may be of any media type that */* stands for; this one is text/plain."],
  },
  {
    name: "a range, for bytes",
    mediaType: "image/*",
    media: { example: "a.png" },
    body: { kind: "binary", mediaType: "image/png", file: "a.png" },
    notes: ["The body may be of any media type that image/* stands for; this one is image/png."],
  },
  {
    name: "a range of JSON",
    mediaType: "application/*+json",
    media: { example: { a: 1 } },
    body: { kind: "json", mediaType: "application/x.example+json", value: { a: 1 } },
    notes: [
      "The body may be of any media type that application/*+json stands for; this one is application/x.example+json.",
    ],
  },
  {
    name: "values on lines",
    mediaType: "application/x-ndjson",
    media: { example: [{ a: 1 }, 2] },
    body: { kind: "text", mediaType: "application/x-ndjson", text: '{"a":1}\n2\n' },
  },
  {
    name: "values after separators",
    mediaType: "application/json-seq",
    media: { example: [1, 2] },
    body: { kind: "text", mediaType: "application/json-seq", text: "\x1e1\n\x1e2\n" },
  },
  {
    name: "JSON of a kind",
    mediaType: "APPLICATION/vnd.x+JSON; v=1",
    media: { example: null },
    body: { kind: "json", mediaType: "APPLICATION/vnd.x+JSON; v=1", value: null },
  },
  {
    name: "XML of an object",
    mediaType: "application/xml",
    media: { example: { a: 1 } },
    body: undefined,
    notes: ["The body is left out: its example can't be written as application/xml."],
  },
  {
    name: "parts of another kind",
    mediaType: "multipart/mixed",
    media: { example: { a: 1 } },
    body: undefined,
    notes: ["The body is left out: its example can't be written as multipart/mixed."],
  },
])("the body: $name", ({ mediaType, media, body, notes = [] }) => {
  const request = requestOf(
    { requestBody: { content: { [mediaType]: media } } },
    { servers: [{ url: "https://api.example.com" }] },
  );
  expect(request.body).toEqual(body);
  expect(request.notes).toEqual(notes);
});

test.for([
  {
    name: "content in JSON and in text",
    parameters: [
      { name: "json", in: "query", content: { "application/json": { example: "a b" } } },
      { name: "text", in: "query", content: { "text/plain": { example: "a b" } } },
    ],
    target: "/?json=%22a%20b%22&text=a%20b",
  },
  {
    name: "content that can't be written",
    parameters: [{ name: "x", in: "query", content: { "application/xml": { example: { a: 1 } } } }],
    target: "/",
    notes: ["The parameter `x` is left out: its example can't be written as application/xml."],
  },
  {
    name: "reserved characters",
    parameters: [{ name: "q", in: "query", allowReserved: true, example: "/a?b=c&d!" }],
    target: "/?q=/a?b=c%26d!",
  },
  {
    name: "no possible example",
    parameters: [{ name: "never", in: "query", schema: false }],
    target: "/",
    note: /^No example of `never` can be made: /,
  },
  {
    name: "dots in a segment of two parameters",
    path: "/files/{name}.{ext}",
    parameters: [
      { name: "name", in: "path", schema: { enum: [""] } },
      { name: "ext", in: "path", schema: { enum: [""] } },
    ],
    target: "/files/%7Bname%7D.%7Bext%7D",
    notes: ['`name` can\'t be "" in a path.', '`ext` can\'t be "" in a path.'],
  },
  { name: "a template with characters that no URL has", path: "/a b/[ü]", target: "/a%20b/%5B%C3%BC%5D" },
])(
  "parameters: $name",
  ({ path, parameters = [], target, note, notes = note ? [expect.stringMatching(note)] : [] }) => {
    const required = parameters.map((parameter) => ({ required: true, ...parameter }));
    const request = requestOf({ parameters: required }, { servers: [{ url: "https://api.example.com" }] }, path);
    expect(request.target).toBe(target);
    expect(request.notes).toEqual(notes);
  },
);

test("what a language can't send is said, and no code is shown", () => {
  const description = readDescription({
    openapi: "3.1.0",
    info: { title: "Test", version: "1" },
    servers: [{ url: "https://api.example.com" }],
    paths: { "/": { trace: { operationId: "trace", responses: {} } } },
  });
  const [operation] = description.operations;
  if (!operation) throw new Error("There is no operation.");
  const refused = samplesOf(description, operation).filter(({ code }) => !code.includes("https://api.example.com"));
  expect(refused.map(({ language }) => language)).toEqual(["typescript", "javascript"]);
  const why = "fetch refuses the method TRACE: see the sample in cURL.";
  for (const { notes, code, script } of refused) {
    expect(notes).toEqual([why]);
    expect(code).toBe(`// ${why}\n`);
    expect(script).toContain(code);
  }
});

test("a summary ends no comment", () => {
  const { samples } = withSamples({ summary: "End ?><?php exit(3);\n*/ here" });
  for (const { code, script, language } of samples) {
    expect(code + script, language).not.toContain("?><?php");
    expect(script, language).toContain("End ? ><?php exit(3); */ here");
  }
});

test.for(["client", "data", "process"])(
  "a function that is called like a variable of the sample gets another name: %s",
  (id) => {
    const { samples } = withSamples({ operationId: id });
    const { code = "", script = "" } = samples.find(({ language }) => language === "typescript") ?? {};
    for (const text of [code, script]) {
      expect(text).toMatch(new RegExp(`import \\{[^}]*\\b${id} as ${id}Operation\\b`));
      expect(text).toContain(`const data = await ${id}Operation(client);`);
    }
  },
);

test("bytes that are described as an object are a file, as any are", () => {
  const schema = { type: "object", properties: { name: { type: "string" } } };
  const { samples } = withSamples({ requestBody: { content: { "image/png": { schema } } } });
  const { code } = samples.find(({ language }) => language === "typescript") ?? {};
  expect(code).toContain('body: await openAsBlob("file.bin"),');
});
