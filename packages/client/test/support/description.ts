/** A description with what the real one does not have yet: each of its operations is there for one thing. */
export const description = {
  openapi: "3.1.0",
  info: { title: "Workshop", version: "1.0.0" },
  servers: [{ url: "https://{place}.test/v1", variables: { place: { default: "workshop" } } }],
  security: [{ token: [] }],
  paths: {
    "/things": {
      get: {
        operationId: "listThings",
        summary: "List things",
        description: "It ends no comment: */ here.",
        parameters: [
          parameter(
            "query",
            "ids",
            { type: "array", items: { type: "string" } },
            { style: "pipeDelimited", explode: false },
          ),
          parameter(
            "query",
            "page",
            { type: "object", properties: { size: { type: "integer" } } },
            { style: "deepObject" },
          ),
          parameter("query", "where", { type: "object" }, { style: "form", explode: true }),
          parameter("header", "X-Trace", { type: "string" }),
          parameter("cookie", "tab", { type: "string" }),
        ],
        responses: { 200: json({ type: "array", items: ref("Thing") }), "4XX": json(ref("Problem")) },
      },
      post: {
        operationId: "addThing",
        requestBody: { required: true, content: { "application/json": { schema: ref("Thing") } } },
        responses: { 201: json(ref("Thing")), default: json(ref("Problem")) },
      },
    },
    "/things/{id}": {
      parameters: [parameter("path", "id", { type: "string" }, { required: true })],
      delete: { operationId: "delete", responses: { 204: { description: "Gone." } } },
      put: {
        operationId: "replaceThing",
        parameters: [parameter("query", "id", { type: "string" })],
        requestBody: { content: { "application/json": { schema: ref("Thing") } } },
        responses: { 200: json(ref("Thing")) },
      },
      patch: {
        operationId: "patchThing",
        requestBody: { required: true, content: { "application/merge-patch+json": { schema: { type: "object" } } } },
        responses: { 200: json(ref("Tree")) },
      },
    },
    "/cells/{at}": {
      get: {
        operationId: "getCell",
        parameters: [
          parameter(
            "path",
            "at",
            { type: "array", items: { type: "integer" } },
            { required: true, style: "matrix", explode: true },
          ),
        ],
        responses: { 200: json({ oneOf: [{ type: "string" }, { type: "null" }] }) },
      },
    },
    "/form": {
      post: {
        operationId: "sendForm",
        security: [],
        requestBody: {
          required: true,
          content: {
            "application/x-www-form-urlencoded": {
              schema: {
                type: "object",
                required: ["name"],
                properties: { name: { type: "string" }, tags: { type: "array", items: { type: "string" } } },
              },
            },
          },
        },
        responses: { 200: { description: "A text.", content: { "text/plain": { schema: { type: "string" } } } } },
      },
    },
    "/upload": {
      post: {
        operationId: "upload",
        security: [{ key: [] }, { login: [] }],
        requestBody: {
          required: true,
          content: {
            "multipart/form-data": {
              schema: {
                type: "object",
                required: ["file"],
                properties: { file: { type: "string", format: "binary" }, note: { type: "object" } },
              },
            },
          },
        },
        responses: { 200: { description: "Bytes.", content: { "image/*": {} } } },
      },
    },
    "/raw": {
      put: {
        operationId: "putRaw",
        security: [{ login: [], session: [] }],
        requestBody: { required: true, content: { "application/octet-stream": { schema: {} } } },
        responses: {
          200: { description: "Events.", content: { "text/event-stream": { schema: { type: "string" } } } },
        },
      },
    },
    "/pets": {
      get: {
        operationId: "getPet",
        responses: {
          200: json({
            oneOf: [ref("Cat"), ref("Dog")],
            discriminator: {
              propertyName: "kind",
              mapping: { cat: "#/components/schemas/Cat", dog: "#/components/schemas/Dog" },
            },
          }),
        },
      },
    },
  },
  components: {
    securitySchemes: {
      token: { type: "oauth2", flows: {} },
      key: { type: "apiKey", in: "query", name: "api key" },
      session: { type: "apiKey", in: "cookie", name: "session" },
      login: { type: "http", scheme: "Basic" },
      certificate: { type: "mutualTLS" },
    },
    schemas: {
      Thing: {
        type: "object",
        required: ["id", "name", "secret", "size"],
        properties: {
          id: { type: "string", readOnly: true },
          name: { type: "string" },
          secret: { type: "string", writeOnly: true },
          size: { type: ["integer", "null"] },
          colour: { type: "string", enum: ["red", "blue"] },
          labels: { type: "object", additionalProperties: { type: "string" } },
        },
      },
      Tree: {
        allOf: [{ type: "object", required: ["name"], properties: { name: { type: "string" } } }, ref("Branch")],
      },
      Branch: { type: "object", properties: { children: { type: "array", items: ref("Tree") } } },
      Cat: {
        type: "object",
        required: ["kind", "lives"],
        properties: { kind: { type: "string" }, lives: { type: "integer" } },
      },
      Dog: {
        type: "object",
        required: ["kind", "barks"],
        properties: { kind: { type: "string" }, barks: { type: "boolean" } },
      },
      Problem: { type: "object", required: ["title"], properties: { title: { type: "string" } } },
    },
  },
};

function ref(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}

function json(schema: object) {
  return { description: "An answer.", content: { "application/json": { schema } } };
}

function parameter(location: string, name: string, schema: object, more: object = {}) {
  return { in: location, name, schema, ...more };
}

/** A description of operations that have these names, and nothing else. */
export function operationsNamed(...ids: string[]) {
  const responses = { 200: json({ type: "object" }) };
  const paths = Object.fromEntries(ids.map((operationId, index) => [`/${index}`, { get: { operationId, responses } }]));
  return { openapi: "3.1.0", info: { title: "Names", version: "1.0.0" }, paths };
}
