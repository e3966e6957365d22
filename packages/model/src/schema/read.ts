import { append, lastToken, lookUp, normalize } from "../http/pointer.ts";
import { asNode, entriesOf, isNode, listOf, type Node, textOf } from "../parse/node.ts";
import type { References } from "../parse/references.ts";
import type { Report } from "../parse/report.ts";
import { annotationsOf, noAnnotations, overlay, rulesOf } from "./annotations.ts";
import { isSameJson } from "./equal.ts";
import { createInheritance } from "./inheritance.ts";
import { createIntersect } from "./intersect.ts";
import { impliedTypes, readType, type TypeName, typeNames } from "./kinds.ts";
import type { Intersect } from "./merge.ts";
import { readablePattern } from "./pattern.ts";
import type { Annotations, Condition, Discriminator, ReferenceSchema, Schema, SchemaBase } from "./types.ts";
import { unionOf } from "./union.ts";

/** Reads the schema that stands at a pointer; the same one for the same pointer. */
export type ReadSchema = (schema: unknown, pointer: string) => Schema;

type Resolved = ReturnType<ReferenceSchema["resolve"]>;

/** What a reference to a component that only its variants extend leads to. */
const baseOnly = " (without its variants)";

/** Reads Schema Objects (OpenAPI 3.1, section 4.8.24), each once. */
export function createSchemaReader(references: References, report: Report): ReadSchema {
  const { document } = references;
  const isBase = createInheritance(references);
  const known = new Map<string, Schema>();
  const resolved = new Map<string, Resolved>();
  const resolving = new Set<string>();

  const read: ReadSchema = (schema, pointer) => {
    const found = known.get(pointer);
    if (found) return found;
    const made = Object.freeze(make(schema, pointer));
    known.set(pointer, made);
    return made;
  };

  /** Resolves what a reference leads to when it is first asked for; what leads back to itself is any value, and is reported. */
  const resolveOnce = (target: string, from: string, make: () => Schema): Resolved => {
    const found = resolved.get(target);
    if (found) return found;
    if (resolving.has(target)) {
      report.unsupported(from, "This schema is made of itself without end. It is read as any value.");
      return { ...noAnnotations, kind: "any", pointer: from, conditions: [] };
    }
    resolving.add(target);
    try {
      const schema = make();
      const end = schema.kind === "reference" ? schema.resolve() : schema;
      resolved.set(target, end);
      return end;
    } finally {
      resolving.delete(target);
    }
  };

  const reference = (schema: Node, pointer: string, asBase = false): ReferenceSchema => {
    const ref = textOf(schema["$ref"] ?? schema["$dynamicRef"]);
    const target = references.target(ref, pointer);
    const end = lookUp(document, target);
    const key = asBase ? target + baseOnly : target;
    return {
      ...overlay(annotationsOf(schema), annotationsAt(target)),
      kind: "reference",
      pointer,
      name: nameOf(target),
      target: key,
      conditions: [],
      resolve: () =>
        resolveOnce(key, pointer, () => (asBase ? make(withoutVariants(asNode(end)), target) : read(end, target))),
    };
  };

  /** What is said of a schema, also by those that its references lead to. */
  const annotationsAt = (pointer: string, seen: readonly string[] = []): Annotations => {
    const schema = asNode(lookUp(document, pointer));
    const own = annotationsOf(schema);
    const ref = schema["$ref"];
    if (typeof ref !== "string") return own;
    const next = references.target(ref, pointer);
    return seen.includes(next) ? own : overlay(own, annotationsAt(next, [...seen, next]));
  };

  const intersect: Intersect = createIntersect({
    unsupported: report.unsupported,
    lazily: (a, b) => {
      const [first, second] = [a, b].map((schema) => (schema.kind === "reference" ? schema.target : schema.pointer));
      const target = [...new Set(`${first} & ${second}`.split(" & "))].sort().join(" & ");
      const names = [a.name, b.name].filter((name) => name !== undefined);
      const end = (schema: Schema) => (schema.kind === "reference" ? schema.resolve() : schema);
      return {
        ...overlay(a, b),
        kind: "reference",
        pointer: a.pointer,
        name: [...new Set(names)].join(" & "),
        target,
        conditions: [],
        resolve: () => resolveOnce(target, a.pointer, () => intersect(end(a), end(b))),
      };
    },
  });

  const make = (schema: unknown, pointer: string): Schema => {
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
    reportPatterns(schema, pointer);
    const parts = partsOf(schema, pointer);
    const whole = parts.reduce(intersect, { ...base, kind: "any" });
    const conditions = [...whole.conditions, ...conditionsOf(schema, pointer)];
    return { ...whole, pointer, conditions, ...(name !== undefined && whole.kind !== "reference" && { name }) };
  };

  const reportPatterns = (schema: Node, pointer: string) => {
    const own = typeof schema["pattern"] === "string" ? [[schema["pattern"], append(pointer, "pattern")] as const] : [];
    const ofNames = Object.keys(asNode(schema["patternProperties"])).map(
      (pattern) => [pattern, append(pointer, "patternProperties", pattern)] as const,
    );
    for (const [pattern, place] of [...own, ...ofNames]) {
      if (readablePattern(pattern) !== undefined) continue;
      report.unsupported(place, `\`${pattern}\` is no regular expression of ECMA-262: nothing is held against it.`);
    }
  };

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
      return reference(asNode(part), pointer, true);
    }
    return read(part, pointer);
  };

  /** By `type`, or what follows from the other keywords; narrowed by `enum` and `const`. */
  const readOwn = (schema: Node, pointer: string): Schema | undefined => {
    const names = typesOf(schema);
    const implied = names === undefined;
    const types = names ?? impliedTypes(schema);
    const members = types.map((type) => readType(type, schema, pointer, implied, read));
    const rule: SchemaBase = { ...noAnnotations, pointer, conditions: [] };
    const own: Schema | undefined =
      types.length > 0 || names ? unionOf({ ...rule, kind: "union", of: "type", members }) : undefined;
    const described = own?.kind === "object" ? { ...own, ...discriminatorOf(schema, pointer) } : own;
    const values = valuesOf(schema);
    return values ? enumerated(values, described, rule) : described;
  };

  /** The values of `enum` and `const` that the type allows, with null as a member of a union. */
  const enumerated = (values: Values, own: Schema | undefined, rule: SchemaBase): Schema => {
    const { list, constant } = values;
    const of: Schema = own ?? { ...rule, kind: "any" };
    const named = list.filter((value) => value !== null);
    const members: Schema[] = [
      ...(named.length > 0
        ? [intersect({ ...rule, kind: "enum", values: named, constant, of: { ...rule, kind: "any" } }, of)]
        : []),
      ...(list.includes(null) ? [intersect({ ...rule, kind: "null" }, of)] : []),
    ];
    return unionOf({ ...rule, kind: "union", of: "type", members });
  };

  const readUnion = (of: "anyOf" | "oneOf", schema: Node, pointer: string): Schema => {
    const members = listOf(schema[of]).map((member, index) => read(member, append(pointer, of, index)));
    const rule: SchemaBase = { ...noAnnotations, pointer, conditions: [] };
    return unionOf({ ...rule, kind: "union", of, members, ...discriminatorOf(schema, pointer, members) });
  };

  /** OpenAPI 3.1, section 4.8.25: a mapping names schemas by their pointers, or by their names among the components. */
  const discriminatorOf = (
    schema: Node,
    pointer: string,
    members: readonly Schema[] = [],
  ): { readonly discriminator?: Discriminator } => {
    const written = asNode(schema["discriminator"]);
    const propertyName = textOf(written["propertyName"]);
    if (!propertyName) return {};
    const byTarget = new Map(
      members.flatMap((each) => (each.kind === "reference" ? [[each.target, each] as const] : [])),
    );
    const explicit = entriesOf(written["mapping"]).flatMap(([value, to]) => {
      const target = mappedTo(textOf(to), append(pointer, "discriminator", "mapping", value));
      return target === undefined ? [] : [{ value, target }];
    });
    const mapped = new Set(explicit.map(({ target }) => target));
    const implicit = [...byTarget.keys()].filter((target) => !mapped.has(target));
    return {
      discriminator: {
        propertyName,
        mapping: [...explicit, ...implicit.map((target) => ({ value: nameOf(target), target }))].map(
          ({ value, target }) => ({
            value,
            schema: byTarget.get(target) ?? reference({ $ref: target }, pointer),
          }),
        ),
      },
    };
  };

  const mappedTo = (text: string, pointer: string): string | undefined => {
    const byName = append("#", "components", "schemas", text);
    if (lookUp(document, byName) !== undefined) return byName;
    if (text.startsWith("#") && lookUp(document, normalize(text)) !== undefined) return normalize(text);
    report.unsupported(pointer, `The discriminator maps to ${text}, which is no schema of this document.`);
    return undefined;
  };

  const conditionsOf = (schema: Node, pointer: string): Condition[] => {
    const inner = (keyword: string) => read(schema[keyword], append(pointer, keyword));
    return [
      ...("not" in schema ? [{ keyword: "not", schema: inner("not") } as const] : []),
      ...("if" in schema && ("then" in schema || "else" in schema)
        ? [
            {
              keyword: "if",
              schema: inner("if"),
              ...("then" in schema && { whenTrue: inner("then") }),
              ...("else" in schema && { whenFalse: inner("else") }),
            } as const,
          ]
        : []),
      ...entriesOf(schema["dependentSchemas"]).map(
        ([property, rule]) =>
          ({
            keyword: "dependentSchemas",
            property,
            schema: read(rule, append(pointer, "dependentSchemas", property)),
          }) as const,
      ),
      ...(["unevaluatedProperties", "unevaluatedItems"] as const)
        .filter((keyword) => keyword in schema)
        .map((keyword) => ({ keyword, schema: inner(keyword) })),
    ];
  };

  return read;
}

