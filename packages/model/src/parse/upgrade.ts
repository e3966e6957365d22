import type { Node } from "./node.ts";
import { rewriteDocument } from "./objects.ts";

/**
 * OpenAPI 3.0 as 3.1. Here, and nowhere else, is what they say differently. Pointers stay what they were, but for those into
 * compositions that may also be null.
 *
 * `@scalar/openapi-upgrader` 0.4.9 was tried first. It does not know schemas from data: it rewrites what it finds inside of
 * examples, and a property that is called `example`; and it leaves `nullable` where there is no `type` beside it.
 */
export function upgrade(document: Node): Node {
  if (!/^3\.0\./.test(String(document["openapi"]))) return document;
  const upgraded = rewriteDocument(document, (kind, node) => (kind === "schema" ? upgradeSchema(node) : node));
  return { ...upgraded, openapi: "3.1.0" };
}

/** Keywords that 3.1 has no more. */
const removed = ["nullable", "example", "exclusiveMinimum", "exclusiveMaximum"];

/** What is said beside a `$ref` and has an effect: 3.0 ignores all of it, but readers take it for what it says. */
const besideReference = ["$ref", "title", "description", "deprecated", "readOnly", "writeOnly", "default", "nullable"];

/** A Schema Object of OpenAPI 3.0.4 (section 4.7.24) in JSON Schema 2020-12. */
function upgradeSchema(schema: Node): Node {
  if (typeof schema["$ref"] === "string") return upgradeReference(schema);
  const kept = Object.fromEntries(Object.entries(schema).filter(([name]) => !removed.includes(name)));
  const upgraded: Node = {
    ...kept,
    ...("example" in schema && { examples: [schema["example"]] }),
    ...bounds(schema),
    ...bytes(schema),
  };
  return defined(schema["nullable"] === true ? nullable(upgraded) : upgraded);
}

/** Without what has been taken away. */
function defined(node: Node): Node {
  return Object.fromEntries(Object.entries(node).filter(([, value]) => value !== undefined));
}

function upgradeReference(schema: Node): Node {
  const kept = Object.fromEntries(
    Object.entries(schema).filter(([name]) => besideReference.includes(name) || name.startsWith("x-")),
  );
  const { nullable: orNull, ...rest } = kept;
  const examples = "example" in schema ? { examples: [schema["example"]] } : {};
  if (orNull !== true) return { ...rest, ...examples };
  const { $ref, ...beside } = rest;
  return { ...beside, ...examples, anyOf: [{ $ref }, { type: "null" }] };
}

/** `exclusiveMinimum: true` makes `minimum` itself exclusive. */
function bounds(schema: Node): Node {
  const changed: Record<string, unknown> = {};
  for (const [bound, exclusive] of [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const) {
    const [value, given] = [schema[bound], schema[exclusive]];
    // Some write it as 3.1 does.
    if (typeof given === "number") changed[exclusive] = given;
    if (given === true && value !== undefined) {
      changed[bound] = undefined;
      changed[exclusive] = value;
    }
  }
  return changed;
}

/** `format: byte` is text in base64; `format: binary` is understood in 3.1, too. */
function bytes({ type, format }: Node): Node {
  return type === "string" && (format === "byte" || format === "base64")
    ? { format: undefined, contentEncoding: "base64" }
    : {};
}

/**
 * The same, or null. By the letter of 3.0.3, `nullable` has no effect without a `type` beside it; those who write it mean
 * null all the same, and who then refuses it refuses a real server's honest answer.
 */
function nullable(schema: Node): Node {
  const { type, enum: values } = schema;
  const listed = Array.isArray(values) && !values.includes(null) ? { enum: [...values, null] } : {};
  if (typeof type === "string") return { ...schema, type: [type, "null"], ...listed };
  if (Array.isArray(values)) return { ...schema, ...listed };
  const composed = ["allOf", "anyOf", "oneOf", "not"].some((name) => name in schema);
  if (!composed) return schema; // It allows anything already.
  const { title, description, default: fallback, examples, deprecated, readOnly, writeOnly, ...rules } = schema;
  const said = { title, description, default: fallback, examples, deprecated, readOnly, writeOnly };
  return { ...said, anyOf: [rules, { type: "null" }] };
}
