import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test, vi } from "vitest";
import { type Case, createJudge, type Finding, type HttpAnswer, verdictOf } from "../src/index.ts";
import { describeOperation } from "./describe-operation.ts";

const Book = {
  type: "object",
  required: ["title", "event", "secret"],
  properties: {
    title: { type: "string" },
    event: { type: ["object", "null"] },
    soldAt: { type: "string", format: "date-time" },
    secret: { type: "string", writeOnly: true },
    sold: { oneOf: [{ type: "string" }, { type: "object", required: ["to"], properties: { to: { type: "string" } } }] },
  },
};
const problem = { type: "object", required: ["title"], properties: { title: { type: "string" } } };
const responses = {
  "200": {
    description: "The book.",
    headers: {
      ETag: { required: true, schema: { type: "string", minLength: 3 } },
      "X-Pages": { schema: { type: "integer" } },
      "X-Tags": { schema: { type: "array", items: { enum: ["a", "b"] } } },
      "X-Size": { explode: true, schema: { type: "object", properties: { w: { type: "integer" } } } },
      "X-Json": { content: { "application/json": { schema: { type: "object", required: ["a"] } } } },
    },
    content: {
      "Application/JSON; charset=utf-8": { schema: { $ref: "#/components/schemas/Book" } },
      "application/*": { schema: { type: "string" } },
      "text/plain": { schema: { type: "string", maxLength: 5 } },
      "application/xml": { schema: { $ref: "#/components/schemas/Book" } },
      "text/csv": {},
      "image/*": { schema: { contentMediaType: "image/png" } },
    },
  },
  "202": { description: "Any.", content: { "*/*": { schema: { type: "integer" } } } },
  "207": { description: "Parts of any kind.", content: { "multipart/form-data": {} } },
  "204": { description: "Nothing." },
  "304": { description: "Nothing new.", content: { "application/json": { schema: problem } } },
  "4XX": { description: "Refused.", content: { "application/problem+json": { schema: problem } } },
  "5xx": {
    description: "By rules that no validator takes.",
    content: { "application/json": { schema: { $ref: "#/components/schemas/Strange" } } },
  },
};
const components = { schemas: { Book, Strange: { type: "string", minLength: "many" } } };

const accepted: Case["wanted"] = { outcome: "accepted" };
const refused: Case["wanted"] = {
  outcome: "refused",
  statuses: [400, 401],
  violation: { in: "body", keyword: "type", path: [], inUnion: false },
};
const unauthorized: Case["wanted"] = { outcome: "refused", statuses: [401] };
const otherMethod: Case["wanted"] = {
  outcome: "refused",
  statuses: [405],
  allow: { least: ["POST"], most: ["POST", "GET"] },
};
const emma = { title: "Emma", event: null };
const atPath = "#/paths/~1things~1%7Bid%7D/post/responses";

interface Row {
  readonly name: string;
  readonly given: HttpAnswer;
  readonly wanted?: Case["wanted"];
  readonly method?: string;
  /** Kind, place in the answer, and what is said. */
  readonly findings?: readonly (readonly [Finding["kind"], string, unknown])[];
  readonly notJudged?: unknown[];
}

