import { describe, expect, test } from "vitest";
import { readOperation } from "../describe.ts";

const read = (parameter: object) => {
  const { description, operation } = readOperation({ parameters: [parameter] });
  return { parameter: operation.parameters[0], description };
};

describe("parameters (section 4.8.12)", () => {
  test.for([
    ["path", "simple", false, true],
    ["query", "form", true, false],
    ["header", "simple", false, false],
    ["cookie", "form", true, false],
  ] as const)("in %s: style %s, explode %s, required %s", ([location, style, explode, required]) => {
    expect(read({ name: "a", in: location, schema: {} }).parameter).toMatchObject({
      in: location,
      style,
      explode,
      required,
      json: false,
      allowReserved: false,
      allowEmptyValue: false,
      deprecated: false,
    });
  });

  test.for([
    ["matrix", {}, "matrix", false],
    ["label", { explode: true }, "label", true],
    ["form", { explode: false }, "form", false],
    ["spaceDelimited", {}, "spaceDelimited", false],
    ["deepObject", { explode: true }, "deepObject", true],
    ["cookie", {}, "form", true],
    ["nonsense", {}, "form", true],
  ] as const)("the style %s with %j", ([style, fields, want, explode]) => {
    expect(read({ name: "a", in: "query", style, ...fields }).parameter).toMatchObject({ style: want, explode });
  });

  test("what it says, and what its schema says", () => {
    const schema = { type: "string", description: "Of the schema", deprecated: true, examples: ["a"] };
    const fields = { name: "a", in: "query", allowEmptyValue: true, allowReserved: true, "x-own": 1, schema };
    expect(read(fields).parameter).toMatchObject({
      description: "Of the schema",
      deprecated: true,
      allowEmptyValue: true,
      allowReserved: true,
      extensions: { "x-own": 1 },
      examples: [{ value: "a" }],
      schema: { kind: "string" },
    });
    expect(read({ ...fields, description: "Own", example: "b" }).parameter).toMatchObject({
      description: "Own",
      examples: [{ value: "b" }],
    });
  });

  test("what is reserved is encoded in a path, whatever it says", () => {
    const parameter = { name: "a", in: "path", allowReserved: true, schema: { type: "string" } };
    expect(read(parameter).parameter?.allowReserved).toBe(false);
  });

  test("by its content, it is written as JSON", () => {
    const content = { "application/json": { schema: { type: "object" }, example: { a: 1 } } };
    expect(read({ name: "a", in: "query", content }).parameter).toMatchObject({
      json: true,
      content: { mediaType: "application/json" },
      schema: { kind: "object" },
      examples: [{ value: { a: 1 } }],
    });
  });

  test("without a schema, it is any value", () => {
    expect(read({ name: "a", in: "query" }).parameter?.schema.kind).toBe("any");
  });

  test.for(["Accept", "content-type", "AUTHORIZATION"])("the header %s is ignored, with a warning", (name) => {
    const { parameter, description } = read({ name, in: "header", schema: {} });
    expect(parameter).toBeUndefined();
    expect(description.warnings).toMatchObject([{ pointer: "#/paths/~1things/post/parameters/0" }]);
    expect(read({ name, in: "query", schema: {} }).parameter).toMatchObject({ name });
  });

  test.for(["query", "header"])("without a name, in %s: not supported, with its place", (location) => {
    const { parameter, description } = read({ name: "", in: location, schema: {} });
    expect(parameter).toBeUndefined();
    expect(description.unsupported).toMatchObject([{ pointer: "#/paths/~1things/post/parameters/0" }]);
  });

  test.for(["Content-Length", "host", "Transfer-Encoding", "The key"])(
    "the header %s: not supported, with its place",
    (name) => {
      const { parameter, description } = read({ name, in: "header", schema: {} });
      expect(parameter).toBeUndefined();
      expect(description.unsupported).toMatchObject([{ pointer: "#/paths/~1things/post/parameters/0" }]);
      expect(read({ name, in: "query", schema: {} }).parameter).toMatchObject({ name });
    },
  );

  test.for(["querystring", "body", "constructor", ""])("in %j: not supported, with its place", (location) => {
    const { parameter, description } = read({ name: "a", in: location });
    expect(parameter).toBeUndefined();
    expect(description.unsupported).toMatchObject([{ pointer: "#/paths/~1things/post/parameters/0" }]);
  });
});
