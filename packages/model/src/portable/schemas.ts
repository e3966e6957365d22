import { lookUp, normalize } from "../http/pointer.ts";
import { isNode } from "../parse/node.ts";

/** JSON Schemas by their pointers. None is a part of another one. */
export type SchemasByPointer = Readonly<Record<string, unknown>>;

/** Of the schemas of a document, those at these pointers, and all that they refer to. */
export function reachableSchemas(document: object, pointers: Iterable<string>): SchemasByPointer {
  const found = new Map<string, unknown>();
  const pending = [...pointers];
  for (let pointer = pending.pop(); pointer !== undefined; pointer = pending.pop()) {
    const place = normalize(pointer);
    const schema = lookUp(document, place);
    if (schema === undefined || found.has(place)) continue;
    found.set(place, schema);
    pending.push(...referencesIn(schema));
  }
  return Object.fromEntries([...found].filter(([pointer]) => !prefixesOf(pointer).some((prefix) => found.has(prefix))));
}

/** The pointers of all that a pointer leads through. */
function prefixesOf(pointer: string): string[] {
  const tokens = pointer.split("/");
  return tokens.slice(1).map((_, index) => tokens.slice(0, index + 1).join("/"));
}

/** What looks like a reference may be data: that leads nowhere, or to a schema that is written without need. */
function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isNode(value)) return [];
  const own = value["$ref"];
  return [...(typeof own === "string" ? [own] : []), ...Object.values(value).flatMap(referencesIn)];
}
