import { describe, expect, test } from "vitest";
import { exampleOfParameter, exampleRequest, examplesOf } from "../../src/index.ts";
import { readOperation } from "../describe.ts";

const text = { type: "string" };

describe("exampleRequest", () => {
  test("takes what is required, JSON where there is a choice, and written examples first", () => {
    const { description, operation } = readOperation({
      parameters: [
        { name: "isbn", in: "path", schema: { ...text, examples: ["978"] } },
        { name: "page", in: "query", required: true, schema: { type: "integer" }, example: 2 },
        { name: "X-Made", in: "header", required: true, schema: { type: "integer", minimum: 5 } },
        { name: "sid", in: "cookie", required: true, examples: { one: { value: "s-1" } } },
        { name: "left", in: "query", schema: text },
      ],
      requestBody: {
        content: {
          "text/plain": { example: "x" },
          "application/json": { schema: { type: "object", examples: [{ title: "Persuasion" }] } },
        },
      },
    });
    expect(exampleRequest(description, operation)).toEqual({
      parameters: { path: { isbn: "978" }, query: { page: 2 }, header: { "X-Made": 5 }, cookie: { sid: "s-1" } },
      mediaType: "application/json",
      body: { title: "Persuasion" },
      missing: [],
    });
  });

  test.for([
    { name: "of those that are listed", schema: { enum: ["", "..", "full"] }, want: "full" },
    { name: "of those that are written", schema: { ...text, examples: [".", "a"] }, want: "a" },
    { name: "a word where the default is empty", schema: { ...text, default: "" }, want: "example" },
    { name: "a word that keeps the rules", schema: { ...text, default: "", maxLength: 1 }, want: "1" },
    { name: "the first one where no other is known", schema: { enum: [""] }, want: "" },
  ])("takes what can stand in a path: $name", ({ schema, want }) => {
    const { description, operation } = readOperation({ parameters: [{ name: "part", in: "path", schema }] });
    expect(exampleRequest(description, operation).parameters.path).toEqual({ part: want });
  });

  test("takes no blank for a header", () => {
    const parameters = [{ name: "X-Trace", in: "header", required: true, schema: { ...text, default: "" } }];
    const { description, operation } = readOperation({ parameters });
    expect(exampleRequest(description, operation).parameters.header).toEqual({ "X-Trace": "example" });
  });

  test("without a body", () => {
    const { description, operation } = readOperation({});
    const none = { path: {}, query: {}, header: {}, cookie: {} };
    expect(exampleRequest(description, operation)).toEqual({ parameters: none, missing: [] });
  });

  test("says what is missing, and where", () => {
    const { description, operation } = readOperation({
      parameters: [{ name: "a", in: "query", required: true, schema: false }],
      requestBody: { content: { "application/json": { schema: false } } },
    });
    const { missing, ...request } = exampleRequest(description, operation);
    expect(missing.map(({ pointer }) => pointer)).toEqual([
      "#/paths/~1things/post/parameters/0/schema",
      "#/paths/~1things/post/requestBody/content/application~1json",
    ]);
    expect(request).toEqual({
      parameters: { path: {}, query: {}, header: {}, cookie: {} },
      mediaType: "application/json",
    });
  });

  test("a parameter that is called like what every object has", () => {
    const parameters = ["__proto__", "constructor"].map((name) => ({
      name,
      in: "query",
      required: true,
      schema: { const: 1 },
    }));
    const { description, operation } = readOperation({ parameters });
    const { query } = exampleRequest(description, operation).parameters;
    expect(Object.entries(query)).toEqual([
      ["__proto__", 1],
      ["constructor", 1],
    ]);
  });
});

describe("examplesOf", () => {
  test.for<[name: string, mediaType: string, media: object, want: unknown[]]>([
    [
      "those that are written",
      "application/json",
      { examples: { a: { value: 1 }, b: { value: 2 } }, schema: text },
      [1, 2],
    ],
    [
      "those that are written, without what is only answered",
      "application/json",
      {
        examples: { a: { value: { users: [{ id: 1, name: "Ada", more: true }] } } },
        schema: {
          type: "object",
          properties: {
            users: {
              type: "array",
              items: { type: "object", properties: { id: { type: "integer", readOnly: true }, name: text } },
            },
          },
        },
      },
      [{ users: [{ name: "Ada", more: true }] }],
    ],
    ["that of the schema", "application/json", { schema: { ...text, examples: ["a"] } }, ["a"]],
    [
      "a made one",
      "application/json",
      { schema: { type: "object", properties: { id: { ...text, readOnly: true } } } },
      [{}],
    ],
    ["a file, where nothing is said of bytes", "image/png", {}, ["file.bin"]],
    ["none, where nothing is said", "application/json", {}, []],
    ["none, where none can be made", "application/json", { schema: false }, []],
  ])("%s", ([, mediaType, media, want]) => {
    const { description, operation } = readOperation({ requestBody: { content: { [mediaType]: media } } });
    const [content] = operation.requestBody?.content ?? [];
    expect(content && examplesOf(description, content, "request").map(({ value }) => value)).toEqual(want);
  });
});

test("exampleOfParameter says where none can be made", () => {
  const { description, operation } = readOperation({ parameters: [{ name: "a", in: "query", schema: false }] });
  const [parameter] = operation.parameters;
  expect(parameter && exampleOfParameter(description, parameter)).toMatchObject({
    pointer: "#/paths/~1things/post/parameters/0/schema",
  });
});
