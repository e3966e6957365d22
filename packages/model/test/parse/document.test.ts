import { describe, expect, test } from "vitest";
import { readDescription } from "../../src/index.ts";
import { documentWith, read } from "../describe.ts";

describe("the document (section 4.8.1)", () => {
  test("info, tags, servers and external documentation", () => {
    const info = {
      title: "Things",
      version: "1.2",
      summary: "In short",
      description: "At length",
      termsOfService: "https://a.test/terms",
      contact: { name: "Ada", url: "https://a.test", email: "ada@a.test" },
      license: { name: "MIT", identifier: "MIT" },
    };
    const tag = {
      name: "a",
      description: "An a",
      externalDocs: { url: "https://a.test/a" },
      summary: "A",
      parent: "b",
      kind: "nav",
    };
    const server = { url: "https://{region}.a.test", description: "Ours" };
    const region = { default: "eu", enum: ["eu"], description: "Where" };
    const externalDocs = { url: "https://a.test/docs" };

    expect(read({ info, tags: [tag], servers: [{ ...server, variables: { region } }], externalDocs })).toMatchObject({
      openapi: "3.1.0",
      info,
      tags: [tag],
      servers: [{ ...server, variables: [{ name: "region", ...region }] }],
      externalDocs,
    });
  });

  test.for([
    ["no version", {}, "#/openapi"],
    ["Swagger 2.0", { swagger: "2.0" }, '"2.0"'],
    ["a version to come", { openapi: "4.0.0" }, '"4.0.0"'],
  ] as const)("refuses %s", ([, document, message]) => {
    expect(() => readDescription(document)).toThrow(message);
  });

  test.for(["3.0.0", "3.0.4", "3.1.0", "3.1.1", "3.2.0"])("reads %s", (openapi) => {
    expect(readDescription({ ...documentWith({}), openapi }).openapi).toBe(openapi);
  });

  test("extensions of paths are no paths", () => {
    expect(read({ paths: { "x-note": { get: {} } } }).operations).toEqual([]);
  });

  test("a dialect that is not 2020-12 is reported", () => {
    const dialects = ["https://spec.openapis.org/oas/3.1/dialect/base", "http://json-schema.org/draft-07/schema#"];
    expect(
      dialects.map((jsonSchemaDialect) => read({ jsonSchemaDialect }).unsupported.map(({ pointer }) => pointer)),
    ).toEqual([[], ["#/jsonSchemaDialect"]]);
  });
});

describe("references (section 4.8.23)", () => {
  const withParameter = (parameter: unknown, parameters: object) =>
    read({ paths: { "/a": { get: { parameters: [parameter] } } }, components: { parameters } }).operations[0]
      ?.parameters;

  test("only the summary and the description beside a reference count", () => {
    const ref = { $ref: "#/components/parameters/Id", description: "Mine", required: true, name: "other" };
    expect(withParameter(ref, { Id: { name: "id", in: "query", description: "Its" } })).toMatchObject([
      { name: "id", required: false, description: "Mine" },
    ]);
  });

  test.for([
    ["#/components/parameters/a~1b%20~0c", "a/b ~c"],
    ["#/components/parameters/a~1b ~0c", "a/b ~c"],
    ["#/components/parameters/100%25", "100%"],
    ["#/components/parameters/%C3%A9", "é"],
    ["#/components/parameters/é", "é"],
  ] as const)("%s", ([$ref, name]) => {
    expect(withParameter({ $ref }, { [name]: { name: "found", in: "query" } })).toMatchObject([{ name: "found" }]);
  });

  test.for([
    ["leads nowhere", "#/components/parameters/None", {}, "#/paths/~1a/get/parameters/0: "],
    [
      "leads in a circle",
      "#/components/parameters/A",
      { A: { $ref: "#/components/parameters/B" }, B: { $ref: "#/components/parameters/A" } },
      "#/paths/~1a/get/parameters/0: ",
    ],
    ["leads out of the document", "./other.yaml", {}, "Bundle it first"],
    ["leads to no anchor", "#none", {}, "no anchor"],
  ] as const)("a reference that %s is told with its place", ([, $ref, parameters, message]) => {
    expect(() => withParameter({ $ref }, parameters)).toThrow(message);
  });
});
