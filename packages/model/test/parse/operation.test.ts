import { describe, expect, test } from "vitest";
import { isPublic, readDescription } from "../../src/index.ts";
import { documentWith, only, read, readOperation } from "../describe.ts";

const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

describe("an operation (section 4.8.10)", () => {
  test("has what is written, and says where it stands", () => {
    const { operation } = readOperation({
      operationId: "addThing",
      summary: "Add a thing",
      description: "Adds it.",
      tags: ["things"],
      deprecated: true,
      externalDocs: { url: "https://docs.test", description: "More" },
      "x-own": { a: 1 },
    });
    expect(operation).toMatchObject({
      id: "addThing",
      operationId: "addThing",
      method: "POST",
      path: "/things",
      summary: "Add a thing",
      description: "Adds it.",
      tags: ["things"],
      deprecated: true,
      externalDocs: { url: "https://docs.test", description: "More" },
      extensions: { "x-own": { a: 1 } },
      pointer: "#/paths/~1things/post",
      servers: [{ url: "/", variables: [] }],
      ownServers: false,
      security: [],
      parameters: [],
      responses: [],
      callbacks: [],
    });
  });

  test("takes the summary and the description of its path where it has none", () => {
    const item = { summary: "Of the path", description: "Also of the path" };
    expect(readOperation({ summary: "Own" }, {}, item).operation).toMatchObject({
      summary: "Own",
      description: "Also of the path",
    });
  });
});

describe("what is inherited", () => {
  const [ofDocument, ofPath, ofOperation] = ["document", "path", "operation"].map((name) => ({
    url: `https://${name}.test`,
  }));
  const hosts = { document: [ofDocument], path: [ofPath], operation: [ofOperation] };

  test.for([
    ["the document's", hosts.document, undefined, undefined, "https://document.test", false],
    ["the path's", hosts.document, hosts.path, undefined, "https://path.test", true],
    ["the operation's", hosts.document, hosts.path, hosts.operation, "https://operation.test", true],
    ["an empty list is none", hosts.document, hosts.path, [], "https://path.test", true],
    ["none at all", undefined, undefined, undefined, "/", false],
  ] as const)("servers: %s", ([, document, path, own, url, ownServers]) => {
    const { operation } = readOperation({ servers: own }, { servers: document }, { servers: path });
    expect(operation).toMatchObject({ servers: [{ url }], ownServers });
  });

  const key = { type: "apiKey", in: "header", name: "X-Key" };
  const components = { securitySchemes: { key, basic: { type: "http", scheme: "Basic" } } };

  test.for<[name: string, security: unknown, want: string[][], open: boolean]>([
    ["the document's", undefined, [["key"]], false],
    ["its own", [{ basic: [] }], [["basic"]], false],
    ["none", [], [], true],
    ["optional", [{ key: [] }, {}], [["key"], []], true],
    ["alternatives, in their order", [{ basic: [], key: [] }, { key: [] }], [["basic", "key"], ["key"]], false],
  ])("security: %s", ([, security, want, open]) => {
    const operation = security === undefined ? {} : { security };
    const { operation: read } = readOperation(operation, { security: [{ key: [] }], components });
    expect(read.security.map((all) => all.map(({ scheme }) => scheme.key))).toEqual(want);
    expect(isPublic(read.security)).toBe(open);
  });

  test("parameters: an operation's override the path's of the same name and place", () => {
    const item = {
      parameters: [
        { $ref: "#/components/parameters/Id" },
        { name: "page", in: "query", required: true, description: "of the path" },
      ],
    };
    const { operation } = readOperation(
      {
        parameters: [
          { name: "page", in: "query", description: "of the operation" },
          { name: "page", in: "header" },
        ],
      },
      { components: { parameters: { Id: { name: "id", in: "path" } } } },
      item,
    );
    expect(operation.parameters).toMatchObject([
      { name: "id", in: "path", required: true, pointer: "#/components/parameters/Id" },
      { name: "page", in: "query", required: false, description: "of the operation" },
      { name: "page", in: "header" },
    ]);
  });
});

describe("path items behind a reference (section 4.8.9)", () => {
  const item = {
    servers: [{ url: "https://item.test" }],
    parameters: [{ name: "id", in: "path" }],
    get: { operationId: "getIt", security: [{ key: [] }], responses: {} },
  };
  const components = {
    pathItems: { Item: item, Again: { $ref: "#/components/pathItems/Item" } },
    securitySchemes: { key: { type: "apiKey", in: "query", name: "key" }, other: { type: "http", scheme: "bearer" } },
  };

  test.for(["Item", "Again"])("%s: with its own security, servers and parameters", (name) => {
    const { operations } = read({
      security: [{ other: [] }],
      servers: [{ url: "https://document.test" }],
      paths: { "/it/{id}": { $ref: `#/components/pathItems/${name}` } },
      components,
    });
    expect(only(operations)).toMatchObject({
      path: "/it/{id}",
      security: [[{ scheme: { key: "key" } }]],
      servers: [{ url: "https://item.test" }],
      parameters: [{ name: "id" }],
      pointer: "#/components/pathItems/Item/get",
    });
  });

  test("fields beside the reference win", () => {
    const paths = {
      "/it": { $ref: "#/components/pathItems/Item", servers: [{ url: "https://beside.test" }], parameters: [] },
    };
    expect(only(read({ paths, components }).operations)).toMatchObject({
      servers: [{ url: "https://beside.test" }],
      parameters: [],
    });
  });

  test("two paths that share one are two operations, of which each has an id", () => {
    const ref = { $ref: "#/components/pathItems/Item" };
    const { operations, warnings } = read({ paths: { "/a": ref, "/b": ref }, components });
    expect(operations.map(({ id, path }) => [id, path])).toEqual([
      ["getIt", "/a"],
      ["getIt2", "/b"],
    ]);
    expect(warnings).toHaveLength(1);
  });
});

