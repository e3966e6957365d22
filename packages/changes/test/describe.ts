import { type Description, readDescription } from "@spkey/model";
import { compareDescriptions } from "../src/index.ts";

/** A part of a document that a row of a test changes. */
// biome-ignore lint/suspicious/noExplicitAny: an edit goes wherever it likes, in a document that the reader then checks.
export type Draft = any;
export type Edit = (document: Draft) => void;

/** What the schemas of rows refer to. */
const schemas = {
  Cat: {
    type: "object",
    required: ["kind", "lives"],
    properties: { kind: { const: "cat" }, lives: { type: "integer" } },
  },
  Dog: {
    type: "object",
    required: ["kind", "tricks"],
    properties: { kind: { const: "dog" }, tricks: { type: "array", items: { type: "string" } } },
  },
  Fish: {
    type: "object",
    required: ["kind", "depth"],
    properties: { kind: { const: "fish" }, depth: { type: "number" } },
  },
  Name: { type: "string", maxLength: 10 },
  Tree: {
    type: "object",
    properties: {
      label: { type: "string" },
      children: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
      parent: { $ref: "#/components/schemas/Tree" },
    },
  },
};

const json = (schema: unknown) => ({ content: { "application/json": { schema } } });

/** A description in which most kinds of things are there once, to be changed by a row. */
export function baseDocument(): Draft {
  return structuredClone({
    openapi: "3.1.0",
    info: { title: "Test", version: "1" },
    servers: [{ url: "https://api.example.com" }, { url: "https://eu.example.com" }],
    security: [{ token: [] }],
    paths: {
      "/things/{id}": {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        get: {
          operationId: "getThing",
          parameters: [
            { name: "limit", in: "query", schema: { type: "integer", default: 10 } },
            { name: "tags", in: "query", schema: { type: "array", items: { type: "string" } } },
            { name: "X-Trace", in: "header", schema: { type: "string" } },
          ],
          responses: {
            200: {
              description: "d",
              headers: { "X-Count": { required: true, schema: { type: "integer" } } },
              ...json({ $ref: "#/components/schemas/Thing" }),
              links: { again: { operationId: "getThing" } },
            },
            404: { description: "d", ...json({ $ref: "#/components/schemas/Problem" }) },
          },
        },
        put: {
          operationId: "putThing",
          requestBody: { required: true, ...json({ $ref: "#/components/schemas/NewThing" }) },
          responses: { 204: { description: "d" }, "4XX": { description: "d" }, default: { description: "d" } },
        },
      },
      "/jobs": {
        post: {
          operationId: "startJob",
          security: [{ oauth: ["write"] }, { key: [], token: [] }],
          requestBody: {
            content: {
              "multipart/form-data": {
                schema: {
                  type: "object",
                  properties: { note: { type: "string" }, tags: { type: "array", items: { type: "string" } } },
                },
              },
            },
          },
          responses: { 202: { description: "d" } },
          callbacks: {
            done: {
              "{$request.query.url}": {
                post: {
                  requestBody: json({ type: "object", required: ["job"], properties: { job: { type: "string" } } }),
                  responses: { 200: { description: "d" } },
                },
              },
            },
          },
        },
      },
    },
    webhooks: {
      thingMade: {
        post: {
          requestBody: {
            required: true,
            ...json({ type: "object", required: ["id"], properties: { id: { type: "string" } } }),
          },
          responses: { 200: { description: "d" }, 410: { description: "d" } },
        },
      },
    },
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        key: { type: "apiKey", in: "header", name: "X-Key" },
        oauth: {
          type: "oauth2",
          flows: {
            clientCredentials: { tokenUrl: "https://example.com/token", scopes: { read: "r", write: "w" } },
          },
        },
      },
      schemas: {
        ...schemas,
        Thing: {
          type: "object",
          required: ["id"],
          properties: { id: { type: "string" }, name: { type: "string" }, size: { type: "number" } },
        },
        NewThing: {
          type: "object",
          required: ["name"],
          properties: { name: { type: "string" }, size: { type: "number" } },
        },
        Problem: { type: "object", required: ["message"], properties: { message: { type: "string" } } },
      },
    },
  });
}

/** A description in which a schema is an optional property of a request, or of an answer. */
export function documentOf(
  direction: "request" | "answer",
  schema: unknown,
  others: object = {},
  openapi = "3.1.0",
): object {
  const body = json({ type: "object", properties: { subject: schema } });
  const operation =
    direction === "request"
      ? { operationId: "put", requestBody: { required: true, ...body }, responses: { 204: { description: "d" } } }
      : { operationId: "put", responses: { 200: { description: "d", ...body } } };
  return {
    openapi,
    info: { title: "Test", version: "1" },
    paths: { "/": { put: operation } },
    components: { schemas: { ...(openapi.startsWith("3.1") ? schemas : {}), ...others } },
  };
}

export function edited(edit: Edit): object {
  const document = baseDocument();
  edit(document);
  return document;
}

/** What changes between two documents, as lines of class and rule. */
export function classified(before: object, after: object): string[] {
  const [old, now] = [read(before), read(after)];
  return compareDescriptions(old, now)
    .changes.map(({ rule }) => `${rule.class} ${rule.id}`)
    .toSorted();
}

export function read(document: object): Description {
  return readDescription(structuredClone(document));
}
