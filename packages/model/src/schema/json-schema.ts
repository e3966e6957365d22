import { lookUp } from "../http/pointer.ts";
import { asNode, isNode, listOf, type Node, textsOf } from "../parse/node.ts";
import { hasObjects, rewriteDocument } from "../parse/objects.ts";
import type { References } from "../parse/references.ts";
import { discriminated } from "./discriminated.ts";
import { fragment } from "./fragment.ts";
import { createInheritance } from "./inheritance.ts";
import { typesOf } from "./kinds.ts";
import { isMarked } from "./marked.ts";
import { readablePattern } from "./pattern.ts";
import { isReadable, unreadRules } from "./readable.ts";
import type { Direction } from "./types.ts";

/** Keywords that tell a reader something, and rule nothing (JSON Schema 2020-12, Validation, section 9). */
const annotations: Readonly<Record<string, (value: unknown) => boolean>> = {
  title: (value) => typeof value === "string",
  description: (value) => typeof value === "string",
  default: () => true,
  deprecated: (value) => value === true,
  examples: Array.isArray,
  readOnly: (value) => value === true,
  writeOnly: (value) => value === true,
};

/** Who they are for: validators, or readers as well, who want to know what a schema is about. */
export type Audience = "validators" | "readers";

/**
 * The schemas of a document as validators take them: JSON Schema 2020-12, each where it stands in the document, and nothing
 * else beside them. What is only answered is not required in a request, nor what is only sent in a response. A base that
 * lists its variants is, in each of them, what it says itself (OpenAPI 3.1, section 4.8.25).
 *
 * @param references of a document of OpenAPI 3.1
 */
export function jsonSchemas(references: References, direction: Direction, audience: Audience = "validators"): Node {
  const isBase = createInheritance(references);
  const extendsBase = (node: Node, pointer: string) =>
    listOf(node["allOf"]).some((part) => {
      const ref = asNode(part)["$ref"];
      return typeof ref === "string" && isBase(references.target(ref, pointer));
    });
  let hasBases = false;
  const cleaned = rewriteDocument(references.document, (kind, node, pointer) => {
    if (kind !== "schema") {
      return Object.fromEntries(Object.entries(node).filter(([name]) => name === "$ref" || hasObjects(kind, name)));
    }
    const made = { ...clean(references, node, pointer, direction), ...(audience === "readers" && annotationsOf(node)) };
    hasBases ||= typeof made !== "boolean" && extendsBase(made, pointer);
    return made;
  });
  if (!hasBases) return cleaned;
  return rewriteDocument(cleaned, (kind, node, pointer) => {
    if (kind !== "schema" || !Array.isArray(node["allOf"])) return node;
    const parts = node["allOf"].map((part: unknown) => {
      const ref = asNode(part)["$ref"];
      if (typeof ref !== "string" || !isBase(references.target(ref, pointer))) return part;
      const { oneOf: _oneOf, anyOf: _anyOf, ...base } = asNode(lookUp(cleaned, ref));
      return base;
    });
    return { ...node, allOf: parts };
  });
}

/**
 * The rules of a schema, with its references in the spelling that validators compare. Those that can't be read are not in it: the
 * keyword `x-unread` names them, for who wants to say that nothing is held against them.
 */
function clean(references: References, schema: Node, pointer: string, direction: Direction): Node {
  const unread = unreadRules(schema);
  const cleaned: Record<string, unknown> = Object.fromEntries(
    Object.entries(schema).filter(([name, value]) => isReadable(name, value)),
  );
  for (const { path } of unread) cleaned[path[0] ?? ""] = withoutEntry(cleaned[path[0] ?? ""], path[1]);
  const ref = schema["$ref"] ?? schema["$dynamicRef"];
  if (typeof ref === "string") {
    delete cleaned["$dynamicRef"];
    const target = references.target(ref, pointer);
    const end = lookUp(references.document, target);
    // Validators know schemas by their places, those that are objects.
    const isKnown = typeof end !== "boolean" && references.isSchema(target);
    cleaned["$ref"] = isKnown ? fragment(target) : undefined;
    if (end === false) cleaned["allOf"] = [...listOf(cleaned["allOf"]), false];
    if (!isKnown && typeof end !== "boolean") unread.push({ path: ["$ref"], wanted: "a reference to a schema" });
  }
  // No format of JSON Schema: the validator has an expression of its own for it, which takes hours for some texts.
  if (cleaned["format"] === "url") cleaned["format"] = "uri";
  Object.assign(cleaned, readTypes(schema), readablePatterns(cleaned), discriminated(references, schema));
  if (unread.length > 0) cleaned["x-unread"] = unread.map(({ path }) => path.join("/"));
  if (Array.isArray(cleaned["required"])) {
    // As it is written: what it is made of has been cleaned already, of `readOnly` as well.
    const written = asNode(lookUp(references.document, pointer));
    cleaned["required"] = textsOf(cleaned["required"]).filter((name) => isSaid(references, written, name, direction));
  }
  return defined(cleaned);
}

function annotationsOf(schema: Node): Node {
  return Object.fromEntries(
    Object.entries(schema).filter(([name, value]) => Object.hasOwn(annotations, name) && annotations[name]?.(value)),
  );
}

/** Without what has been taken away. */
function defined(node: Node): Node {
  return Object.fromEntries(Object.entries(node).filter(([, value]) => value !== undefined));
}

/** Of schemas by their names, without one of them; of anything else, nothing. */
function withoutEntry(value: unknown, name: string | undefined): unknown {
  if (name === undefined || !isNode(value)) return undefined;
  const { [name]: _, ...others } = value;
  return others;
}

/** Types that there are; what is `nullable` in 3.1, which has no such keyword, is so to those who write it. */
function readTypes(schema: Node): Node {
  const types = typesOf(schema);
  if (types === undefined) return { type: undefined };
  if (schema["nullable"] === true) return { type: [...new Set([...types, "null"])] };
  return Array.isArray(schema["type"]) ? { type: types } : {};
}

/** Patterns as they can be read. */
function readablePatterns({ pattern, patternProperties }: Node): Node {
  const named = isNode(patternProperties) ? Object.entries(patternProperties) : [];
  return {
    ...(typeof pattern === "string" && { pattern: readablePattern(pattern) }),
    ...(named.length > 0 && {
      patternProperties: Object.fromEntries(named.map(([name, inner]) => [readablePattern(name) ?? name, inner])),
    }),
  };
}

/** Whether a property of an object is part of a direction. */
function isSaid(references: References, schema: Node, name: string, direction: Direction): boolean {
  const keyword = direction === "request" ? "readOnly" : "writeOnly";
  const seen = new Set<string>();
  const has = (node: Node): boolean => {
    const properties = asNode(node["properties"]);
    if (Object.hasOwn(properties, name) && isMarked(references, properties[name], keyword)) return true;
    if (listOf(node["allOf"]).some((part) => has(asNode(part)))) return true;
    const ref = node["$ref"];
    if (typeof ref !== "string" || seen.has(ref)) return false;
    seen.add(ref);
    return has(asNode(lookUp(references.document, references.target(ref, "#"))));
  };
  return !has(schema);
}
