import { lookUp } from "../http/pointer.ts";
import { asNode, isNode, listOf, type Node, textsOf } from "../parse/node.ts";
import { hasObjects, rewriteDocument } from "../parse/objects.ts";
import type { References } from "../parse/references.ts";
import { rulesOf } from "./annotations.ts";
import { fragment } from "./fragment.ts";
import { createInheritance } from "./inheritance.ts";
import { typesOf } from "./kinds.ts";
import { readablePattern } from "./pattern.ts";
import type { Direction } from "./types.ts";

/**
 * The schemas of a document as validators take them: JSON Schema 2020-12, each where it stands in the document, and nothing
 * else beside them. What is only answered is not required in a request, nor what is only sent in a response. A base that
 * lists its variants is, in each of them, what it says itself (OpenAPI 3.1, section 4.8.25).
 *
 * @param references of a document of OpenAPI 3.1
 */
export function jsonSchemas(references: References, direction: Direction): Node {
  const cleaned = rewriteDocument(references.document, (kind, node, pointer) =>
    kind === "schema"
      ? clean(references, node, pointer, direction)
      : Object.fromEntries(Object.entries(node).filter(([name]) => name === "$ref" || hasObjects(kind, name))),
  );
  const isBase = createInheritance(references);
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

/** The rules of a schema, with its references in the spelling that validators compare. */
function clean(references: References, schema: Node, pointer: string, direction: Direction): Node {
  const kept = [...rulesOf(schema), "$defs", "definitions"].filter(
    (name) => name in schema && name !== "discriminator",
  );
  const cleaned: Record<string, unknown> = Object.fromEntries(kept.map((name) => [name, schema[name]]));
  const ref = schema["$ref"] ?? schema["$dynamicRef"];
  if (typeof ref === "string") {
    delete cleaned["$dynamicRef"];
    cleaned["$ref"] = fragment(references.target(ref, pointer));
  }
  if ("type" in schema && typesOf(schema) === undefined) delete cleaned["type"];
  Object.assign(cleaned, readablePatterns(schema, cleaned));
  if (Array.isArray(schema["required"])) {
    // As it is written: what it is made of has been cleaned already, of `readOnly` as well.
    const written = asNode(lookUp(references.document, pointer));
    cleaned["required"] = textsOf(schema["required"]).filter((name) => isSaid(references, written, name, direction));
  }
  return cleaned;
}

/** Validators throw at a pattern that they can't read. */
function readablePatterns(schema: Node, cleaned: Record<string, unknown>): Node {
  const { pattern } = schema;
  const readable = typeof pattern === "string" ? readablePattern(pattern) : undefined;
  if (pattern !== undefined && readable === undefined) delete cleaned["pattern"];
  if (!isNode(schema["patternProperties"])) return readable === undefined ? {} : { pattern: readable };
  const properties = Object.entries(schema["patternProperties"]).flatMap(([name, inner]) => {
    const readableName = readablePattern(name);
    return readableName === undefined ? [] : [[readableName, inner] as const];
  });
  return { ...(readable !== undefined && { pattern: readable }), patternProperties: Object.fromEntries(properties) };
}

/** Whether a property of an object is part of a direction. */
function isSaid(references: References, schema: Node, name: string, direction: Direction): boolean {
  const keyword = direction === "request" ? "readOnly" : "writeOnly";
  const seen = new Set<string>();
  const isMarked = (property: unknown, pointer: string): boolean => {
    if (!isNode(property)) return false;
    if (property[keyword] === true) return true;
    const parts = listOf(property["allOf"]).some((part) => isMarked(part, pointer));
    const ref = property["$ref"];
    if (parts || typeof ref !== "string" || seen.has(ref)) return parts;
    seen.add(ref);
    return isMarked(lookUp(references.document, references.target(ref, pointer)), pointer);
  };
  const has = (node: Node): boolean => {
    const properties = asNode(node["properties"]);
    if (Object.hasOwn(properties, name) && isMarked(properties[name], "#")) return true;
    if (listOf(node["allOf"]).some((part) => has(asNode(part)))) return true;
    const ref = node["$ref"];
    if (typeof ref !== "string" || seen.has(ref)) return false;
    seen.add(ref);
    return has(asNode(lookUp(references.document, references.target(ref, "#"))));
  };
  return !has(schema);
}
