import { append, lastToken, lookUp, tokensOf } from "../http/pointer.ts";
import { discriminated } from "../schema/discriminated.ts";
import { isBytes, typesOf } from "../schema/kinds.ts";
import { isMarked } from "../schema/marked.ts";
import type { Description } from "./document.ts";
import { asNode, entriesOf, isNode, listOf, type Node, textOf, textsOf } from "./node.ts";
import { type ObjectKind, rewriteDocument } from "./objects.ts";
import type { Operation } from "./operation.ts";
import { isLeftOut } from "./parameter.ts";
import { createReferences, type References } from "./references.ts";
import { isCredential } from "./security.ts";
import { upgrade } from "./upgrade.ts";

/** Where the components of a kind of object are. */
const componentFields: Partial<Readonly<Record<ObjectKind, string>>> = {
  schema: "schemas",
  response: "responses",
  parameter: "parameters",
  example: "examples",
  requestBody: "requestBodies",
  link: "links",
  callback: "callbacks",
  mediaType: "mediaTypes",
};

/**
 * The same description in fewer forms, for tools that read documents themselves: OpenAPI 3.1; every operation with the name
 * that the model gives it; path items written out; references to components only; discriminators that map to pointers;
 * statuses in upper case; bytes as `format: binary`; other properties of an object widened by those with names; parameters with
 * a schema; required properties described; discriminators of unions only. Without the parameters that the specification
 * says to ignore, and without what is no type: callbacks, links, and examples of bodies, in which a tool may take data for
 * references.
 */
export function plainDocument(document: object, description: Description): object {
  const upgraded = upgrade(asNode(document));
  const references = createReferences(upgraded);
  const promoted = createPromotion(references);
  const rewritten = rewriteDocument(upgraded, (kind, node, pointer) => {
    const rewrite = rewrites[kind];
    return promoted.rewrite(kind, rewrite ? rewrite(node, references, pointer) : node, pointer);
  });
  const whole = promoted.into(rewritten);
  const { pathItems: _, ...components } = asNode(whole["components"]);
  const named = (field: "paths" | "webhooks", operations: Description["operations"]) =>
    withIds(createReferences(whole), rewritten[field], field, operations);
  return {
    ...rewritten,
    paths: named("paths", description.operations),
    ...(isNode(rewritten["webhooks"]) && { webhooks: named("webhooks", description.webhooks) }),
    components,
  };
}

/**
 * The schema of other properties, widened by those of the properties that have names: the types that tools make of objects hold
 * for all names.
 */
function otherProperties({ properties, additionalProperties }: Node): Node {
  const named = Object.values(asNode(properties));
  if (!isNode(additionalProperties) || Object.keys(additionalProperties).length === 0 || named.length === 0) return {};
  return { additionalProperties: { anyOf: [additionalProperties, ...named] } };
}

function annotationsOnly({ title, description, deprecated }: Node): Node {
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(deprecated === true && { deprecated }),
  };
}

/**
 * Properties of one direction only say so themselves, and not only what they refer to. One may be required without being described:
 * it is any value, and who sends the object has to give it.
 */
function namedProperties({ properties, allOf, required }: Node, references: References, pointer: string): Node {
  if (!isNode(properties) && !Array.isArray(allOf)) return {};
  const written = asNode(lookUp(references.document, pointer));
  const missing = textsOf(required).filter((name) => !declares(references, written, name));
  const marked = Object.keys(asNode(properties)).flatMap((name) => {
    const property = asNode(written["properties"])[name];
    const marks = (["readOnly", "writeOnly"] as const).filter(
      (keyword) => isNode(property) && property[keyword] === undefined && isMarked(references, property, keyword),
    );
    const marking = Object.fromEntries(marks.map((keyword) => [keyword, true]));
    return marks.length > 0 ? [[name, { ...asNode(asNode(properties)[name]), ...marking }] as const] : [];
  });
  if (missing.length === 0 && marked.length === 0) return {};
  const added = [...marked, ...missing.map((name) => [name, {}] as const)];
  return { properties: { ...asNode(properties), ...Object.fromEntries(added) } };
}

/** Whether a schema describes a property, itself or by what it is made of. */
function declares({ document, target }: References, schema: Node, name: string): boolean {
  const seen = new Set<string>();
  const has = (node: Node): boolean => {
    if (Object.hasOwn(asNode(node["properties"]), name)) return true;
    const parts = (["allOf", "anyOf", "oneOf"] as const).flatMap((keyword) => listOf(node[keyword]));
    if (parts.some((part) => has(asNode(part)))) return true;
    const ref = node["$ref"];
    if (typeof ref !== "string" || seen.has(ref)) return false;
    seen.add(ref);
    return has(asNode(lookUp(document, target(ref, "#"))));
  };
  return has(schema);
}

