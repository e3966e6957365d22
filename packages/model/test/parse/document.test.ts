import { describe, expect, test } from "vitest";
import { exampleRequest, isPublic, readDescription } from "../../src/index.ts";
import { documentWith, only, read, readOperation } from "../describe.ts";

const ok = { responses: { 200: { description: "Fine." } } };

const description = read({
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
      unused: { type: "http", scheme: "Basic" },
    },
    parameters: { Isbn: { name: "isbn", in: "path", required: true, schema: { type: "string", examples: ["978"] } } },
    responses: {
      Book: {
        description: "The book.",
        content: { "application/json": { schema: {}, examples: { emma: { $ref: "#/components/examples/Emma" } } } },
      },
    },
    examples: { Emma: { summary: "A novel", value: { title: "Emma" } } },
    schemas: { Book: { type: "object", examples: [{ title: "Persuasion" }] } },
  },
});
const [get, put, patch] = description.operations;

describe("what an operation inherits", () => {
  test("is named by its method and path without an operationId", () => {
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
    expect(get?.responses).toMatchObject([
      {
        status: "200",
        description: "The book.",
        pointer: "#/components/responses/Book",
        content: [
          {
            mediaType: "application/json",
            examples: [
              {
                name: "emma",
                summary: "A novel",
                value: { title: "Emma" },
                pointer: "#/components/examples/Emma/value",
              },
            ],
            pointer: "#/components/responses/Book/content/application~1json",
          },
        ],
      },
    ]);
  });

  test("hands security and servers down, unless the operation has its own", () => {
    expect(get?.security.map((all) => all.map(({ scheme }) => scheme.key))).toEqual([["key"]]);
    expect(put?.security).toEqual([]);
    expect(patch?.security.map((all) => all.map(({ scheme }) => scheme.key))).toEqual([["key"], []]);
    expect([get, put, patch].map((operation) => operation && isPublic(operation.security))).toEqual([
      false,
      true,
      true,
    ]);
    expect([get, put].map((operation) => [operation?.servers[0]?.url, operation?.ownServers])).toEqual([
      ["https://library.test", false],
      ["https://write.library.test", true],
    ]);
  });

  test("a request has the first example of all that is required, and JSON where there is a choice", () => {
    expect(put && exampleRequest(description, put)).toEqual({
      parameters: { path: { isbn: "978" }, query: { page: 1 }, header: {}, cookie: {} },
      mediaType: "application/json",
      body: { title: "Persuasion" },
      missing: [],
    });
  });
});

describe("a path item behind a reference", () => {
  const { operations } = read({
    security: [{ weak: [] }],
    servers: [{ url: "https://default.test" }],
    paths: { "/keys": { $ref: "#/components/pathItems/Keys" }, "/copies": { $ref: "#/components/pathItems/Keys" } },
    components: {
      securitySchemes: {
        weak: { type: "apiKey", in: "query", name: "k" },
        strong: { type: "http", scheme: "bearer" },
      },
      pathItems: {
        Keys: {
          servers: [{ url: "https://keys.test" }],
          post: { operationId: "cut", security: [{ strong: [] }], ...ok },
        },
      },
    },
  });

  test("keeps its own credentials and servers, on each path", () => {
    expect(
      operations.map(({ path, security, servers }) => [path, security[0]?.[0]?.scheme.key, servers[0]?.url]),
    ).toEqual([
      ["/keys", "strong", "https://keys.test"],
      ["/copies", "strong", "https://keys.test"],
    ]);
  });

  test("tells where it stands, and names the second operation otherwise", () => {
    expect(operations.map(({ id, pointer }) => [id, pointer])).toEqual([
      ["cut", "#/components/pathItems/Keys/post"],
      ["cut2", "#/components/pathItems/Keys/post"],
    ]);
  });
});

describe("names of operations", () => {
  test.for([
    ["ids that differ in case", ["getKey", "GetKey"], ["getKey", "GetKey2"]],
    ["one id twice", ["a", "a", "a"], ["a", "a2", "a3"]],
    ["a number that is taken", ["a", "a2", "a"], ["a", "a2", "a3"]],
    ["a name that is made, and one that is written", [undefined, "get1"], ["getX0", "get1"]],
  ] as const)("%s", ([, ids, want]) => {
    const paths = Object.fromEntries(
      ids.map((operationId, i) => [`/x${i}`, { get: { ...(operationId && { operationId }), ...ok } }]),
    );
    const made = read({ paths });
    expect(made.operations.map(({ id }) => id)).toEqual(want);
    expect(made.warnings).toHaveLength(want.filter((name, i) => ids[i] !== undefined && name !== ids[i]).length);
  });

  test("made names never take a written one", () => {
    const { operations } = read({
      paths: { "/key": { get: ok }, "/other": { get: { operationId: "getKey", ...ok } } },
    });
    expect(operations.map(({ id }) => id)).toEqual(["getKey2", "getKey"]);
  });
});

