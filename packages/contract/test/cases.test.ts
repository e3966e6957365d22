import { describe, expect, test } from "vitest";
import { planCases } from "../src/index.ts";
import { describeOperation } from "./describe-operation.ts";

const done = { "204": { description: "Done." } };
const text = (example?: string) => ({ schema: { type: "string" }, ...(example !== undefined && { example }) });
const Pair = {
  type: "object",
  required: ["left"],
  properties: { left: { type: "object", required: ["name"], properties: { name: { type: "string" }, "a.b": true } } },
};
const json = (schema: object, example: unknown, required = true) => ({
  required,
  content: { "application/json": { schema, example } },
});
const securitySchemes = {
  token: { type: "http", scheme: "bearer" },
  login: { type: "oauth2", flows: {} },
  key: { type: "apiKey", in: "query", name: "key" },
  seal: { type: "apiKey", in: "cookie", name: "seal" },
  certificate: { type: "mutualTLS" },
};

/** `make` begins each name, and is left out here. */
const rows: { name: string; operation: object; cases: string[]; leftOut?: string[] }[] = [
  {
    name: "no body, no credentials",
    operation: { responses: done },
    cases: ["accepts a valid request", "answers the documented 204"],
  },
  {
    name: "a range, `default` and a success: each has a status of its own",
    operation: { responses: { "400": {}, "4xx": {}, "5XX": {}, default: {}, "200": {}, "202": {} } },
    cases: [
      "accepts a valid request",
      "answers the documented 200",
      "answers the documented 202",
      "answers the documented 400",
      "answers the documented 4XX, as 401",
      "answers the documented 5XX, as 500",
      "answers the documented default, as 300",
    ],
  },
  {
    name: "`default` as the only success",
    operation: { responses: { default: {}, "404": {} } },
    cases: ["accepts a valid request", "answers the documented 404", "answers the documented default, as 200"],
  },
  {
    name: "an interim response, and no success",
    operation: { responses: { "103": {}, "404": {} } },
    cases: ["answers the documented 404"],
    leftOut: [
      "#/paths/~1things~1%7Bid%7D/post No success is described: what it accepts is not tried.",
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
    cases: [
      "accepts the example short as text/plain",
      "accepts the example with $name and %s as text/plain",
      "accepts a request without a body",
      "answers the documented 204",
    ],
    leftOut: [
      "#/paths/~1things~1%7Bid%7D/post/requestBody/content/application~1xml/example Only texts are written as application/xml, and its example is none.",
    ],
  },
  {
    name: "required properties, down to the last branch",
    operation: { requestBody: json(Pair, { left: { name: "x" } }), responses: done },
    cases: [
      "accepts a valid request",
      "answers the documented 204",
      "is refused without a body",
      "is refused without left",
      "is refused without left.name",
    ],
  },
  {
    name: "required properties of a merged schema, of the items of a list, and of a choice",
    operation: {
      requestBody: json(
        {
          allOf: [{ type: "object", required: ["list"] }, { properties: { list: { type: "array", items: Pair } } }],
          properties: {
            choice: {
              oneOf: [
                { type: "object", required: ["a"], properties: { a: { type: "string" } } },
                { type: "object", required: ["b"], properties: { b: { type: "string" } } },
              ],
            },
          },
        },
        { list: [{ left: { name: "x" } }, {}], choice: { a: "x" } },
        false,
      ),
      responses: done,
    },
    cases: [
      "accepts a valid request",
      "accepts a request without a body",
      "answers the documented 204",
      "is refused without choice.a",
      "is refused without list",
      "is refused without list.0.left",
      "is refused without list.0.left.name",
    ],
  },
  {
    name: "what is valid without a property that one alternative requires",
    operation: {
      requestBody: json(
        { anyOf: [{ type: "object", required: ["a"], properties: { a: true } }, { type: "object" }] },
        { a: 1 },
      ),
      responses: done,
    },
    cases: ["accepts a valid request", "answers the documented 204", "is refused without a body"],
  },
  {
    name: "names that would be the same",
    operation: {
      requestBody: json(
        {
          type: "object",
          required: ["a.b", "a"],
          properties: { a: { type: "object", required: ["b"], properties: { b: true } }, "a.b": true },
        },
        { "a.b": 1, a: { b: 1 } },
        false,
      ),
      responses: done,
    },
    cases: [
      "accepts a valid request",
      "accepts a request without a body",
      "answers the documented 204",
      "is refused without a",
      "is refused without a.b",
      "is refused without a.b (2)",
    ],
  },
  {
    name: "two credentials together",
    operation: { security: [{ token: [], key: [] }], responses: done },
    cases: [
      "accepts a valid request",
      "answers the documented 204",
      "is refused without token",
      "is refused without key",
    ],
  },
  {
    name: "alternatives",
    operation: { security: [{ token: [] }, { key: [], seal: [] }], responses: done },
    cases: [
      "accepts a valid request",
      "answers the documented 204",
      "accepts token",
      "accepts key and seal",
      "is refused without credentials",
      "is refused without key, where key and seal are needed",
      "is refused without seal, where key and seal are needed",
    ],
  },
  {
    name: "an alternative that is part of another one, or written as one",
    operation: { security: [{ token: [], key: [] }, { login: [] }], responses: done },
    cases: [
      "accepts a valid request",
      "answers the documented 204",
      "accepts token and key",
      "accepts login",
      "is refused without token, where token and key are needed",
      "is refused without credentials",
    ],
  },
  {
    name: "optional credentials",
    operation: { security: [{}, { token: [] }], responses: done },
    cases: [
      "accepts a valid request",
      "answers the documented 204",
      "accepts a request without credentials",
      "accepts token",
    ],
  },
  {
    name: "a credential that no request shows",
    operation: { security: [{ certificate: [] }], responses: done },
    cases: [],
    leftOut: ["#/paths/~1things~1%7Bid%7D/post None of its security requirements can be met."],
  },
  {
    name: "a method that is not sent",
    operation: { method: "trace", responses: done },
    cases: [],
    leftOut: ["#/paths/~1things~1%7Bid%7D/trace `fetch` does not send TRACE."],
  },
  {
    name: "a method that is sent without a body",
    operation: { method: "get", requestBody: { content: { "text/plain": text("a") } }, responses: done },
    cases: ["accepts a request without a body", "answers the documented 204"],
    leftOut: [
      "#/paths/~1things~1%7Bid%7D/get/requestBody/content/text~1plain `fetch` sends no body with GET: its body is not tried.",
    ],
  },
  {
    name: "a parameter that has no value",
    operation: {
      parameters: [
        { name: "id", in: "path", required: true, schema: { type: "string", pattern: "^a$", minLength: 3 } },
      ],
      responses: done,
    },
    cases: [],
    leftOut: [expect.stringMatching(/^#.*parameters\/0\/schema No example of `id` can be made/)],
  },
];

describe("cases of an operation with", () => {
  test.for(rows)("$name", ({ operation, cases, leftOut = [] }) => {
    const plan = planCases(describeOperation(operation, { securitySchemes }).description);
    expect(plan.cases.map(({ name }) => name.replace(/^make /, ""))).toEqual(cases);
    expect(plan.leftOut.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual(leftOut);
  });

  test("several alternatives send the first one that can be sent", () => {
    const security = [{ certificate: [], token: [] }, { key: [] }, { seal: [] }];
    const { cases, leftOut } = planCases(
      describeOperation({ security, responses: done }, { securitySchemes }).description,
    );
    expect(cases[0]?.request.credentials.map(({ key }) => key)).toEqual(["key"]);
    expect(leftOut.map(({ message }) => message)).toEqual([
      "No credential can be made up for `certificate` (mutualTLS).",
    ]);
  });

  test("the same description are the same each time", () => {
    const plan = () =>
      planCases(describeOperation({ requestBody: json(Pair, { left: { name: "x" } }), responses: done }).description);
    expect(JSON.stringify(plan())).toBe(JSON.stringify(plan()));
  });
});