/** Whether the alternatives of a schema are told apart by their names only. */
function isTold(references: References, pointer: string): boolean {
  return Object.keys(discriminated(references, asNode(lookUp(references.document, pointer)))).length > 0;
}

/**
 * What is made of a union with a discriminator, and is none of its alternatives, only wraps it: tools take it for one more of them,
 * unless the union is an alternative itself.
 */
function partsOf({ allOf }: Node, references: References, pointer: string): Node {
  if (!Array.isArray(allOf)) return {};
  const { document, target } = references;
  const written = listOf(asNode(lookUp(document, pointer))["allOf"]);
  const wraps = (part: unknown, rewritten: unknown): boolean => {
    const { $ref } = asNode(part);
    if (typeof $ref !== "string") return asNode(rewritten)["discriminator"] !== undefined;
    const place = target($ref, pointer);
    const union = asNode(lookUp(document, place));
    if (!isTold(references, place)) return false;
    const members = [...listOf(union["oneOf"]), ...listOf(union["anyOf"])].map((member) => asNode(member)["$ref"]);
    return !members.some((ref) => typeof ref === "string" && target(ref, pointer) === pointer);
  };
  const parts = allOf.map((part: unknown, index) => (wraps(written[index], part) ? { anyOf: [part] } : part));
  return parts.some((part, index) => part !== allOf[index]) ? { allOf: parts } : {};
}

/** @param pointer where it stands in the document, in which its parts are as they were written */
type RewriteOne = (node: Node, references: References, pointer: string) => Node;

const rewrites: Partial<Readonly<Record<ObjectKind, RewriteOne>>> = {
  schema: (node, references, pointer) => {
    // At most null, whatever else it says: of a schema that refers to itself there, tools make a type that does, too.
    if (String(node["type"]) === "null") return { ...annotationsOnly(node), type: "null" };
    const { discriminator } = node;
    const plain = {
      ...node,
      ...("type" in node && typesOf(node) === undefined && { type: undefined }),
      ...(isBytes(node) && { format: "binary" }),
      ...namedProperties(node, references, pointer),
      ...otherProperties(node),
      ...partsOf(node, references, pointer),
    };
    // Tools would give each alternative, and all that extends it, its name as the value: those that list their values keep them.
    if (isNode(discriminator) && !isTold(references, pointer)) return { ...plain, discriminator: undefined };
    // Where other values have a schema as well (3.2), the names of schemas are not all values.
    if (isNode(discriminator) && "defaultMapping" in discriminator) return { ...plain, discriminator: undefined };
    if (!isNode(discriminator) || !isNode(discriminator["mapping"])) return plain;
    const mapping = entriesOf(discriminator["mapping"]).map(([value, to]) => {
      const byName = append("#", "components", "schemas", textOf(to));
      return [value, lookUp(references.document, byName) === undefined ? to : byName] as const;
    });
    return { ...plain, discriminator: { ...discriminator, mapping: Object.fromEntries(mapping) } };
  },
  components: ({ callbacks: _1, links: _2, examples: _3, ...rest }) => rest,
  mediaType: ({ example: _1, examples: _2, ...rest }) => rest,
  response: ({ links: _, ...rest }) => rest,
  operation: ({ callbacks: _, ...node }, references, pointer) => ({
    ...withoutIgnored(node, references, pointer),
    ...(isNode(node["responses"]) && {
      responses: Object.fromEntries(
        entriesOf(node["responses"]).map(([status, each]) => [status.replace(/^(\d)xx$/i, "$1XX"), each]),
      ),
    }),
  }),
  pathItem: withoutIgnored,
  parameter: ({ example: _1, examples: _2, ...node }) => {
    const [[, media] = ["", undefined]] = entriesOf(node["content"]);
    if (media === undefined || "schema" in node) return node;
    const { content: _, ...rest } = node;
    return { ...rest, schema: asNode(media)["schema"] ?? {} };
  },
};

function withoutIgnored(node: Node, references: References, pointer: string): Node {
  if (!Array.isArray(node["parameters"])) return node;
  const written = listOf(asNode(lookUp(references.document, pointer))["parameters"]);
  const kept = node["parameters"].filter((_, index) => !isLeftOut(references.follow(written[index], pointer).node));
  return { ...node, parameters: kept };
}