const rows: Row[] = [
  { name: "what is promised", given: json(200, emma) },
  {
    name: "fields that are not documented, as a warning",
    given: json(200, { ...emma, event: { any: 1 }, pages: 1, sold: { to: "Ada", at: 1 } }),
    findings: [
      ["undocumented-field", "body/pages", "is not documented"],
      ["undocumented-field", "body/sold/at", "is not documented"],
    ],
  },
  {
    name: "a field that is only sent",
    given: json(200, { ...emma, secret: "s3cret" }),
    findings: [["write-only-field", "body/secret", "is only sent, and came back"]],
  },
  {
    name: "a missing field",
    given: json(200, { title: "Emma" }),
    findings: [["invalid-body", "body", "must have required property 'event'"]],
  },
  {
    name: "several missing fields, each once",
    given: json(200, {}),
    findings: [
      ["invalid-body", "body", "must have required property 'title'"],
      ["invalid-body", "body", "must have required property 'event'"],
    ],
  },
  {
    name: "a wrong type",
    given: json(200, { ...emma, event: "null" }),
    findings: [["invalid-body", "body/event", "must be object,null"]],
  },
  {
    name: "no alternative, once",
    given: json(200, { ...emma, sold: 1 }),
    findings: [["invalid-body", "body/sold", "must match exactly one schema in oneOf"]],
  },
  {
    name: "a wrong format",
    given: json(200, { ...emma, soldAt: "today" }),
    findings: [["invalid-body", "body/soldAt", 'must match format "date-time"']],
  },
  {
    name: "no body",
    given: json(200, undefined),
    findings: [["missing-body", "body", expect.stringContaining("no body")]],
  },
  {
    name: "JSON that ends too early",
    given: answer(200, "application/json", '{"title":'),
    findings: [["not-json", "body", "the body is not JSON"]],
  },
  {
    name: "a byte order mark",
    given: answer(200, "application/json", `\uFEFF${JSON.stringify(emma)}`),
    findings: [["not-json", "body", "the body is not JSON"]],
  },
  {
    name: "a name that stands twice",
    given: answer(200, "application/json", '{"title":"Emma","event":{"a":1,"a":2}}'),
    findings: [["duplicate-key", "body/event/a", "stands twice"]],
  },
  {
    name: "bytes that are no text",
    given: answer(200, "application/json", Uint8Array.of(0x22, 0xff, 0x22)),
    findings: [["not-utf8", "body", "the body is not UTF-8"]],
  },
  { name: "a media type in another case", given: answer(200, "APPLICATION/JSON;Charset=UTF-8", JSON.stringify(emma)) },
  { name: "a media type of a range, before the exact one", given: answer(200, "application/vnd.book+json", '"Emma"') },
  {
    name: "a media type of a range, whose rule is broken",
    given: answer(200, "application/vnd.book+json", "1"),
    findings: [["invalid-body", "body", "must be string"]],
  },
  {
    name: "any media type, whose rule is broken",
    given: answer(202, "application/json", "0.5"),
    findings: [["invalid-body", "body", "must be integer"]],
  },
  { name: "a text", given: answer(200, "text/plain; charset=utf-8", "Emma") },
  {
    name: "a text that breaks its schema",
    given: answer(200, "text/plain", "Emma Woodhouse"),
    findings: [["invalid-body", "body", "must NOT have more than 5 characters"]],
  },
  {
    name: "XML",
    given: answer(200, "application/xml", "<book/>"),
    notJudged: ["the schema is about a value, of which application/xml is only a spelling"],
  },
  {
    name: "a media type without a schema",
    given: answer(200, "text/csv", "a,b"),
    notJudged: ["no schema is described for text/csv"],
  },
  {
    name: "nothing, of parts of which nothing is described",
    given: answer(207, undefined, ""),
    notJudged: ["no body may be one; documented: multipart/form-data"],
  },
  {
    name: "nothing in parts, of which nothing is described",
    given: answer(207, "multipart/form-data; boundary=x", ""),
    notJudged: ["no schema is described for multipart/form-data"],
  },
  { name: "bytes", given: answer(200, "image/png", Uint8Array.of(0xff)), notJudged: ["image/png is not read"] },
  {
    name: "no media type",
    given: answer(200, undefined, "Emma"),
    findings: [["missing-media-type", "header Content-Type", expect.stringMatching(/documented: Application\/JSON/)]],
  },
  {
    name: "a media type that is not documented",
    given: answer(200, "text/html", "Emma"),
    findings: [
      [
        "undocumented-media-type",
        "header Content-Type",
        expect.stringMatching(/text\/html is not documented; documented: /),
      ],
    ],
  },
  {
    name: "headers as they are described",
    given: json(200, emma, { "X-Pages": "5", "X-Tags": "a, b", "X-Size": "w=5", "X-Json": '{"a":1}' }),
  },
  {
    name: "a header that is missing",
    given: answer(200, "application/json", JSON.stringify(emma), {}),
    findings: [["missing-header", "header ETag", "a required header is missing"]],
  },
  {
    name: "a header that is too short",
    given: json(200, emma, { ETag: '""' }),
    findings: [["invalid-header", "header ETag", "breaks `minLength`"]],
  },
  {
    name: "a header of the wrong type",
    given: json(200, emma, { "X-Pages": "many" }),
    findings: [["invalid-header", "header X-Pages", "breaks `type`"]],
  },
  {
    name: "a list in a header with a wrong item",
    given: json(200, emma, { "X-Tags": "a,c" }),
    findings: [["invalid-header", "header X-Tags", "1: breaks `enum`"]],
  },
  {
    name: "an object in a header with a wrong field",
    given: json(200, emma, { "X-Size": "w=wide" }),
    findings: [["invalid-header", "header X-Size", "w: breaks `type`"]],
  },
  {
    name: "JSON in a header that is none",
    given: json(200, emma, { "X-Json": "{" }),
    findings: [["invalid-header", "header X-Json", "is not JSON"]],
  },
  {
    name: "JSON in a header that breaks its schema",
    given: json(200, emma, { "X-Json": "{}" }),
    findings: [["invalid-header", "header X-Json", "breaks `required`"]],
  },
  { name: "no body where none is documented", given: answer(204, undefined, "") },
  {
    name: "no body where there is never one",
    given: answer(304, "application/json", ""),
    wanted: { outcome: "answered", status: 304 },
  },
  { name: "no body to HEAD", given: json(200, undefined), method: "head" },
  {
    name: "an undocumented success",
    given: json(203, emma),
    findings: [
      ["undocumented-status", "status", "a documented success was wanted, and 203 came, which is not documented"],
    ],
  },
  {
    name: "an error where a success is wanted",
    given: answer(404, "application/problem+json", '{"title":"No"}'),
    findings: [["valid-request-refused", "status", "a documented success was wanted, and 404 came"]],
  },
  {
    name: "another status than the one that is asked for",
    given: json(200, emma),
    wanted: { outcome: "answered", status: 204 },
    findings: [["unexpected-status", "status", "204 was wanted, and 200 came"]],
  },
  { name: "a refusal by a range", given: answer(401, "application/problem+json", '{"title":"No"}'), wanted: refused },
  {
    name: "a refusal that breaks the schema of its range",
    given: answer(400, "application/problem+json", "{}"),
    wanted: refused,
    findings: [["invalid-body", "body", "must have required property 'title'"]],
  },
  {
    name: "a refusal with another status",
    given: answer(404, "application/problem+json", '{"title":"No"}'),
    wanted: refused,
    findings: [["unexpected-status", "status", "400 or 401 was wanted, and 404 came"]],
  },
  {
    name: "a success for what is invalid",
    given: json(200, emma),
    wanted: refused,
    findings: [["invalid-request-accepted", "status", "400 or 401 was wanted, and 200 came"]],
  },
  {
    name: "a success without credentials",
    given: json(200, emma),
    wanted: unauthorized,
    findings: [["credential-ignored", "status", "401 was wanted, and 200 came"]],
  },
  {
    name: "a failure for a refusal",
    given: json(500, "x"),
    wanted: refused,
    findings: [["unexpected-status", "status", "400 or 401 was wanted, and 500 came"]],
    notJudged: ["what the schema says can't be read: minLength"],
  },
  {
    name: "405 with its methods",
    given: answer(405, undefined, "", { Allow: "POST, OPTIONS" }),
    wanted: otherMethod,
    notJudged: ["the status 405 is not documented"],
  },
  {
    name: "405 without them",
    given: answer(405, undefined, ""),
    wanted: otherMethod,
    findings: [["missing-header", "header Allow", "a 405 names the methods that there are"]],
    notJudged: ["the status 405 is not documented"],
  },
  {
    name: "405 with other ones",
    given: answer(405, undefined, "", { Allow: "TRACE" }),
    wanted: otherMethod,
    findings: [
      ["missing-header", "header Allow", "POST is missing"],
      ["undocumented-method", "header Allow", "TRACE is not documented"],
    ],
    notJudged: ["the status 405 is not documented"],
  },
];

