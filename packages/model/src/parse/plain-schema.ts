import { append, lookUp } from "../http/pointer.ts";
import { discriminated } from "../schema/discriminated.ts";
import { isBytes, typesOf } from "../schema/kinds.ts";
import { isMarked } from "../schema/marked.ts";
import { asNode, entriesOf, isNode, listOf, type Node, textOf, textsOf } from "./node.ts";
import type { References } from "./references.ts";
import type { SentBytes } from "./sent-bytes.ts";

/** What is known of the document that a schema stands in. */
export interface PlainContext {
  readonly references: References;
  readonly sentBytes: SentBytes;
}

/** @param pointer where it stands in the document, in which its parts are as they were written */
export function plainSchema(node: Node, { references, sentBytes }: PlainContext, pointer: string): Node {
  // At most null, whatever else it says: of a schema that refers to itself there, tools make a type that does, too.
  if (String(node["type"]) === "null") return { ...annotationsOnly(node), type: "null" };
  const { discriminator } = node;
  const plain = {
    ...node,
    ...("type" in node && typesOf(node) === undefined && { type: undefined }),
    ...(isBytes(node) && bytes(node, sentBytes, pointer)),
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

/** Bytes are a text where a text is all that can be sent. */
function bytes(node: Node, { raw, asText }: SentBytes, pointer: string): Node {
  if (!asText.has(pointer)) return { format: "binary" };
  const text = { format: undefined, contentMediaType: undefined };
  if (!raw.has(pointer)) return text;
  const ways = [{ type: "string", format: "binary" }, { type: "string" }];
  return { ...text, type: undefined, anyOf: typesOf(node)?.includes("null") ? [...ways, { type: "null" }] : ways };
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
