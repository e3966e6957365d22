import { describe, expect, test } from "vitest";
import { exampleRequest, readDescription } from "../dist/index.js";

const description = readDescription({
  openapi: "3.1.0",
  info: { title: "Library", version: "1" },
  servers: [{ url: "https://library.test" }],
  security: [{ key: [] }],
  paths: {
    "/books/{isbn}": {
      parameters: [
        { $ref: "#/components/parameters/Isbn" },
        { name: "page", in: "query", required: true, description: "of the path", schema: { type: "integer" } },
      ],
      get: {
        parameters: [{ name: "page", in: "query", description: "of the operation", schema: {}, example: 2 }],
        responses: { "200": { $ref: "#/components/responses/Book" }, "x-note": {} },
      },
      put: {
        operationId: "putBook",
        security: [],
        servers: [{ url: "https://write.library.test" }],
        requestBody: {
          content: {
            "text/plain": { example: "x" },
            "application/json": { schema: { $ref: "#/components/schemas/Book" } },
          },
        },
        responses: {},
      },
      patch: { security: [{ key: [] }, {}], responses: {} },
    },
  },
  components: {
    securitySchemes: {
      key: { type: "apiKey", in: "header", name: "X-Key" },
      unused: { type: "http", scheme: "basic" },
    },
    parameters: { Isbn: { name: "isbn", in: "path", required: true, schema: { type: "string", examples: ["978"] } } },
    responses: {
      Book: {
        description: "The book.",
        content: { "application/json": { schema: {}, examples: { emma: { $ref: "#/components/examples/Emma" } } } },
      },
    },
    examples: { Emma: { summary: "A novel", value: { title: "Emma" } } },
    schemas: {
      Book: { type: "object", examples: [{ title: "Persuasion" }] },
      "a/b ~c": { type: "string" },
      Loop: { $ref: "#/components/schemas/Loop" },
    },
  },
});
const [get, put, patch] = description.operations;

describe("readDescription", () => {
  test("names an operation without an operationId by its method and path", () => {
    expect(description.operations.map(({ id, method }) => [id, method])).toEqual([
      ["getBooksIsbn", "GET"],
      ["putBook", "PUT"],
      ["patchBooksIsbn", "PATCH"],
    ]);
  });

  test("joins the path's parameters and the operation's, of which the latter win", () => {
    expect(get?.parameters.map(({ name, required, description: words }) => [name, required, words])).toEqual([
      ["isbn", true, ""],
      ["page", false, "of the operation"],
    ]);
  });

  test("resolves responses and examples, and tells where they stand", () => {
    expect(get?.responses).toEqual([
      {
        status: "200",
        description: "The book.",
        content: [
          {
            mediaType: "application/json",
            schema: {},
            examples: [{ name: "emma", summary: "A novel", value: { title: "Emma" } }],
            pointer: "#/components/responses/Book/content/application~1json",
          },
        ],
      },
    ]);
  });

  test("hands security and servers down, unless the operation has its own", () => {
    expect(get?.security.map((requirement) => requirement.map(({ key }) => key))).toEqual([["key"]]);
    expect(put?.security).toEqual([]);
    expect(patch?.security, "an empty requirement makes credentials optional").toEqual([]);
    expect([get, put].map((operation) => operation?.servers[0]?.url)).toEqual([
      "https://library.test",
      "https://write.library.test",
    ]);
  });

  test("follows references with escapes, and says where one leads nowhere or in a circle", () => {
    expect(description.schema({ $ref: "#/components/schemas/a~1b%20~0c" })).toEqual({ type: "string" });
    expect(description.schema({ $ref: "#/components/schemas/Book", description: "Mine." })).toMatchObject({
      type: "object",
      description: "Mine.",
    });
    expect(() => description.schema({ $ref: "#/components/schemas/Nothing" })).toThrow("leads nowhere");
    expect(() => description.schema({ $ref: "#/components/schemas/Loop" })).toThrow("in a circle");
    expect(() => description.schema({ $ref: "./other.yaml" })).toThrow("Bundle it first");
  });
});

test("exampleRequest prefers JSON, and takes examples wherever they stand", () => {
  expect(put && exampleRequest(put)).toEqual({
    parameters: { path: { isbn: "978" }, query: { page: 1 }, header: {}, cookie: {} },
    mediaType: "application/json",
    body: { title: "Persuasion" },
  });
});