describe("the independent judge, of", () => {
  test.for(rows)("$name", ({ given, wanted = accepted, method = "post", findings = [], notJudged = [] }) => {
    const { description, operation } = describeOperation({ method, responses }, components);
    const judgement = createJudge(description)({ operation, wanted }, given);
    expect(judgement.findings.map(({ kind, at, message }) => [kind, at, message])).toEqual(findings);
    expect(judgement.notJudged.map(({ reason }) => reason)).toEqual(notJudged);
  });

  test.for([
    { what: "a field", given: json(200, { ...emma, title: 1 }), pointer: "#/components/schemas/Book/properties/title" },
    { what: "an object", given: json(200, {}), pointer: "#/components/schemas/Book" },
    { what: "a header", given: json(200, emma, { "X-Pages": "x" }), pointer: `${atPath}/200/headers/X-Pages/schema` },
    { what: "a media type", given: answer(200, "text/html", "x"), pointer: `${atPath}/200` },
    { what: "a status", given: json(203, emma), pointer: atPath },
  ])("$what says where the promise stands", ({ given, pointer }) => {
    const { description, operation } = describeOperation({ responses }, components);
    expect(createJudge(description)({ operation, wanted: accepted }, given).findings[0]?.pointer).toBe(pointer);
  });

  test.for([
    { order: "before", members: ["Open", "Secret"] },
    { order: "after", members: ["Secret", "Open"] },
  ])("a field that is only sent, in the alternative that knows it, $order the other one", ({ members }) => {
    const schemas = {
      Open: { type: "object", properties: { name: { type: "string" } } },
      Secret: { type: "object", properties: { name: { type: "string" }, code: { type: "string", writeOnly: true } } },
    };
    const schema = { anyOf: members.map((name) => ({ $ref: `#/components/schemas/${name}` })) };
    const content = { "application/json": { schema } };
    const described = describeOperation({ responses: { "200": { description: "It.", content } } }, { schemas });
    const given = json(200, { name: "Ada", code: "1234" });
    const { findings } = createJudge(described.description)(
      { operation: described.operation, wanted: accepted },
      given,
    );
    expect(findings.map(({ kind }) => kind)).toEqual(["write-only-field"]);
  });

  test("what is not documented, and never was wanted otherwise, is not judged: that is not kept", () => {
    const { description, operation } = describeOperation({ responses: { "200": { description: "It." } } });
    const judgement = createJudge(description)({ operation, wanted: unauthorized }, json(401, {}));
    expect(judgement.findings).toEqual([]);
    expect(judgement.notJudged.map(({ reason }) => reason)).toEqual(["the status 401 is not documented"]);
    expect(verdictOf(judgement)).toBe("not-judged");
  });

  test("a failure that is not documented is the server's", () => {
    const { description, operation } = describeOperation({ responses: { "200": { description: "It." } } });
    const judge = createJudge(description);
    const kinds = [accepted, refused].flatMap((wanted) =>
      judge({ operation, wanted }, json(500, {})).findings.map(({ kind }) => kind),
    );
    expect(kinds).toEqual(["server-error", "server-error"]);
  });

  test("a body where none is documented finds it", () => {
    const { description, operation } = describeOperation({ responses: { "202": { description: "It." } } });
    const { findings } = createJudge(description)({ operation, wanted: accepted }, json(202, emma));
    expect(findings.map(({ kind }) => kind)).toEqual(["undocumented-body"]);
  });

  test.for([
    { status: 302, documented: ["302"], kinds: [] },
    { status: 302, documented: ["302", "default"], kinds: [] },
    { status: 302, documented: ["302", "200"], kinds: ["valid-request-refused"] },
    { status: 200, documented: ["default"], kinds: [] },
    { status: 400, documented: ["default"], kinds: ["valid-request-refused"] },
  ])("$status as a success, where $documented are documented", ({ status, documented, kinds }) => {
    const each = Object.fromEntries(documented.map((name) => [name, { description: "It." }]));
    const { description, operation } = describeOperation({ responses: each });
    const { findings } = createJudge(description)({ operation, wanted: accepted }, answer(status, undefined, "", {}));
    expect(findings.map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe("the independent judge, by a description of 3.0, of", () => {
  const schema = {
    type: "object",
    properties: {
      above: { type: "integer", minimum: 0, exclusiveMinimum: true },
      name: { type: "string", nullable: true },
      any: { nullable: true },
      level: { nullable: true, enum: [1, 2] },
      other: { nullable: true, allOf: [{ type: "string", maxLength: 1 }] },
    },
  };
  const content = { "application/json": { schema } };
  const { description, operation } = describeOperation(
    { responses: { "200": { description: "It.", content } } },
    {},
    "3.0.4",
  );
  const judge = createJudge(description);

  test.for<{ given: object; messages: unknown[] }>([
    { given: { above: 1, name: null, any: null, level: null, other: null }, messages: [] },
    { given: { above: 0 }, messages: ["must be > 0"] },
    { given: { name: 1 }, messages: ["must be string,null"] },
    { given: { level: 3 }, messages: ["must be equal to one of the allowed values"] },
    { given: { other: "ab" }, messages: ["must match a schema in anyOf"] },
  ])("$given", ({ given, messages }) => {
    expect(judge({ operation, wanted: accepted }, json(200, given)).findings.map(({ message }) => message)).toEqual(
      messages,
    );
  });
});

test("a schema is compiled once", () => {
  const compilations = vi.spyOn(Ajv2020.prototype, "getSchema");
  try {
    const { description, operation } = describeOperation({ responses }, components);
    const judge = createJudge(description);
    for (let count = 0; count < 5; count++) judge({ operation, wanted: accepted }, json(200, emma));
    expect(compilations.mock.calls.filter(([name]) => name.startsWith("openapi#"))).toHaveLength(1);
  } finally {
    compilations.mockRestore();
  }
});

function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return answer(status, "application/json", value === undefined ? "" : JSON.stringify(value), {
    ETag: '"v1"',
    ...headers,
  });
}

function answer(
  status: number,
  mediaType: string | undefined,
  body: string | Uint8Array,
  others: Readonly<Record<string, string>> = { ETag: '"v1"' },
): HttpAnswer {
  const headers = new Headers({ ...others, ...(mediaType !== undefined && { "Content-Type": mediaType }) });
  return { status, headers, body: typeof body === "string" ? new TextEncoder().encode(body) : body };
}
