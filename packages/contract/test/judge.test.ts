import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test, vi } from "vitest";
import { type Case, createJudge, type HttpAnswer } from "../src/index.ts";
import { describeOperation } from "./describe-operation.ts";

const Book = {
  type: "object",
  required: ["title", "event", "secret"],
  properties: {
    title: { type: "string" },
    event: { type: ["object", "null"] },
    soldAt: { type: "string", format: "date-time" },
    secret: { type: "string", writeOnly: true },
  },
};
const problem = { type: "object", required: ["title"], properties: { title: { type: "string" } } };
const responses = {
  "200": {
    description: "The book.",
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
const refused: Case["wanted"] = { outcome: "refused", statuses: [400, 401] };
const emma = { title: "Emma", event: null };

interface Row {
  readonly name: string;
  readonly given: HttpAnswer;
  readonly wanted?: Case["wanted"];
  readonly method?: string;
  readonly findings?: unknown[];
  readonly notJudged?: unknown[];
}

const rows: Row[] = [
  { name: "what is promised", given: json(200, emma) },
  { name: "fields that are not documented", given: json(200, { ...emma, event: {}, pages: 1 }) },
  {
    name: "a missing field",
    given: json(200, { title: "Emma" }),
    findings: ["the body must have required property 'event'"],
  },
  { name: "a wrong type", given: json(200, { ...emma, event: "null" }), findings: ["/event must be object,null"] },
  {
    name: "a wrong format",
    given: json(200, { ...emma, soldAt: "today" }),
    findings: ['/soldAt must match format "date-time"'],
  },
  { name: "no body", given: json(200, undefined), findings: ["the body is not JSON"] },
  {
    name: "JSON that ends too early",
    given: answer(200, "application/json", '{"title":'),
    findings: ["the body is not JSON"],
  },
  {
    name: "bytes that are no text",
    given: answer(200, "application/json", Uint8Array.of(0x22, 0xff, 0x22)),
    findings: ["the body is not UTF-8"],
  },
  { name: "a media type in another case", given: answer(200, "APPLICATION/JSON;Charset=UTF-8", JSON.stringify(emma)) },
  { name: "a media type of a range, before the exact one", given: answer(200, "application/vnd.book+json", '"Emma"') },
  {
    name: "a media type of a range, whose rule is broken",
    given: answer(200, "application/vnd.book+json", "1"),
    findings: ["the body must be string"],
  },
  {
    name: "any media type, whose rule is broken",
    given: answer(202, "application/json", "0.5"),
    findings: ["the body must be integer"],
  },
  { name: "a text", given: answer(200, "text/plain; charset=utf-8", "Emma") },
  {
    name: "a text that breaks its schema",
    given: answer(200, "text/plain", "Emma Woodhouse"),
    findings: ["the body must NOT have more than 5 characters"],
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
  { name: "bytes", given: answer(200, "image/png", Uint8Array.of(0xff)), notJudged: ["image/png is not read"] },
  {
    name: "no media type",
    given: answer(200, undefined, "Emma"),
    findings: [expect.stringMatching(/^there is no media type; documented: Application\/JSON/)],
  },
  {
    name: "a problem document",
    given: answer(200, "text/html", "Emma"),
    findings: [expect.stringMatching(/^the media type text\/html is not documented; documented: /)],
  },
  { name: "no body where none is documented", given: answer(204, undefined, "") },
  {
    name: "no body where there is never one",
    given: answer(304, "application/json", ""),
    wanted: { outcome: "answered", status: 304 },
  },
  { name: "no body to HEAD", given: answer(200, "application/json", ""), method: "head" },
  {
    name: "an undocumented success",
    given: json(203, emma),
    findings: ["a documented success was wanted, and 203 came", "the status 203 is not documented"],
  },
  {
    name: "an undocumented status",
    given: json(301, {}),
    findings: ["a documented success was wanted, and 301 came", "the status 301 is not documented"],
  },
  {
    name: "an error where a success is wanted",
    given: answer(404, "application/problem+json", '{"title":"No"}'),
    findings: ["a documented success was wanted, and 404 came"],
  },
  {
    name: "another status than the one that is asked for",
    given: json(200, emma),
    wanted: { outcome: "answered", status: 204 },
    findings: ["204 was wanted, and 200 came"],
  },
  { name: "a refusal by a range", given: answer(401, "application/problem+json", '{"title":"No"}'), wanted: refused },
  {
    name: "a refusal that breaks the schema of its range",
    given: answer(400, "application/problem+json", "{}"),
    wanted: refused,
    findings: ["the body must have required property 'title'"],
  },
  {
    name: "a refusal with another status",
    given: answer(404, "application/problem+json", '{"title":"No"}'),
    wanted: refused,
    findings: ["400 or 401 was wanted, and 404 came"],
  },
  {
    name: "a failure for a refusal",
    given: json(500, "x"),
    wanted: refused,
    findings: ["400 or 401 was wanted, and 500 came"],
    notJudged: [expect.stringMatching(/^the schema at #.* can't be compiled: /)],
  },
];

describe("the independent judge, of", () => {
  test.for(rows)("$name", ({ given, wanted = accepted, method = "post", findings = [], notJudged = [] }) => {
    const { description, operation } = describeOperation({ method, responses }, components);
    expect(createJudge(description)({ operation, wanted }, given)).toEqual({ findings, notJudged });
  });

  test("a refusal that is not documented says so, and finds nothing", () => {
    const { description, operation } = describeOperation({ responses: { "200": { description: "It." } } });
    const judge = createJudge(description);
    expect(judge({ operation, wanted: refused }, json(401, {}))).toEqual({
      findings: [],
      notJudged: ["the status 401 is not documented"],
    });
  });

  test("a body where none is documented finds it", () => {
    const { description, operation } = describeOperation({ responses: { "202": { description: "It." } } });
    const judge = createJudge(description);
    expect(judge({ operation, wanted: accepted }, json(202, emma)).findings).toEqual([
      "there is a body, and none is documented",
    ]);
  });

  test.for([
    { status: 302, documented: ["302"], findings: [] },
    { status: 302, documented: ["302", "default"], findings: [] },
    { status: 302, documented: ["302", "200"], findings: ["a documented success was wanted, and 302 came"] },
    { status: 200, documented: ["default"], findings: [] },
    { status: 400, documented: ["default"], findings: ["a documented success was wanted, and 400 came"] },
  ])("$status as a success, where $documented are documented", ({ status, documented, findings }) => {
    const each = Object.fromEntries(documented.map((name) => [name, { description: "It." }]));
    const { description, operation } = describeOperation({ responses: each });
    expect(createJudge(description)({ operation, wanted: accepted }, answer(status, undefined, "")).findings).toEqual(
      findings,
    );
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

  test.for<{ given: object; findings: unknown[] }>([
    { given: { above: 1, name: null, any: null, level: null, other: null }, findings: [] },
    { given: { above: 0 }, findings: ["/above must be > 0"] },
    { given: { name: 1 }, findings: ["/name must be string,null"] },
    { given: { level: 3 }, findings: ["/level must be equal to one of the allowed values"] },
    {
      given: { other: "ab" },
      findings: expect.arrayContaining(["/other must NOT have more than 1 characters"]) as unknown[],
    },
  ])("$given", ({ given, findings }) => {
    expect(judge({ operation, wanted: accepted }, json(200, given)).findings).toEqual(findings);
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

function json(status: number, value: unknown): HttpAnswer {
  return answer(status, "application/json", value === undefined ? "" : JSON.stringify(value));
}

function answer(status: number, mediaType: string | undefined, body: string | Uint8Array): HttpAnswer {
  const headers = new Headers(mediaType === undefined ? {} : { "Content-Type": mediaType });
  return { status, headers, body: typeof body === "string" ? new TextEncoder().encode(body) : body };
}
