import { readDescription } from "@spkey/model";

const ok = {
  responses: { "200": { description: "Fine.", content: { "application/json": { schema: { type: "object" } } } } },
};
const string = { type: "string" };

/** Every kind of body, of parameter and of credential that OpenAPI has. The domain is not a public one: the title names it. */
export const workshopDocument = {
  openapi: "3.1.0",
  info: { title: "My Workshop", version: "1" },
  servers: [{ url: "http://127.0.0.1/" }],
  paths: {
    "/plain": { get: { operationId: "getPlain", ...ok }, delete: { operationId: "deletePlain", ...ok } },
    "/query": {
      get: {
        operationId: "getQuery",
        parameters: [
          parameter("query", "list", ["a b", "c&d"]),
          parameter("query", "csv", ["a", "b"], { explode: false }),
          parameter("query", "pipes", ["a", "b"], { style: "pipeDelimited", explode: false }),
          parameter("query", "deep", { from: 1, to: "x y" }, { style: "deepObject" }),
          {
            name: "filter",
            in: "query",
            required: true,
            content: { "application/json": { schema: {}, example: { a: [1] } } },
          },
          { name: "left out", in: "query", schema: string },
        ],
        ...ok,
      },
    },
    "/defaults/{list}": {
      get: {
        operationId: "getDefaults",
        parameters: [
          parameter("path", "list", ["x", "y z"]),
          parameter("query", "tags", ["a b", "c&d"]),
          parameter("query", "page", 2),
          parameter("query", "deep", { from: 1 }, { style: "deepObject" }),
          parameter("header", "X-List", ["a", "b"]),
        ],
        ...ok,
      },
    },
    "/path/{label}/{matrix}/{list}": {
      get: {
        operationId: "getPath",
        parameters: [
          parameter("path", "label", ["a", "b"], { style: "label" }),
          parameter("path", "matrix", "m/n", { style: "matrix" }),
          parameter("path", "list", ["x", "y z"]),
        ],
        ...ok,
      },
    },
    "/headers": {
      get: {
        operationId: "getHeaders",
        security: [{ session: [] }],
        parameters: [
          parameter("header", "X-List", ["a", "b"]),
          parameter("cookie", "colour", "dark blue"),
          parameter("cookie", "size", 3),
        ],
        ...ok,
      },
    },
    "/form": {
      post: {
        operationId: "postForm",
        requestBody: content("application/x-www-form-urlencoded", { name: "Ada & co", tags: ["x", "y=z"], n: 1 }),
        ...ok,
      },
    },
    "/multipart": {
      post: {
        operationId: "postMultipart",
        requestBody: content(
          "multipart/form-data",
          { title: `It's "it"; $HOME #{x}`, meta: { a: 1 }, photo: "photo.bin" },
          {
            type: "object",
            properties: { title: string, meta: { type: "object" }, photo: { type: "string", format: "binary" } },
          },
        ),
        ...ok,
      },
    },
    "/text": {
      put: { operationId: "putText", requestBody: content("text/plain", "one\n'two' `three` $4", string), ...ok },
    },
    "/binary": {
      patch: { operationId: "patchBinary", requestBody: content("application/octet-stream", "photo.bin", {}), ...ok },
    },
    "/xml": {
      post: { operationId: "postXml", requestBody: content("application/xml", "<a b='c'>$d</a>", string), ...ok },
    },
    "/vendor": {
      post: {
        operationId: "postVendor",
        requestBody: content("application/vnd.x+json", [1, "two"], { type: "array", items: {} }),
        ...ok,
      },
    },
    "/several": {
      post: {
        operationId: "postSeveral",
        requestBody: {
          content: { "application/xml": { example: "<a/>" }, "application/json": { example: { a: null } } },
        },
        ...ok,
      },
    },
    "/flat": {
      post: {
        operationId: "postFlat",
        parameters: [parameter("query", "q", "x")],
        requestBody: content("application/json", { a: 1 }, { type: "object", properties: { a: { type: "integer" } } }),
        ...ok,
      },
    },
    "/more": {
      post: {
        operationId: "postMore",
        requestBody: content(
          "application/json",
          {
            rows: [
              { a: 1 },
              { id: 7, a: 1, "b c": true },
              { inner: { x: 1 }, id: 8, z: { z: 1 } },
              { inner: { id: 9 } },
            ],
            free: { y: 1 },
          },
          {
            type: "object",
            properties: {
              rows: {
                type: "array",
                items: {
                  type: "object",
                  properties: {
                    a: { type: "integer" },
                    inner: { type: "object", properties: { b: { type: "integer" } } },
                  },
                },
              },
              free: { type: "object" },
            },
          },
        ),
        ...ok,
      },
    },
    "/basic": { get: { operationId: "getBasic", security: [{ basic: [] }], ...ok } },
    "/key": {
      get: { operationId: "getKey", security: [{ key: [] }], parameters: [parameter("query", "q", "x")], ...ok },
    },
    "/keyAlone": { get: { operationId: "getKeyAlone", security: [{ key: [] }], ...ok } },
    "/either": { get: { operationId: "getEither", security: [{ login: [] }, { basic: [] }], ...ok } },
    "/certificate": { get: { operationId: "getCertificate", security: [{ certificate: [] }], ...ok } },
  },
  components: {
    securitySchemes: {
      basic: { type: "http", scheme: "basic" },
      key: { type: "apiKey", in: "query", name: "api key" },
      session: { type: "apiKey", in: "cookie", name: "session" },
      login: { type: "oauth2", flows: {} },
      certificate: { type: "mutualTLS" },
    },
  },
};

export const workshop = readDescription(workshopDocument);

function parameter(location: string, name: string, example: unknown, more: object = {}) {
  return { in: location, name, required: true, schema: {}, example, ...more };
}

function content(mediaType: string, example: unknown, schema: object = { type: "object" }) {
  return { required: true, content: { [mediaType]: { schema, example } } };
}
