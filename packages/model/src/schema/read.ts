import { append, lastToken } from "../http/pointer.ts";
import { asNode, isNode, listOf, type Node } from "../parse/node.ts";
import type { References } from "../parse/references.ts";
import type { Report } from "../parse/report.ts";
import { annotationsOf, noAnnotations, rulesOf } from "./annotations.ts";
import { readConditions } from "./conditions.ts";
import { readDiscriminator } from "./discriminator.ts";
import { createIdentities, isBare } from "./identity.ts";
import { createInheritance } from "./inheritance.ts";
import { createIntersect } from "./intersect.ts";
import { impliedTypes, readType, typesOf } from "./kinds.ts";
import { createSchemaReferences } from "./references.ts";
import type { Schema, SchemaBase } from "./types.ts";
import { unionOf } from "./union.ts";
import { reportUnread } from "./unread.ts";
import { enumerated, valuesOf } from "./values.ts";

/** Reads the schema that stands at a pointer; the same one for the same pointer. */
export type ReadSchema = (schema: unknown, pointer: string) => Schema;

export interface SchemaReader {
  readonly read: ReadSchema;
  /** Resolves all references that have been read, so that what can't be is reported. */
  resolveAll(): void;
}

/** Reads Schema Objects (OpenAPI 3.1, section 4.8.24), each once. */
export function createSchemaReader(references: References, report: Report): SchemaReader {
  const isBase = createInheritance(references);
  const known = new Map<string, Schema>();
  const identities = createIdentities();

  const read: ReadSchema = (schema, pointer) => {
    const found = known.get(pointer);
    if (found) return found;
    const made = Object.freeze(make(schema, pointer));
    // What it is merged with may have led here meanwhile.
    const meanwhile = known.get(pointer);
    if (meanwhile) return meanwhile;
    known.set(pointer, made);
    identities.keepWhole(made);
    return made;
  };

  const make: ReadSchema = (schema, pointer) => {
    const name = componentName(pointer);
    const base: SchemaBase = {
      ...annotationsOf(asNode(schema)),
      pointer,
      conditions: [],
      ...(name !== undefined && { name }),
    };
    if (schema === false) return { ...base, kind: "never" };
    if (!isNode(schema)) return { ...base, kind: "any" };
    const rules = rulesOf(schema);
    if (rules.length === 1 && (rules[0] === "$ref" || rules[0] === "$dynamicRef")) return reference(schema, pointer);
    reportUnread(schema, pointer, report);
    const whole = partsOf(schema, pointer).reduce(intersect, { ...base, kind: "any" });
    const conditions = [...whole.conditions, ...readConditions(schema, pointer, read)];
    return { ...whole, pointer, conditions, ...(name !== undefined && whole.kind !== "reference" && { name }) };
  };

  const { reference, referenceToBase, merged, resolveAll } = createSchemaReferences(references, report, read, make);
  const context = { references, report, reference };
  const intersect = createIntersect({
    identities,
    unsupported: report.unsupported,
    lazily: (a, b) => {
      const both = identities.ofBoth(a, b);
      // One of them may be made of the other one already.
      for (const each of [a, b]) if (isBare(each) && each.target === both) return each;
      return merged(both, a, b, (first, second) => intersect(first, second));
    },
  });

  /** What a schema says by itself, by reference and by composition; a value has to fit all of it. */
  const partsOf = (schema: Node, pointer: string): Schema[] => {
    const parts: Schema[] = [];
    const own = readOwn(schema, pointer);
    if (own) parts.push(own);
    if ("$ref" in schema || "$dynamicRef" in schema) {
      const { $ref, $dynamicRef } = schema;
      parts.push(reference($ref === undefined ? { $dynamicRef } : { $ref }, pointer));
    }
    for (const [index, part] of listOf(schema["allOf"]).entries()) {
      parts.push(extended(part, append(pointer, "allOf", index)));
    }
    for (const keyword of ["anyOf", "oneOf"] as const) {
      if (Array.isArray(schema[keyword])) parts.push(readUnion(keyword, schema, pointer));
    }
    return parts;
  };

  /** A part of `allOf`: of a base that lists its variants, what it says itself. */
  const extended = (part: unknown, pointer: string): Schema => {
    const ref = asNode(part)["$ref"];
    if (typeof ref === "string" && rulesOf(asNode(part)).length === 1 && isBase(references.target(ref, pointer))) {
      return referenceToBase(asNode(part), pointer);
    }
    return read(part, pointer);
  };

  /** By `type`, or what follows from the other keywords; narrowed by `enum` and `const`. */
  const readOwn = (schema: Node, pointer: string): Schema | undefined => {
    const names = typesOf(schema);
    const types = names ?? impliedTypes(schema);
    const members = types.map((type) => readType(type, schema, pointer, names === undefined, read));
    const rule: SchemaBase = { ...noAnnotations, pointer, conditions: [] };
    const own = types.length > 0 ? unionOf({ ...rule, kind: "union", of: "type", members }) : undefined;
    const described = own?.kind === "object" ? { ...own, ...readDiscriminator(context, schema, pointer) } : own;
    const values = valuesOf(schema);
    return values ? enumerated(values, described ?? { ...rule, kind: "any" }, rule, intersect) : described;
  };

  const readUnion = (of: "anyOf" | "oneOf", schema: Node, pointer: string): Schema => {
    const members = listOf(schema[of]).map((member, index) => read(member, append(pointer, of, index)));
    const rule: SchemaBase = { ...noAnnotations, pointer, conditions: [] };
    return unionOf({ ...rule, kind: "union", of, members, ...readDiscriminator(context, schema, pointer, members) });
  };

  return { read, resolveAll };
}

/** The name of a component. */
function componentName(pointer: string): string | undefined {
  return /^#\/components\/schemas\/[^/]+$/.test(pointer) ? lastToken(pointer) : undefined;
}