interface Values {
  readonly list: readonly unknown[];
  readonly constant: boolean;
}

function valuesOf(schema: Node): Values | undefined {
  const listed = schema["enum"];
  if ("const" in schema) {
    const allowed = !Array.isArray(listed) || listed.some((value) => isSameJson(value, schema["const"]));
    return { list: allowed ? [schema["const"]] : [], constant: true };
  }
  return Array.isArray(listed) ? { list: distinct(listed), constant: false } : undefined;
}

function distinct(values: readonly unknown[]): unknown[] {
  const simple = values.every((value) => typeof value !== "object");
  if (simple) return [...new Set(values)];
  return values.filter((value, index) => values.findIndex((other) => isSameJson(other, value)) === index);
}

function typesOf(schema: Node): TypeName[] | undefined {
  const { type } = schema;
  if (type === undefined) return undefined;
  const names = Array.isArray(type) ? type : [type];
  const known = [...new Set(names)].filter((name): name is TypeName => typeNames.includes(name));
  // An integer is a number.
  return known.filter((name) => name !== "integer" || !known.includes("number"));
}

function withoutVariants({ oneOf: _oneOf, anyOf: _anyOf, ...base }: Node): Node {
  return base;
}

/** The name of a component; of another schema that is referred to, the last word of its pointer that is no keyword. */
function nameOf(target: string): string {
  return lastToken(target.replace(baseOnly, ""));
}

function componentName(pointer: string): string | undefined {
  return /^#\/components\/schemas\/[^/]+$/.test(pointer) ? lastToken(pointer) : undefined;
}