/** Gives what is referred to, and is no component, a name among the components. */
function createPromotion({ document: written, target }: References) {
  const names = new Map<string, { readonly field: string; readonly name: string }>();
  const taken = new Map<string, Set<string>>();
  // Where it stood, it may be gone: what it was a part of has been left out.
  const rewritten = new Map<string, Node>();

  const nameFor = (field: string, pointer: string): string => {
    const known = names.get(pointer);
    if (known) return known.name;
    const used = taken.get(field) ?? new Set(Object.keys(asNode(asNode(written["components"])[field])));
    taken.set(field, used);
    const words = tokensOf(pointer).filter((token) => !/^(components|schemas|properties|paths|\d+)$/.test(token));
    const wanted = words.map((word) => word.replace(/[^\p{L}\p{N}]+/gu, "")).join("_") || "Part";
    let name = wanted;
    for (let count = 2; used.has(name); count++) name = `${wanted}${count}`;
    used.add(name);
    names.set(pointer, { field, name });
    return name;
  };

  const rewrite = (kind: ObjectKind, node: Node, pointer: string): Node => {
    const field = componentFields[kind];
    if (field === undefined) return node;
    const made = referring(field, node, pointer);
    rewritten.set(pointer, made);
    return made;
  };

  const referring = (field: string, node: Node, pointer: string): Node => {
    const ref = node["$ref"] ?? node["$dynamicRef"];
    if (typeof ref !== "string") return node;
    const to = target(ref, pointer);
    const [root, kept, name, ...more] = tokensOf(to);
    const { $dynamicRef: _, ...rest } = node;
    if (root === "components" && kept === field && name !== undefined && more.length === 0)
      return { ...rest, $ref: to };
    return { ...rest, $ref: append("#", "components", field, nameFor(field, to)) };
  };

  /** The rewritten document, with what has been promoted among its components. */
  const into = (document: Node): Node => {
    const components: Record<string, Node> = Object.fromEntries(
      entriesOf(document["components"]).map(([field, each]) => [field, asNode(each)]),
    );
    for (const [pointer, { field, name }] of names) {
      components[field] = { ...components[field], [name]: rewritten.get(pointer) ?? lookUp(document, pointer) };
    }
    return { ...document, components };
  };
  return { rewrite, into };
}

/** Path items, written out, in which each operation has the name that the model gives it. */
function withIds(
  references: References,
  items: unknown,
  field: string,
  operations: Description["operations"],
): Record<string, unknown> {
  return Object.fromEntries(
    entriesOf(items).map(([path, item]) => {
      const own = operations.filter((operation) => operation.path === path);
      const node = withOwnParameters(references, references.follow(item, append("#", field, path)).node, own);
      const named = own.flatMap((operation) => {
        const name = operation.method.toLowerCase();
        return lastToken(operation.pointer) === name
          ? [[name, asNamed(references, asNode(node[name]), operation)] as const]
          : [];
      });
      return [path, { ...node, ...Object.fromEntries(named) }];
    }),
  );
}

/** Where a parameter of all operations of a path is a credential of some, each gets its own parameters. */
function withOwnParameters(references: References, node: Node, operations: Description["operations"]): Node {
  const shared = listOf(node["parameters"]);
  const isOfSome = (parameter: unknown) =>
    operations.some(({ security }) => isCredential(placeOf(references, parameter), security));
  if (!shared.some(isOfSome)) return node;
  const { parameters: _, ...rest } = node;
  for (const { method } of operations) {
    const name = method.toLowerCase();
    const own = listOf(asNode(node[name])["parameters"]);
    const taken = new Set(own.map((each) => JSON.stringify(placeOf(references, each))));
    const inherited = shared.filter((each) => !taken.has(JSON.stringify(placeOf(references, each))));
    if (name in rest) Object.assign(rest, { [name]: { ...asNode(node[name]), parameters: [...inherited, ...own] } });
  }
  return rest;
}

/** An operation with its name, and without the parameters that its credentials are sent as. */
function asNamed(references: References, node: Node, { id, security }: Operation): Node {
  const parameters = listOf(node["parameters"]).filter((each) => !isCredential(placeOf(references, each), security));
  return { ...node, operationId: id, ...("parameters" in node && { parameters }) };
}

function placeOf(references: References, parameter: unknown): { readonly in: string; readonly name: string } {
  const { node } = references.follow(parameter, "#");
  return { in: textOf(node["in"]), name: textOf(node["name"]) };
}
