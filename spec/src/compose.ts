import type { Schema } from "./types.ts";

/** What a string of a format looks like (JSON Schema 2020-12 Validation, section 7.3). */
const formats: Readonly<Record<string, string>> = {
  date: "2026-03-02",
  "date-time": "2026-03-02T09:41:07Z",
  time: "09:41:07Z",
  duration: "PT15M",
  email: "ada@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com/",
  uuid: "123e4567-e89b-12d3-a456-426614174000",
};

/** Follows the `$ref` of a schema. */
type Resolve = (schema: Schema) => Schema;

/**
 * An example of a schema that has none, made of the examples, defaults and types of its parts. What is `readOnly` is left
 * out: it is for requests. It keeps the schema's types, but knows nothing of patterns and lengths.
 */
export function composeExample(resolve: Resolve, schema: Schema, above: ReadonlySet<string> = new Set()): unknown {
  if (schema.$ref !== undefined && above.has(schema.$ref)) return undefined; // It has come back to itself.
  const path = schema.$ref === undefined ? above : new Set([...above, schema.$ref]);
  const node = resolve(schema);
  const given = [node.const, node.examples?.[0], node.example, node.default, node.enum?.[0]];
  const [own] = given.filter((value) => value !== undefined);
  if (own !== undefined) return own;

  const compose = (part: Schema) => composeExample(resolve, part, path);
  const [variant] = [...(node.oneOf ?? []), ...(node.anyOf ?? [])];
  const parts = [...(node.allOf ?? []), ...(variant ? [variant] : [])].map(compose);
  const type = typeof node.type === "string" ? node.type : node.type?.find((name) => name !== "null");
  if (type === "array" || node.items)
    return node.items ? [compose(node.items)].filter((item) => item !== undefined) : [];
  if (type === "object" || node.properties || parts.some((part) => typeof part === "object")) {
    const properties = Object.entries(node.properties ?? {})
      .filter(([, property]) => !resolve(property).readOnly)
      .map(([name, property]) => [name, compose(property)] as const)
      .filter(([, value]) => value !== undefined);
    return Object.assign({}, ...parts, Object.fromEntries(properties));
  }
  return parts.length > 0 ? parts[0] : scalar(type, node);
}

function scalar(type: string | undefined, { format = "", minimum = 1 }: Schema): unknown {
  if (type === "integer" || type === "number") return minimum;
  if (type === "boolean") return true;
  return type === "string" ? (formats[format] ?? "example") : undefined;
}
