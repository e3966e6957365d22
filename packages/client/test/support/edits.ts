/** What may be added to a description without breaking a caller, as changes of the document. */

type Node = Record<string, unknown>;

export interface Edit {
  readonly name: string;
  /** Changes the document in place. @returns how many places it has changed */
  readonly apply: (document: Node) => number;
  /** Whether a function of yesterday may get another name, with a warning. */
  readonly renames?: boolean;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch"];

function node(value: unknown): Node {
  return typeof value === "object" && value !== null ? (value as Node) : {}; // Objects of JSON have names.
}

/** What stands behind a reference within the document. */
function follow(document: Node, value: unknown): Node {
  const { $ref } = node(value);
  if (typeof $ref !== "string") return node(value);
  const tokens = $ref
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
  return follow(
    document,
    tokens.reduce<unknown>((at, token) => node(at)[decodeURIComponent(token)], document),
  );
}

function items(document: Node): Node[] {
  return Object.values(node(document["paths"])).map((item) => follow(document, item));
}

function operations(document: Node): Node[] {
  return items(document).flatMap((item) => methods.flatMap((method) => (item[method] ? [node(item[method])] : [])));
}

/** An edit of each operation. */
function each(name: string, change: (operation: Node, document: Node) => unknown, renames = false): Edit {
  const apply = (document: Node) => operations(document).filter((one) => change(one, document) !== false).length;
  return { name, apply, ...(renames && { renames }) };
}

/** An edit of the document as a whole. */
function once(name: string, change: (document: Node) => unknown, renames = false): Edit {
  return { name, apply: (document) => (change(document) === false ? 0 : 1), ...(renames && { renames }) };
}

function list(parent: Node, name: string): unknown[] {
  const found = Array.isArray(parent[name]) ? (parent[name] as unknown[]) : [];
  parent[name] = found;
  return found;
}

function record(parent: Node, name: string): Node {
  const found = node(parent[name]);
  parent[name] = found;
  return found;
}

/** The schema of a JSON body that names properties, as the operation's own. */
function bodySchema(document: Node, operation: Node): Node | undefined {
  const body = structuredClone(follow(document, operation["requestBody"]));
  const media = Object.entries(node(body["content"])).find(([type]) => /json/i.test(type))?.[1];
  const schema = structuredClone(follow(document, node(media)["schema"]));
  if (!media || schema["type"] !== "object" || Object.keys(node(schema["properties"])).length === 0) return undefined;
  if (schema["allOf"] || schema["oneOf"] || schema["anyOf"]) return undefined;
  schema["properties"] = { ...node(schema["properties"]) };
  node(media)["schema"] = schema;
  operation["requestBody"] = body;
  return schema;
}

function parametersOf(document: Node, operation: Node): Node[] {
  return list(operation, "parameters").map((parameter) => follow(document, parameter));
}

const text = { type: "string" };
const done = { 204: { description: "Done." } };

/** Names that a newcomer may have, some of which are taken. */
const names: readonly (readonly [what: string, name: (document: Node, operation: Node) => string | undefined])[] = [
  ["a new name", () => "newcomer"],
  ["the name `body`", () => "body"],
  ["the name `request`", () => "request"],
  ["the name `constructor`", () => "constructor"],
  ["a name with a hyphen", () => "new-comer"],
  [
    "the name of a body's first property",
    (document, operation) => Object.keys(node(bodySchema(document, operation)?.["properties"]))[0],
  ],
  [
    "the name of a body's last property",
    (document, operation) => Object.keys(node(bodySchema(document, operation)?.["properties"])).at(-1),
  ],
  [
    "the name of a parameter",
    (document, operation) => parametersOf(document, operation).map(({ name }) => `${name}`)[0],
  ],
];

const parameters = (["query", "header", "cookie"] as const).flatMap((place) =>
  names.map(([what, nameOf]) =>
    each(`a new optional ${place} parameter with ${what}`, (operation, document) => {
      const name = nameOf(document, operation);
      const taken = parametersOf(document, operation).some((one) => one["in"] === place && one["name"] === name);
      if (name === undefined || taken) return false;
      list(operation, "parameters").unshift({ name, in: place, schema: text });
      return true;
    }),
  ),
);

const properties = names.map(([what, nameOf]) =>
  each(`a new optional property of the body with ${what}`, (operation, document) => {
    const name = nameOf(document, operation);
    const schema = bodySchema(document, operation);
    if (!schema || name === undefined || Object.hasOwn(node(schema["properties"]), name)) return false;
    schema["properties"] = { [name]: text, ...node(schema["properties"]) };
    return true;
  }),
);

/** A new operation, before all others, called by a change of the name of the first one. */
function newOperation(what: string, rename: (id: string) => string, more: Node = {}, renames = false): Edit {
  return once(
    `a new operation ${what}`,
    (document) => {
      const first = operations(document).find(({ operationId }) => typeof operationId === "string");
      const operation = { operationId: rename(`${first?.["operationId"] ?? "first"}`), responses: done, ...more };
      document["paths"] = { "/newcomer": { delete: operation }, ...node(document["paths"]) };
    },
    renames,
  );
}

function addScheme(document: Node): void {
  const schemes = record(record(document, "components"), "securitySchemes");
  schemes["newKey"] = { type: "apiKey", in: "header", name: "X-New-Key" };
}

const pascal = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1);