describe("ids", () => {
  type Paths = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;
  const idsOf = (paths: Paths) => {
    const items = Object.entries(paths).map(([path, methods]) => {
      const operations = Object.entries(methods).map(([method, operationId]) => [method, { operationId }]);
      return [path, Object.fromEntries(operations)];
    });
    const { operations, warnings } = read({ paths: Object.fromEntries(items) });
    return { ids: operations.map(({ id }) => id), warnings: warnings.map(({ pointer }) => pointer) };
  };

  test.for<[name: string, paths: Paths, ids: string[], warnings: string[]]>([
    ["written", { "/a": { get: "One" } }, ["One"], []],
    ["missing", { "/guests/{id}/keys": { get: undefined } }, ["getGuestsIdKeys"], []],
    ["empty", { "/a-b": { delete: "" } }, ["deleteAB"], []],
    ["missing, of the root", { "/": { get: undefined } }, ["get"], []],
    ["twice", { "/a": { get: "x" }, "/b": { get: "x" } }, ["x", "x2"], ["#/paths/~1b/get"]],
    [
      "different in case alone",
      { "/a": { get: "list" }, "/b": { get: "List" } },
      ["list", "List2"],
      ["#/paths/~1b/get"],
    ],
    [
      "a number that is taken",
      { "/a": { get: "x" }, "/b": { get: "x" }, "/c": { get: "x2" } },
      ["x", "x3", "x2"],
      ["#/paths/~1b/get"],
    ],
    [
      "made, but written elsewhere",
      { "/a": { get: undefined }, "/b": { get: "getA" } },
      ["getA2", "getA"],
      ["#/paths/~1a/get"],
    ],
    [
      "made twice",
      { "/a/b": { get: undefined }, "/a-b": { get: undefined } },
      ["getAB", "getAB2"],
      ["#/paths/~1a-b/get"],
    ],
    ["of other scripts", { "/größe/長さ": { get: undefined } }, ["getGröße長さ"], []],
  ])("%s", ([, paths, ids, warnings]) => {
    expect(idsOf(paths)).toEqual({ ids, warnings });
  });
});

describe("methods", () => {
  test("all of a path item, in one order", () => {
    const item = Object.fromEntries(
      ["trace", "patch", "head", "options", "delete", "post", "put", "get"].map((method) => [method, {}]),
    );
    expect(read({ paths: { "/a": item } }).operations.map(({ method }) => method)).toEqual([
      "GET",
      "PUT",
      "POST",
      "DELETE",
      "OPTIONS",
      "HEAD",
      "PATCH",
      "TRACE",
    ]);
  });

  test("those of 3.2 are read, and it is said that others don't know them", () => {
    const item = { query: { operationId: "search" }, additionalOperations: { LINK: { operationId: "link" } } };
    const { operations, unsupported } = readDescription({
      ...documentWith({ paths: { "/a": item } }),
      openapi: "3.2.0",
    });
    expect(operations.map(({ id, method }) => [id, method])).toEqual([
      ["search", "QUERY"],
      ["link", "LINK"],
    ]);
    expect(unsupported.map(({ pointer }) => pointer)).toEqual([
      "#/paths/~1a/query",
      "#/paths/~1a/additionalOperations/LINK",
    ]);
  });
});

describe("webhooks and callbacks", () => {
  test("a webhook is an operation by its name, also without any paths", () => {
    const { operations, webhooks } = read({
      webhooks: { opened: { post: { operationId: "onOpened" } }, "x-note": { post: {} } },
    });
    expect(operations).toEqual([]);
    expect(only(webhooks)).toMatchObject({ id: "onOpened", path: "opened", pointer: "#/webhooks/opened/post" });
  });

  test("a callback has operations by its expressions", () => {
    const { operation } = readOperation(
      { callbacks: { done: { $ref: "#/components/callbacks/Done" } } },
      {
        components: {
          callbacks: {
            Done: {
              "{$request.body#/url}": {
                post: { operationId: "onDone", requestBody: { content: { "text/plain": {} } } },
              },
              "x-note": { post: {} },
            },
          },
        },
      },
    );
    expect(operation.callbacks).toMatchObject([
      { name: "done", operations: [{ id: "onDone", path: "{$request.body#/url}", requestBody: {} }] },
    ]);
    expect(names(operation.callbacks)).toEqual(["done"]);
  });

  test("a schema in a callback is validated as any other", () => {
    const schema = { type: "object", required: ["state"] };
    const content = { "application/json": { schema } };
    const { description, operation } = readOperation({
      callbacks: { done: { "{$url}": { post: { requestBody: { content } } } } },
    });
    const [media] = operation.callbacks[0]?.operations[0]?.requestBody?.content ?? [];
    expect(description.validate(media?.schema?.pointer ?? "", {}, "request")).toMatchObject([{ keyword: "required" }]);
  });
});
