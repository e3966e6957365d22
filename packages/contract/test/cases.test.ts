import { type Operation, readDescription } from "@spkey/model";
import { describe, expect, test } from "vitest";
import { type Case, planCases } from "../src/index.ts";
import { describeOperation } from "./describe-operation.ts";

const done = { "204": { description: "Done." } };
const text = (example?: string) => ({ schema: { type: "string" }, ...(example !== undefined && { example }) });
const json = (schema: object | boolean, example: unknown, required = true) => ({
  required,
  content: { "application/json": { schema, example } },
});
const securitySchemes = {
  token: { type: "http", scheme: "bearer" },
  login: { type: "oauth2", flows: {} },
  key: { type: "apiKey", in: "query", name: "key" },
  seal: { type: "apiKey", in: "cookie", name: "seal" },
  certificate: { type: "mutualTLS" },
  plain: { type: "apiKey", in: "header", name: "authorization" },
};

/** The cases of one operation, of which the ids are looked at that a row is about, without the name of the operation. */
function casesOf(operation: object, about: RegExp): Case[] {
  return planCases(describeOperation(operation, { securitySchemes }).description)
    .cases.map((each) => ({ ...each, id: each.id.replace(/^make\//, ""), name: each.name.replace(/^make /, "") }))
    .filter(({ id }) => about.test(id));
}

/** `make` begins each id, and is left out here. */
const rows: { name: string; operation: object; about: RegExp; cases: string[]; leftOut?: unknown[] }[] = [
  {
    name: "no body, no credentials",
    operation: { responses: done },
    about: /example|request|body|security|answered/,
    cases: ["accepted/request", "answered/204"],
  },
  {
    name: "a range, `default` and a success: each has a status of its own",
    operation: { responses: { "400": {}, "4xx": {}, "5XX": {}, default: {}, "200": {}, "202": {} } },
    about: /answered/,
    cases: ["200", "202", "400", "4XX", "5XX", "default"].map((status) => `answered/${status}`),
  },
  {
    name: "an interim response, and no success",
    operation: { responses: { "103": {}, "404": {} } },
    about: /accepted\/request|answered/,
    cases: ["accepted/request", "answered/404"],
    leftOut: [
      "#/paths/~1things~1%7Bid%7D/post No success is described: only a mock, which can be asked for an error, says what it accepts.",
      "#/paths/~1things~1%7Bid%7D/post/responses/103 No final status is left for it: it is never answered.",
    ],
  },
  {
    name: "examples of several media types, of which one can't be written",
    operation: {
      requestBody: {
        content: {
          "text/plain": { examples: { short: { value: "a" }, "with $name and %s": { value: "b".repeat(60) } } },
          "application/xml": { example: { a: 1 } },
        },
      },
      responses: done,
    },
    about: /accepted\/(example|no-body)|content-type/,
    cases: [
      "accepted/example/short/text/plain",
      "accepted/example/with $name and %s/text/plain",
      "accepted/no-body",
      "refused/body/content-type/application/json",
      "refused/body/content-type/application/x-www-form-urlencoded",
      "refused/body/content-type/application/octet-stream",
    ],
    leftOut: [
      "#/paths/~1things~1%7Bid%7D/post/requestBody/content/application~1xml/example Only texts are written as application/xml, and its example is none.",
    ],
  },
  {
    name: "bodies that are no JSON",
    operation: { requestBody: json(true, 1), responses: done },
    about: /refused\/body\/(?!content-type)/,
    cases: ["missing", "cut", "trailing", "no-json", "not-utf8"].map((slug) => `refused/body/${slug}`),
  },
  {
    name: "two credentials together",
    operation: { security: [{ token: [], key: [] }], responses: done },
    about: /security/,
    cases: [
      "refused/security/token and key/without-token",
      "refused/security/token and key/without-key",
      "refused/security/token and key/token/other-scheme",
      "refused/security/token and key/token/empty",
      "refused/security/token and key/key/empty",
    ],
  },
  {
    name: "alternatives, of which one is written as another one",
    operation: { security: [{ token: [], key: [] }, { login: [] }], responses: done },
    about: /security/,
    cases: [
      "accepted/security/token and key",
      "accepted/security/login",
      "refused/security/token and key/without-token",
      "refused/security/login/without-login",
      "refused/security/token and key/token/other-scheme",
      "refused/security/token and key/token/empty",
      "refused/security/login/login/other-scheme",
      "refused/security/login/login/empty",
    ],
  },
  {
    name: "alternatives, of which one takes any text where another one has a rule",
    operation: { security: [{ plain: [] }, { login: [] }], responses: done },
    about: /security/,
    cases: [
      "accepted/security/plain",
      "accepted/security/login",
      "refused/security/plain/without-plain",
      "refused/security/plain/plain/empty",
    ],
  },
  {
    name: "optional credentials",
    operation: { security: [{}, { token: [] }], responses: done },
    about: /security/,
    cases: ["accepted/security/none", "accepted/security/token"],
  },
  {
    name: "a credential that no request shows",
    operation: { security: [{ certificate: [] }], responses: done },
    about: /./,
    cases: [],
    leftOut: ["#/paths/~1things~1%7Bid%7D/post None of its security requirements can be met: certificate."],
  },
  {
    name: "a method that is not sent",
    operation: { method: "trace", responses: done },
    about: /./,
    cases: [],
    leftOut: ["#/paths/~1things~1%7Bid%7D/trace `fetch` does not send TRACE."],
  },
  {
    name: "a method that is sent without a body",
    operation: { method: "get", requestBody: { content: { "text/plain": text("a") } }, responses: done },
    about: /accepted\/(?!path)|answered|body/,
    cases: ["accepted/no-body", "answered/204"],
    leftOut: [
      "#/paths/~1things~1%7Bid%7D/get/requestBody/content/text~1plain `fetch` sends no body with GET: its body is not tried.",
    ],
  },
  {
    name: "methods that are not described",
    operation: { responses: done },
    about: /method/,
    cases: ["GET", "PUT", "DELETE", "PATCH", "HEAD"].map((method) => `refused/method/${method}`),
  },
  {
    name: "a parameter that has no value",
    operation: {
      parameters: [
        { name: "id", in: "path", required: true, schema: { type: "string", pattern: "^a$", minLength: 3 } },
      ],
      responses: done,
    },
    about: /./,
    cases: [],
    leftOut: [expect.stringMatching(/^#.*parameters\/0\/schema No example of `id` can be made/)],
  },
  {
    name: "a header of objects within an object, which no style writes",
    operation: { parameters: [languages(false)], responses: done },
    about: /^accepted\/(?!path)/,
    cases: ["accepted/request"],
    leftOut: [expect.stringMatching(/parameters\/0 The value of `Languages` has lists or objects within it/)],
  },
  {
    name: "the same, and it is required",
    operation: { parameters: [languages(true)], responses: done },
    about: /./,
    cases: [],
    leftOut: [expect.stringMatching(/parameters\/0 .* for which the style `simple` has no form/)],
  },
  {
    name: "the same as JSON",
    operation: { parameters: [languages(true, "application/json")], responses: done },
    about: /header.Languages\/required/,
    cases: ["missing", "without-accepted"].map((slug) => `refused/header.Languages/required/${slug}`),
  },
  {
    name: "an object in the query, of whose example no field is described",
    operation: { parameters: [filter({ colour: "red" })], responses: done },
    about: /./,
    cases: [],
    leftOut: [
      "#/paths/~1things~1%7Bid%7D/post/parameters/0 " +
        "The fields of `filter` are sent by their own names, and none of those of this value is described: colour.",
    ],
  },
  {
    name: "the same, with one that is described",
    operation: { parameters: [filter({ colour: "red", size: 5 })], responses: done },
    about: /^accepted\/request/,
    cases: ["accepted/request"],
  },
  {
    name: "a body of what is no media type",
    operation: {
      requestBody: { content: { "codecs=opus": { example: "a" }, "audio/ogg": { example: "a" } } },
      responses: done,
    },
    about: /example/,
    cases: ["accepted/example/made/audio/ogg"],
    leftOut: [
      "#/paths/~1things~1%7Bid%7D/post/requestBody/content/codecs%3Dopus " +
        "`codecs=opus` is no media type: a server may refuse what is sent as it.",
    ],
  },
];

/** An object in the query, exploded, of which one field is described. */
function filter(example: object) {
  return {
    name: "filter",
    in: "query",
    required: true,
    schema: { type: "object", properties: { size: { type: "number" } } },
    example,
  };
}

/** The header of a description that was met: `{ accepted: [{ code: "nn" }] }`. */
function languages(required: boolean, mediaType?: string) {
  const schema = {
    type: "object",
    properties: {
      accepted: { type: "array", items: { type: "object", properties: { code: { type: "string" } } }, minItems: 1 },
    },
    required: ["accepted"],
    additionalProperties: false,
  };
  const value = mediaType === undefined ? { schema } : { content: { [mediaType]: { schema } } };
  return { name: "Languages", in: "header", required, ...value };
}

describe("cases of an operation with", () => {
  test.for(rows)("$name", ({ operation, about, cases, leftOut = [] }) => {
    const plan = planCases(describeOperation(operation, { securitySchemes }).description);
    expect(casesOf(operation, about).map(({ id }) => id)).toEqual(cases);
    expect(plan.leftOut.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual(leftOut);
  });

  test("several alternatives send the first one that can be sent", () => {
    const security = [{ certificate: [], token: [] }, { key: [] }, { seal: [] }];
    const { description } = describeOperation({ security, responses: done }, { securitySchemes });
    const { cases, leftOut } = planCases(description);
    expect(cases[0]?.request.credentials.map(({ key }) => key)).toEqual(["key"]);
    expect(leftOut.map(({ message }) => message)).toEqual([
      "No credential can be made up for `certificate` (mutualTLS).",
    ]);
  });

  test.for([
    {
      name: "are left out where there is no other alternative",
      security: [{ token: [], login: [] }],
      sent: undefined,
      leftOut:
        "None of its security requirements can be met: token and login. " +
        "`token` and `login` are both the header `Authorization`, which a request has only once.",
    },
    {
      name: "give way to another alternative",
      security: [{ token: [], login: [] }, { key: [] }],
      sent: ["key"],
      leftOut: "`token` and `login` are both the header `Authorization`, which a request has only once.",
    },
  ])("two credentials in one header $name", ({ security, sent, leftOut }) => {
    const login = { type: "apiKey", in: "header", name: "authorization" };
    const components = { securitySchemes: { ...securitySchemes, login } };
    const plan = planCases(describeOperation({ security, responses: done }, components).description);
    expect(plan.cases[0]?.request.credentials.map(({ key }) => key)).toEqual(sent);
    expect(plan.leftOut.map(({ message }) => message)).toEqual([leftOut]);
    const requests = plan.cases.map(({ request }) => request.credentials.map(({ key }) => key).join());
    expect(requests.filter((keys) => keys.includes(","))).toEqual([]);
  });

  test("a path that two templates mean has the methods of both", () => {
    const { description } = describeOperation({ responses: done });
    const [operation] = description.operations;
    if (!operation) throw new Error("There is no operation.");
    const other = { ...operation, id: "other", method: "GET", path: "/things/today", parameters: [] };
    const { cases } = planCases({ ...description, operations: [operation, other] });
    const methodsOf = (id: string) =>
      cases.filter((each) => each.id.startsWith(`${id}/refused/method`)).map(({ request }) => request.method);
    expect(methodsOf("make")).toEqual(["GET", "PUT", "DELETE", "PATCH", "HEAD"]);
    expect(methodsOf("other")).toEqual(["PUT", "DELETE", "PATCH"]);
  });
});

test.for([
  { name: "a template of one text", path: "/things/today", taken: "today" },
  { name: "a template with more text", path: "/things/{id}.{kind}", taken: "0.5" },
])("a path that is meant by $name is not tried as one of a parameter", ({ path, taken }) => {
  const schema = { type: "integer", examples: [7] };
  const parameters = [{ name: "id", in: "path", required: true, schema }];
  const { description } = describeOperation({ parameters, responses: done });
  const [operation] = description.operations;
  if (!operation) throw new Error("There is no operation.");
  const given = (id: unknown) => ({ ...operation.parameters[0], examples: [{ value: id, pointer: "#" }] });
  const other = { ...operation, id: "other", path, parameters: [] };
  const valuesOf = (operations: readonly Operation[]) =>
    planCases({ ...description, operations }).cases.flatMap(({ id, request }) =>
      id.startsWith("make/") && request.method === undefined ? [String(request.parameters.path["id"])] : [],
    );
  const text = { ...operation, parameters: [given(taken)] } as Operation; // As it is, but for its example.
  expect(valuesOf([text, { ...other, method: "PUT" }])).toContain(taken);
  expect(valuesOf([text, other])).not.toContain(taken);
  expect(valuesOf([operation, other]).length).toBeGreaterThan(0);
});

test("of a path that can be read in two ways, nothing is told", () => {
  const parameter = (name: string, type: string) => ({ name, in: "path", required: true, schema: { type } });
  const get = {
    operationId: "find",
    parameters: [parameter("id", "integer"), parameter("kind", "string")],
    responses: done,
  };
  const info = { title: "Things", version: "1" };
  const { cases, untried } = planCases(
    readDescription({ openapi: "3.1.0", info, paths: { "/things/{id}.{kind}": { get } } }),
  );
  const sent = cases.map(({ request }) => String(request.parameters.path["id"]));
  expect(sent).toContain("text");
  expect(sent).not.toContain("0.5");
  expect(untried.map(({ what }) => what)).toContainEqual(expect.stringMatching(/half a number.*means something else/));
});

test.for([
  {
    id: "0.5",
    said: ["With its example, its path means something else: by another template, which says more, or by its own."],
  },
  { id: "7", said: [] },
])("of a path with $id in it, what is left out is said", ({ id, said }) => {
  const parameter = (name: string, example: string) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
    example,
  });
  const get = { operationId: "find", parameters: [parameter("id", id), parameter("kind", "xml")], responses: done };
  const info = { title: "Things", version: "1" };
  const description = readDescription({ openapi: "3.1.0", info, paths: { "/things/{id}.{kind}": { get } } });
  const { cases, leftOut } = planCases(description);
  expect(leftOut.map(({ message }) => message)).toEqual(said);
  // Whatever else is in their place can be told.
  expect(cases.filter(({ wanted }) => wanted.outcome === "accepted").length).toBeGreaterThan(0);
  const own = cases.filter(({ request }) => request.method === undefined);
  expect(own.some(({ request }) => request.parameters.path["id"] === id)).toBe(said.length === 0);
});

test("of an address, a piece is not taken for a shorter one", () => {
  const schema = { type: "string", format: "email", minLength: 6, maxLength: 30 };
  const parameters = [{ name: "id", in: "query", required: true, schema, example: "ada@example.com" }];
  const { cases } = planCases(describeOperation({ parameters, responses: done }).description);
  const accepted = cases.filter(({ tries }) =>
    tries.some(({ keyword, as }) => /Length/.test(keyword) && as === "valid"),
  );
  const sent = accepted.map(({ request }) => String(request.parameters.query["id"]));
  expect(sent.map((each) => each.length).toSorted()).toEqual([30, 6]);
  for (const each of sent) expect(each).toMatch(/^\w+@\w+\.\w+$/);
});

test.for([
  { format: "int32", accepted: [-1, -2_147_483_647, 2_147_483_647, 0] },
  { format: "double", accepted: [-1, -1e30, 1e30, 0, 0.25] },
])("of a number of the format $format, $accepted are to be accepted", ({ format, accepted }) => {
  const parameters = [{ name: "id", in: "query", required: true, schema: { type: "number", format }, example: 5 }];
  const { cases } = planCases(describeOperation({ parameters, responses: done }).description);
  const tried = cases.filter(({ id }) => id.startsWith("make/accepted/query.id"));
  expect(tried.map(({ request }) => request.parameters.query["id"])).toEqual(accepted);
});

test("a text that matches a pattern is not told to break it, whatever else it breaks", () => {
  const schema = { type: "string", minLength: 4, maxLength: 4, pattern: "[a-f0-9]+" };
  const parameters = [{ name: "id", in: "query", required: true, schema, example: "beef" }];
  const { cases } = planCases(describeOperation({ parameters, responses: done }).description);
  const broken = cases.filter(({ tries }) =>
    tries.some(({ keyword, as }) => keyword === "pattern" && as === "invalid"),
  );
  const texts = broken.map(({ request }) => String(request.parameters.query["id"]));
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.filter((each) => /[a-f0-9]/.test(each))).toEqual([]);
});

/** Of a body in JSON that is described so, with an example: what is accepted and what is refused, as it is sent. */
const values: {
  name: string;
  schema: object;
  example: unknown;
  keyword: string;
  accepted: unknown[];
  refused: unknown[];
}[] = [
  {
    name: "a bound",
    schema: { type: "integer", minimum: 1, maximum: 9 },
    example: 5,
    keyword: "minimum",
    accepted: [1],
    refused: [0],
  },
  {
    name: "an exclusive bound",
    schema: { type: "number", exclusiveMaximum: 2 },
    example: 1,
    keyword: "exclusiveMaximum",
    accepted: [1.75],
    refused: [2],
  },
  {
    name: "a multiple",
    schema: { type: "integer", multipleOf: 5 },
    example: 10,
    keyword: "multipleOf",
    accepted: [5],
    refused: [6],
  },
  {
    name: "a length, in code points",
    schema: { type: "string", maxLength: 2 },
    example: "ab",
    keyword: "maxLength",
    accepted: ["ab", "𝄞𝄞"],
    refused: ["abb"],
  },
  {
    name: "a least length",
    schema: { type: "string", minLength: 2 },
    example: "abc",
    keyword: "minLength",
    accepted: ["ab"],
    refused: ["a"],
  },
  {
    name: "a pattern",
    schema: { type: "string", pattern: "^[a-z]+$" },
    example: "abc",
    keyword: "pattern",
    accepted: [],
    refused: [expect.not.stringMatching(/^[a-z]+$/), "7"],
  },
  {
    name: "a format",
    schema: { type: "string", format: "date" },
    example: "2026-01-01",
    keyword: "format",
    accepted: ["2024-02-29", "9999-12-31"],
    refused: ["2023-02-29", "7", "true", "null"],
  },
  {
    name: "an enumeration",
    schema: { enum: ["a", "b"] },
    example: "a",
    keyword: "enum",
    accepted: ["a", "b"],
    refused: ["a-other", null, true, 7, 0.5, "text", [], {}],
  },
  {
    name: "a nullable one",
    schema: { type: ["string", "null"] },
    example: "a",
    keyword: "type",
    accepted: ["example", null, expect.stringContaining("\n"), "", "l".repeat(5_000)],
    refused: [true, 7, 0.5, [], {}],
  },
  {
    name: "items",
    schema: { type: "array", items: { type: "integer" }, minItems: 1, maxItems: 2 },
    example: [1],
    keyword: "maxItems",
    accepted: [[1, 2]],
    refused: [[1, 2, 3]],
  },
  {
    name: "unique items",
    schema: { type: "array", items: { type: "integer" }, uniqueItems: true },
    example: [1],
    keyword: "uniqueItems",
    accepted: [[1, 2]],
    refused: [[1, 1]],
  },
  {
    name: "what a list contains",
    schema: { type: "array", contains: { const: "a" }, maxContains: 1 },
    example: ["a"],
    keyword: "contains",
    accepted: [],
    refused: [[null], ["a", "a"]],
  },
  {
    name: "a tuple",
    schema: { type: "array", prefixItems: [{ type: "string" }], items: false },
    example: ["a"],
    keyword: "items",
    accepted: [],
    refused: [["a", "one more"]],
  },
  {
    name: "required properties",
    schema: { type: "object", required: ["a"], properties: { a: true, b: { type: "string" } } },
    example: { a: 1 },
    keyword: "required",
    accepted: [],
    refused: [{ b: expect.any(String) as unknown }],
  },
  {
    name: "optional properties",
    schema: { type: "object", properties: { a: { type: "boolean" }, b: { type: "null" } } },
    example: {},
    keyword: "properties",
    accepted: [{ b: null }, { a: true }, {}],
    refused: [],
  },
  {
    name: "a closed object",
    schema: { type: "object", properties: { a: { const: 1 } }, additionalProperties: false },
    example: { a: 1 },
    keyword: "additionalProperties",
    accepted: [],
    refused: [{ a: 1, undescribed0: "text" }],
  },
  {
    name: "an open object",
    schema: { type: "object", properties: { a: { const: 1 } } },
    example: { a: 1 },
    keyword: "additionalProperties",
    accepted: [
      { a: 1, undescribed0: "text" },
      expect.objectContaining({ undescribed039: "text" }),
      expect.objectContaining({ a: 1 }),
    ],
    refused: [],
  },
  {
    name: "a number of properties",
    schema: { type: "object", maxProperties: 1, additionalProperties: { type: "integer" } },
    example: { a: 1 },
    keyword: "maxProperties",
    accepted: [{ a: 1 }],
    refused: [{ a: 1, undescribed0: expect.any(Number) as unknown }],
  },
  {
    name: "names of properties",
    schema: { type: "object", propertyNames: { maxLength: 3 } },
    example: { a: 1 },
    keyword: "propertyNames",
    accepted: [],
    refused: [expect.objectContaining({ a: 1 })],
  },
  {
    name: "properties by pattern",
    schema: { type: "object", patternProperties: { "^x-": { type: "string" } } },
    example: { "x-a": "a" },
    keyword: "patternProperties",
    accepted: [],
    refused: [{ "x-a": null }],
  },
  {
    name: "what depends on a property",
    schema: {
      type: "object",
      properties: { a: { type: "integer" }, b: { type: "integer" } },
      dependentRequired: { a: ["b"] },
    },
    example: { a: 1, b: 1 },
    keyword: "dependentRequired",
    accepted: [],
    refused: [{ a: 1 }],
  },
  {
    name: "what is excluded",
    schema: { type: "string", not: { const: "no" } },
    example: "yes",
    keyword: "not",
    accepted: [],
    refused: ["no"],
  },
  {
    name: "alternatives",
    schema: { oneOf: [{ type: "integer" }, { type: "boolean" }] },
    example: 1,
    keyword: "oneOf",
    accepted: [expect.any(Number), true],
    refused: [null, 0.5, "text", [], {}],
  },
  {
    name: "a condition",
    schema: {
      type: "object",
      properties: { a: { enum: [1, 2] }, b: { type: "integer" } },
      required: ["a"],
      if: { properties: { a: { const: 2 } } },
      then: { required: ["b"] },
    },
    example: { a: 1 },
    keyword: "if",
    accepted: [expect.anything()],
    refused: [{ a: 2 }],
  },
];

describe("of a value with", () => {
  test.for(values)(
    "$name, what just keeps it is accepted, and what just breaks it refused",
    ({ schema, example, keyword, accepted, refused }) => {
      const tried = casesOf({ requestBody: json(schema, example), responses: done }, new RegExp(`body/${keyword}/`));
      const sent = (outcome: string) =>
        tried.filter(({ wanted }) => wanted.outcome === outcome).map(({ request }) => request.body?.value);
      expect(sent("accepted")).toEqual(accepted);
      expect(sent("refused")).toEqual(refused);
    },
  );

  test("a deep object in a form, what is in it is tried as well, and written in brackets", () => {
    const born = { type: "object", required: ["day"], properties: { day: { type: "integer", maximum: 31 } } };
    const person = { type: "object", properties: { born: { anyOf: [born, { type: "string", enum: [""] }] } } };
    const schema = { type: "object", properties: { person } };
    const content = {
      "application/x-www-form-urlencoded": {
        schema,
        encoding: { person: { style: "deepObject", explode: true } },
        example: { person: { born: { day: 5 } } },
      },
    };
    const tried = casesOf({ requestBody: { required: true, content }, responses: done }, /person\.born\.day\/maximum/);
    expect(tried.map(({ wanted, request }) => [wanted.outcome, new TextDecoder().decode(request.body?.bytes)])).toEqual(
      [
        ["accepted", "person%5Bborn%5D%5Bday%5D=31"],
        ["refused", "person%5Bborn%5D%5Bday%5D=32"],
      ],
    );
  });

  test("a list or an empty text in a form, another text is a list of one, and so not refused", () => {
    const images = {
      anyOf: [
        { type: "array", items: { type: "string" } },
        { type: "string", enum: [""] },
      ],
    };
    const content = {
      "application/x-www-form-urlencoded": {
        schema: { type: "object", properties: { images } },
        example: { images: ["a"] },
      },
    };
    const tried = casesOf({ requestBody: { required: true, content }, responses: done }, /body\.images\//);
    expect(tried.map(({ wanted }) => wanted.outcome)).not.toContain("refused");
    expect(tried.length).toBeGreaterThan(0);
  });

  test("a list of objects in a form, a list as one of them is written as the whole, and so not refused", () => {
    const item = { type: "object", required: ["key"], properties: { key: { type: "string" } } };
    const schema = { type: "object", properties: { feeds: { type: "array", items: item } } };
    const content = { "application/x-www-form-urlencoded": { schema, example: { feeds: [{ key: "a" }] } } };
    const tried = casesOf({ requestBody: { required: true, content }, responses: done }, /body\.feeds\.0\//);
    expect(tried.map(({ id }) => id.split("/").slice(1).join("/"))).not.toContain("refused/body.feeds.0/type/array");
    expect(tried.length).toBeGreaterThan(0);
    const whole = casesOf({ requestBody: { required: true, content }, responses: done }, /body\.feeds\//);
    expect(whole.map(({ id }) => id.split("/").slice(1).join("/"))).not.toContain("refused/body.feeds/type/object");
    expect(whole.length).toBeGreaterThan(0);
  });

  test("a form of which nothing is described, something is sent as another media type", () => {
    const content = { "application/x-www-form-urlencoded": { schema: { type: "object", properties: {} } } };
    const tried = casesOf({ requestBody: { content }, responses: done }, /content-type/);
    expect(tried.map(({ request }) => request.body?.bytes.length)).not.toContain(0);
    expect(tried.length).toBeGreaterThan(0);
  });

  test("one broken rule, no other one is broken", () => {
    const schema = {
      type: "object",
      required: ["a", "b"],
      properties: { a: { type: "string", minLength: 2 }, b: { type: "array", items: { type: "integer", minimum: 0 } } },
    };
    const { description } = describeOperation({ requestBody: json(schema, { a: "ab", b: [1] }), responses: done });
    const refused = planCases(description).cases.filter(({ id }) => /refused\/body\.(a|b)/.test(id));
    expect(refused.length).toBeGreaterThan(10);
    for (const { request, wanted } of refused) {
      const media = request.body?.media.schema;
      const path = wanted.outcome === "refused" ? wanted.violation?.path : undefined;
      const violations = media ? description.validate(media.pointer, request.body?.value, "request") : [];
      expect(violations.map((each) => each.path.slice(0, path?.length))).toEqual(violations.map(() => path));
    }
  });

  test("an optional parameter, it is sent, left out, and bounded", () => {
    const parameters = [
      { name: "id", in: "path", required: true, schema: { type: "string" }, example: "x" },
      { name: "limit", in: "query", schema: { type: "integer", minimum: 1 }, example: 5 },
      { name: "X-Tag", in: "header", required: true, schema: { type: "string", enum: ["a"] } },
    ];
    const tried = casesOf({ parameters, responses: done }, /query|header/);
    const valuesOf = (place: "query" | "header", outcome: string) =>
      tried
        .filter(({ id, wanted }) => id.includes(`/${place}.`) && wanted.outcome === outcome)
        .map(({ request }) => Object.values(request.parameters[place]));
    expect(valuesOf("query", "accepted")).toEqual(
      [[5], [Number.MAX_SAFE_INTEGER], [1]].map((each) => expect.arrayContaining(each.slice(0, 0)) as unknown),
    );
    expect(valuesOf("query", "refused")).toEqual([[true], [1.5], ["text"], [0]]);
    expect(valuesOf("header", "refused")).toEqual([[], ["a-other"], [true], [7], [0.5], ["text"]]);
  });

  test("a text, what may be a text as well is not refused: it is dropped, and counted", () => {
    const parameters = [{ name: "id", in: "path", required: true, schema: { type: "string" }, example: "x" }];
    const { description } = describeOperation({ parameters, responses: done });
    const { cases, untried } = planCases(description);
    expect(cases.filter(({ id }) => id.includes("refused/path"))).toEqual([]);
    expect(untried.map(({ what }) => what)).toContain("make: a whole number as `id` in the path");
  });
});

test("what breaks a pattern without anchors does not have it anywhere", () => {
  const schema = { type: "string", pattern: "a{3}", maxLength: 3 };
  const { description } = describeOperation({ requestBody: json(schema, "aaa"), responses: done });
  const broken = planCases(description).cases.filter(({ id }) => id.includes("/pattern/other"));
  expect(broken.map(({ request }) => new TextDecoder().decode(request.body?.bytes))).toEqual([
    expect.not.stringContaining("aaa"),
  ]);
});

test("an operation that no server can tell from another one is left out, by its name", () => {
  const get = { responses: { "204": { description: "Done." } } };
  const description = readDescription({
    openapi: "3.1.0",
    info: { title: "Parts", version: "1" },
    paths: { "/parts": { get }, "/parts?all=true": { get }, "/parts#first": { get } },
  });
  const { cases, leftOut } = planCases(description);
  expect(new Set(cases.map(({ operation }) => operation.path))).toEqual(new Set(["/parts"]));
  expect(leftOut.map(({ pointer, message }) => [pointer, /`(.)`/.exec(message)?.[1]])).toEqual([
    ["#/paths/~1parts%3Fall%3Dtrue/get", "?"],
    ["#/paths/~1parts%23first/get", "#"],
  ]);
});