export const edits: readonly Edit[] = [
  ...parameters,
  ...properties,
  newOperation("with a new name", () => "newcomer"),
  newOperation("that is public", () => "newcomer", { security: [] }),
  newOperation("with a name that differs in case", pascal, {}, true),
  newOperation("with a name that becomes the same", (id) => id.replace(/[A-Z]/, (letter) => `-${letter}`)),
  newOperation("with the name of a guard", (id) => `is${pascal(id)}Error`, {}, true),
  newOperation("with the name of a type", (id) => `${pascal(id)}Request`, {}, true),
  newOperation("with a name of the client", () => "createClient"),
  once("a new operation that needs a new key only", (document) => {
    addScheme(document);
    document["paths"] = {
      "/newcomer": { get: { operationId: "newcomer", security: [{ newKey: [] }], responses: done } },
      ...node(document["paths"]),
    };
  }),
  once("a new security scheme", addScheme),
  each("a new alternative of credentials", (operation, document) => {
    // Where none is needed, one that is new would be.
    if (list({ ...document, ...operation }, "security").length === 0) return false;
    addScheme(document);
    operation["security"] = [...list({ ...document, ...operation }, "security"), { newKey: [] }];
    return true;
  }),
  each("a new response header", (operation, document) => {
    for (const [status, response] of Object.entries(node(operation["responses"]))) {
      const whole = follow(document, response);
      record(operation, "responses")[status] = {
        ...whole,
        headers: { ...node(whole["headers"]), "X-New": { schema: text } },
      };
    }
  }),
  ...["418", "5XX", "default"].map((status) =>
    each(`a new error ${status}`, (operation) => {
      const responses = record(operation, "responses");
      // Alone, `default` would be the success.
      if (status in responses || !Object.keys(responses).some((one) => one.startsWith("2"))) return false;
      responses[status] = { description: "Wrong.", content: { "application/json": { schema: { type: "object" } } } };
      return true;
    }),
  ),
  each("a description of the body", (operation, document) => {
    if (!operation["requestBody"]) return false;
    operation["requestBody"] = { ...follow(document, operation["requestBody"]), description: "Another text. */" };
    return true;
  }),
  each("further properties of the body", (operation, document) => {
    const schema = bodySchema(document, operation);
    if (!schema || schema["additionalProperties"] !== undefined) return false;
    schema["additionalProperties"] = true;
    return true;
  }),
  each("a body that may be null", (operation, document) => {
    const schema = bodySchema(document, operation);
    if (!schema) return false;
    if (`${document["openapi"]}`.startsWith("3.0")) schema["nullable"] = true;
    else schema["type"] = ["object", "null"];
    return true;
  }),
  each("a body that may be left out", (operation, document) => {
    if (!operation["requestBody"]) return false;
    operation["requestBody"] = { ...follow(document, operation["requestBody"]), required: false };
    return true;
  }),
  each("a new media type after JSON", (operation, document) => {
    const body = structuredClone(follow(document, operation["requestBody"]));
    if (!("application/json" in node(body["content"]))) return false;
    record(body, "content")["text/plain"] = { schema: text };
    operation["requestBody"] = body;
    return true;
  }),
  each("a property of the body that is not required any more", (operation, document) => {
    const schema = bodySchema(document, operation);
    if (!schema || !Array.isArray(schema["required"])) return false;
    schema["required"] = schema["required"].slice(1);
    return true;
  }),
  each("parameters that are not required any more", (operation, document) => {
    const all = parametersOf(document, operation);
    operation["parameters"] = all.map((one) => (one["in"] === "path" ? one : { ...one, required: false }));
    return all.length > 0;
  }),
  each("a new value of an enumeration", (operation, document) => {
    const all = parametersOf(document, operation).map((one) => ({ ...one, schema: { ...node(one["schema"]) } }));
    const enums = all.filter(({ schema }) => Array.isArray(node(schema)["enum"]));
    for (const { schema } of enums) list(schema, "enum").push("new-value");
    if (enums.length > 0) operation["parameters"] = all;
    return enums.length > 0;
  }),
  once("a second server", (document) => {
    if (!Array.isArray(document["servers"])) return false;
    document["servers"] = [...list(document, "servers"), { url: "https://second.test" }];
    return true;
  }),
  once("a new tag", (document) => list(document, "tags").push({ name: "Newcomers" })),
  once("a new version", (document) => (record(document, "info")["version"] = "9.9.9")),
  once("a new schema", (document) => {
    record(record(document, "components"), "schemas")["Newcomer"] = { type: "object", properties: { a: text } };
  }),
  once("a new webhook", (document) => {
    if (!`${document["openapi"]}`.startsWith("3.1")) return false;
    record(document, "webhooks")["newcomer"] = { post: { operationId: "newcomer", responses: done } };
    return true;
  }),
  each("a new callback", (operation) => {
    record(operation, "callbacks")["newcomer"] = { "{$request.query.url}": { post: { responses: done } } };
  }),
  each("deprecated operations", (operation) => (operation["deprecated"] = true)),
  each("another description", (operation) => (operation["description"] = "Another text, */ as well.")),
  each("another summary", (operation) => (operation["summary"] = "Another summary")),
  each("another tag", (operation) => list(operation, "tags").push("Newcomers")),
  each("external documentation", (operation) => (operation["externalDocs"] = { url: "https://docs.test" })),
  each("an extension", (operation) => (operation["x-newcomer"] = { a: 1 })),
];