describe("parameters", () => {
  const parameterOf = (parameter: object) => readOperation({ parameters: [parameter], ...ok });

  test.for(["Accept", "content-type", "AUTHORIZATION"])("the header %s is none, which is said", (name) => {
    const { operation, description: made } = parameterOf({ in: "header", name, schema: {} });
    expect(operation.parameters).toEqual([]);
    expect(made.warnings).toMatchObject([{ pointer: "#/paths/~1things/post/parameters/0" }]);
  });

  test.for([
    [{ in: "query" }, { style: "form", explode: true }],
    [
      { in: "query", style: "pipeDelimited" },
      { style: "pipeDelimited", explode: false },
    ],
    [{ in: "path" }, { style: "simple", explode: false, required: true }],
    [
      { in: "header", explode: true },
      { style: "simple", explode: true },
    ],
    [{ in: "cookie" }, { style: "form", explode: true }],
    [{ in: "cookie", style: "cookie" }, { style: "form" }],
    [{ in: "query", content: { "application/json": { schema: { type: "array" } } } }, { json: true }],
  ] as const)("%j", ([given, want]) => {
    const { operation } = parameterOf({ name: "p", ...given, ...("content" in given ? {} : { schema: {} }) });
    expect(operation.parameters).toMatchObject([want]);
  });

  test("a place that nobody knows is named, and left out", () => {
    const { operation, description: made } = parameterOf({ in: "querystring", name: "q", content: {} });
    expect([operation.parameters, made.unsupported.length]).toEqual([[], 1]);
  });
});

describe("security", () => {
  const schemes = {
    oauth: {
      type: "oauth2",
      flows: {
        clientCredentials: {
          tokenUrl: "https://t.test",
          refreshUrl: "https://r.test",
          scopes: { "locks:open": "Open locks." },
        },
        implicit: { authorizationUrl: "https://a.test", scopes: {} },
      },
    },
    odd: { type: "magic" },
  };

  test("flows with their URLs and scopes; alternatives with theirs", () => {
    const { operation, description: made } = readOperation(
      { security: [{ oauth: ["locks:open"] }, { odd: [] }, { nobody: [] }], ...ok },
      { components: { securitySchemes: schemes } },
    );
    expect(operation.security.map((all) => all.map(({ scheme, scopes }) => [scheme.type, ...scopes]))).toEqual([
      [["oauth2", "locks:open"]],
      [["unknown"]],
      [["unknown"]],
    ]);
    expect(made.securitySchemes[0]).toMatchObject({
      flows: [
        { flow: "implicit", authorizationUrl: "https://a.test", scopes: [] },
        {
          flow: "clientCredentials",
          tokenUrl: "https://t.test",
          refreshUrl: "https://r.test",
          scopes: [{ name: "locks:open", description: "Open locks." }],
        },
      ],
    });
    expect(made.unsupported.map(({ pointer }) => pointer)).toEqual([
      "#/components/securitySchemes/odd",
      "#/paths/~1things/post/security/2/nobody",
    ]);
  });
});

describe("responses", () => {
  const { operation } = readOperation({
    responses: {
      "4xx": {
        description: "No.",
        headers: {
          "Content-Type": { schema: {} },
          "x-rate-limit": { required: true, schema: { type: "integer", description: "Per minute." } },
        },
        links: { next: { operationId: "again", parameters: { "path.id": "$response.body#/id" } } },
      },
      default: { description: "Else." },
    },
  });

  test("ranges in upper case, headers but for the media type, and links", () => {
    expect(operation.responses).toMatchObject([
      {
        status: "4XX",
        headers: [{ name: "x-rate-limit", required: true, description: "Per minute.", schema: { kind: "integer" } }],
        links: [{ name: "next", operationId: "again", parameters: { "path.id": "$response.body#/id" } }],
      },
      { status: "default", content: [] },
    ]);
  });
});

describe("webhooks and callbacks", () => {
  test("are operations, apart from those of the paths", () => {
    const { operations, webhooks } = read({
      webhooks: { lockOpened: { post: { operationId: "onOpened", ...ok } } },
      paths: {
        "/watch": {
          post: {
            callbacks: { told: { "{$request.body#/url}": { put: { operationId: "tell", ...ok } } } },
            ...ok,
          },
        },
      },
    });
    expect(webhooks.map(({ id, path }) => [id, path])).toEqual([["onOpened", "lockOpened"]]);
    expect(only(operations).callbacks).toMatchObject([
      { name: "told", operations: [{ id: "tell", method: "PUT", path: "{$request.body#/url}" }] },
    ]);
  });
});

describe("what can't be read", () => {
  test.for([
    [{ openapi: "4.0.0" }, /#\/openapi: .*not "4.0.0"/],
    [{ swagger: "2.0" }, /not "2.0"/],
    [{}, /not nothing/],
    [documentWith({ paths: { "/a": { $ref: "./a.yaml" } } }), /#\/paths\/~1a: .*Bundle it first/],
    [documentWith({ paths: { "/a": { $ref: "#/nowhere" } } }), /#\/paths\/~1a: .*leads nowhere/],
    [
      documentWith({
        paths: { "/a": { get: { parameters: [{ $ref: "#/components/parameters/A" }] } } },
        components: { parameters: { A: { $ref: "#/components/parameters/A" } } },
      }),
      /in a circle/,
    ],
  ] as const)("%j", ([document, says]) => expect(() => readDescription(document)).toThrow(says));
});
