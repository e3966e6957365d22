import type { Schema } from "@spkey/spec";
import fc, { type Arbitrary } from "fast-check";

/** As much of JSON Schema as the fixtures have, beyond what the reader reads. */
type Full = Schema & {
  readonly multipleOf?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly prefixItems?: readonly Full[];
};

export type Resolve = (schema: Schema) => Schema;

/** Lists and trees end at this depth. */
const deepest = 4;

/** Values that are meant to be valid: an independent validator has the last word. */
export function valuesOf(resolve: Resolve, schema: Schema, depth = 0): Arbitrary<unknown> {
  const node: Full = resolve(schema);
  const of = (part: Schema) => valuesOf(resolve, part, depth + 1);
  if (node.const !== undefined) return fc.constant(node.const);
  if (node.enum) return fc.constantFrom(...node.enum);
  const variants = node.oneOf ?? node.anyOf;
  if (variants) return fc.oneof(...variants.map(of));
  if (node.allOf) {
    return fc.tuple(...node.allOf.map(of)).map((parts) => Object.assign({}, ...parts.map((part) => part ?? {})));
  }
  const types = [node.type ?? (node.properties ? "object" : "string")].flat();
  return fc.oneof(...types.map((type) => typed[type]?.(node, of, depth) ?? fc.constant(null)));
}

type Of = (schema: Schema) => Arbitrary<unknown>;

const typed: Readonly<Record<string, (node: Full, of: Of, depth: number) => Arbitrary<unknown>>> = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: ({ minimum = -1_000, maximum = 1_000_000, multipleOf = 1 }) =>
    fc
      .integer({ min: Math.ceil(minimum / multipleOf), max: Math.floor(maximum / multipleOf) })
      .map((factor) => factor * multipleOf),
  number: ({ minimum = -1_000, maximum = 1_000_000, ...node }) =>
    fc
      .integer({
        min: (typeof node.exclusiveMinimum === "number" ? node.exclusiveMinimum : minimum) * 100 + 1,
        max: (typeof node.exclusiveMaximum === "number" ? node.exclusiveMaximum : maximum) * 100 - 1,
      })
      .map((cents) => cents / 100),
  string: text,
  array: ({ items = {}, prefixItems, minItems = 0, maxItems = 4, uniqueItems }, of, depth) => {
    if (prefixItems) return fc.tuple(...prefixItems.map(of));
    const lengths = { minLength: minItems, maxLength: depth >= deepest ? minItems : maxItems };
    const selector = (item: unknown) => JSON.stringify(item);
    return uniqueItems ? fc.uniqueArray(of(items), { ...lengths, selector }) : fc.array(of(items), lengths);
  },
  object: (
    { properties = {}, required = [], additionalProperties, minProperties = 0, maxProperties = 3 },
    of,
    depth,
  ) => {
    if (typeof additionalProperties === "object") {
      const keys = { minKeys: minProperties, maxKeys: maxProperties };
      return fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), of(additionalProperties), keys);
    }
    const names = Object.entries(properties).filter(([name, { readOnly }]) => {
      return !readOnly && (depth < deepest || required.includes(name));
    });
    const requiredKeys = names.map(([name]) => name).filter((name) => required.includes(name));
    return fc.record(Object.fromEntries(names.map(([name, property]) => [name, of(property)])), { requiredKeys });
  },
};

const formats: Readonly<Record<string, () => Arbitrary<string>>> = {
  date: () =>
    fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
      .map((date) => date.toISOString().slice(0, 10)),
  "date-time": () =>
    fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString()),
  email: () => fc.stringMatching(/^[a-z]{1,8}@[a-z]{1,8}\.example$/),
  uuid: () => fc.uuid(),
};

function text({ format = "", pattern, minLength = 0, maxLength = 12 }: Full): Arbitrary<string> {
  const formatted = formats[format];
  if (formatted) return formatted();
  if (pattern !== undefined) {
    return fc
      .stringMatching(new RegExp(pattern, "u"))
      .filter(({ length }) => length >= minLength && length <= maxLength);
  }
  // JSON Schema counts characters, JavaScript halves of them; the generator does as JSON Schema.
  return fc.string({ unit: "grapheme-composite", minLength, maxLength });
}

/** What is put in a place to break it. */
const strangers: readonly unknown[] = [null, true, 0, -1, 0.5, 1e12, "", "!", "x".repeat(200), [], {}, [{}], { x: 1 }];

/** The same value with another thing in one place: each of them, where one place alone is changed. */
export function broken(value: unknown): Arbitrary<unknown> {
  const changes = changesOf(value);
  return fc.constantFrom(...changes).map((change) => change());
}

function changesOf(value: unknown): (() => unknown)[] {
  const changes: (() => unknown)[] = strangers.map((stranger) => () => stranger);
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      changes.push(
        () => value.toSpliced(i, 1),
        () => [...value, item],
      );
      for (const change of changesOf(item)) changes.push(() => value.with(i, change()));
    });
  } else if (typeof value === "object" && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      changes.push(() => Object.fromEntries(Object.entries(value).filter(([other]) => other !== name)));
      for (const change of changesOf(item)) changes.push(() => ({ ...value, [name]: change() }));
    }
    changes.push(() => ({ ...value, unexpected: 1 }));
  }
  return changes;
}
