import { append } from "../http/pointer.ts";
import { isNode, type Node } from "./node.ts";

/** The objects of the specification in which schemas, references or descriptions of bodies can stand. */
export type ObjectKind =
  | "document"
  | "components"
  | "pathItem"
  | "operation"
  | "parameter"
  | "requestBody"
  | "mediaType"
  | "encoding"
  | "response"
  | "callback"
  | "schema"
  /** Objects in which only references matter to us. */
  | "example"
  | "link"
  | "securityScheme";

/** How the objects in a field are laid out: one, several, or several by name. */
type Layout = "one" | "list" | "map";

/** Which objects a kind of object has in which of its fields (OpenAPI 3.1, section 4.8; 3.2 adds to it). */
const fields: Readonly<Record<ObjectKind, Readonly<Record<string, readonly [ObjectKind, Layout]>>>> = {
  document: { paths: ["pathItem", "map"], webhooks: ["pathItem", "map"], components: ["components", "one"] },
  components: {
    schemas: ["schema", "map"],
    responses: ["response", "map"],
    parameters: ["parameter", "map"],
    examples: ["example", "map"],
    requestBodies: ["requestBody", "map"],
    headers: ["parameter", "map"],
    securitySchemes: ["securityScheme", "map"],
    links: ["link", "map"],
    callbacks: ["callback", "map"],
    pathItems: ["pathItem", "map"],
    mediaTypes: ["mediaType", "map"],
  },
  pathItem: {
    ...Object.fromEntries(
      ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"].map((method) => [
        method,
        ["operation", "one"] as const,
      ]),
    ),
    additionalOperations: ["operation", "map"],
    parameters: ["parameter", "list"],
  },
  operation: {
    parameters: ["parameter", "list"],
    requestBody: ["requestBody", "one"],
    responses: ["response", "map"],
    callbacks: ["callback", "map"],
  },
  // A Header Object has the fields of a Parameter Object that matter here (section 4.8.21).
  parameter: { schema: ["schema", "one"], content: ["mediaType", "map"], examples: ["example", "map"] },
  requestBody: { content: ["mediaType", "map"] },
  mediaType: {
    schema: ["schema", "one"],
    itemSchema: ["schema", "one"],
    examples: ["example", "map"],
    encoding: ["encoding", "map"],
    prefixEncoding: ["encoding", "list"],
    itemEncoding: ["encoding", "one"],
  },
  encoding: { headers: ["parameter", "map"], encoding: ["encoding", "map"] },
  response: { headers: ["parameter", "map"], content: ["mediaType", "map"], links: ["link", "map"] },
  callback: {},
  schema: {
    ...Object.fromEntries(
      [
        "additionalProperties",
        "contains",
        "contentSchema",
        "else",
        "if",
        "items",
        "not",
        "propertyNames",
        "then",
        "unevaluatedItems",
        "unevaluatedProperties",
      ].map((name) => [name, ["schema", "one"] as const]),
    ),
    ...Object.fromEntries(
      ["allOf", "anyOf", "oneOf", "prefixItems"].map((name) => [name, ["schema", "list"] as const]),
    ),
    ...Object.fromEntries(
      ["$defs", "definitions", "dependentSchemas", "patternProperties", "properties"].map((name) => [
        name,
        ["schema", "map"] as const,
      ]),
    ),
  },
  example: {},
  link: {},
  securityScheme: {},
};

/** Whether a field of an object of this kind has objects in it; of a callback, each expression has (section 4.8.18). */
export function hasObjects(kind: ObjectKind, field: string): boolean {
  return kind === "callback" ? !field.startsWith("x-") : Object.hasOwn(fields[kind], field);
}

/** Rewrites an object whose parts have been rewritten already; `parent` is what it is a part of. */
export type Rewrite = (kind: ObjectKind, node: Node, pointer: string, parent: ObjectKind | undefined) => Node | boolean;

/**
 * Rewrites the objects of a document from the inside out, each by what it is: what stands in examples, defaults, enumerations
 * and extensions is data, and stays as it is. What nothing changes is not copied.
 */
export function rewriteDocument(document: Node, rewrite: Rewrite): Node {
  const visit = (kind: ObjectKind, node: unknown, pointer: string, parent?: ObjectKind): unknown => {
    if (!isNode(node)) return node;
    const known = fields[kind];
    let copy: Record<string, unknown> | undefined;
    const put = (name: string, value: unknown) => {
      if (value === node[name]) return;
      copy ??= { ...node };
      copy[name] = value;
    };
    // In a Callback Object, every field that is no extension is a path item (section 4.8.18).
    if (kind === "callback" && !("$ref" in node)) {
      for (const name of Object.keys(node)) {
        if (!name.startsWith("x-")) put(name, visit("pathItem", node[name], append(pointer, name), kind));
      }
    }
    for (const name of Object.keys(node)) {
      const field = Object.hasOwn(known, name) ? known[name] : undefined;
      if (!field || node[name] === undefined) continue;
      put(name, visitField(field[0], field[1], node[name], append(pointer, name), kind));
    }
    return rewrite(kind, copy ?? node, pointer, parent);
  };
  const visitField = (
    kind: ObjectKind,
    layout: Layout,
    value: unknown,
    pointer: string,
    parent: ObjectKind,
  ): unknown => {
    if (layout === "one") return visit(kind, value, pointer, parent);
    if (layout === "list") {
      if (!Array.isArray(value)) return value;
      const items = value.map((item, index) => visit(kind, item, append(pointer, index), parent));
      return items.some((item, index) => item !== value[index]) ? items : value;
    }
    if (!isNode(value)) return value;
    const extensible = kind === "pathItem" || kind === "response";
    const entries = Object.entries(value).map(([name, item]) => {
      const isExtension = extensible && name.startsWith("x-");
      return [name, isExtension ? item : visit(kind, item, append(pointer, name), parent)] as const;
    });
    return entries.some(([name, item]) => item !== value[name]) ? Object.fromEntries(entries) : value;
  };
  return visit("document", document, "#") as Node; // A document is an object, and is rewritten to one.
}
