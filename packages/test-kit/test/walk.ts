import type { Objects } from "./openapi-objects.ts";

type Json = Readonly<Record<string, unknown>>;

/** A field of an Object of a description, as it is met. */
export interface Met {
  /** The kind of the Object, as it is named in the table. */
  readonly kind: string;
  readonly field: string;
  readonly value: unknown;
  /** The Object. */
  readonly owner: Json;
  /** The JSON Pointer of the Object, as a URI fragment (RFC 6901, section 6). */
  readonly pointer: string;
  /** What the field holds; undefined where the table has no such field. */
  readonly holds: string | undefined;
}

/** Lists every field of every Object of a description, `x-` extensions left out. References are listed, not followed. */
export function fieldsOf(document: unknown, objects: Objects): Met[] {
  const met: Met[] = [];
  const visit = (value: unknown, kind: string, pointer: string): void => {
    const owner = objectAt(value);
    if (!owner) return; // A schema may be a boolean.
    const isReference = "$ref" in owner && !("$ref" in (objects[kind] ?? {}));
    const known = objects[isReference ? "reference" : kind] ?? {};
    for (const [field, content] of Object.entries(owner)) {
      if (field.startsWith("x-")) continue;
      const holds = known[field] ?? known["*"];
      met.push({ kind: isReference ? "reference" : kind, field, value: content, owner, pointer, holds });
      visitContent(content, holds, `${pointer}/${escapeName(field)}`);
    }
  };
  const visitContent = (content: unknown, holds: string | undefined, pointer: string): void => {
    const [, kind, many] = /^(\w+)(\[\]|\{\})?$/.exec(holds ?? "") ?? [];
    if (kind === undefined || objects[kind] === undefined) return;
    if (!many) visit(content, kind, pointer);
    else for (const [name, item] of Object.entries(content ?? {})) visit(item, kind, `${pointer}/${escapeName(name)}`);
  };
  visit(document, "openapi", "#");
  return met;
}

/** What stands at a JSON Pointer that is written as a URI fragment. */
export function resolve(document: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((value, name) => objectAt(value)?.[name], document);
}

export function objectAt(value: unknown): Json | undefined {
  return typeof value === "object" && value !== null ? (value as Json) : undefined; // An object, or an array with its indices.
}

function escapeName(name: string): string {
  return encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
}
