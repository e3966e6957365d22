import type { ArraySchema, NumberSchema, ObjectSchema, Schema, StringSchema } from "@spkey/model";
import fc, { type Arbitrary } from "fast-check";

/** Lists and trees end at this depth. */
const deepest = 4;

/** Values that are meant to be valid: an independent validator has the last word. */
export function valuesOf(schema: Schema, depth = 0): Arbitrary<unknown> {
  const of = (part: Schema) => valuesOf(part, depth + 1);
  switch (schema.kind) {
    case "reference":
      return valuesOf(schema.resolve(), depth);
    case "never":
    case "null":
      return fc.constant(null);
    case "any":
      return fc.constantFrom<unknown>("text", 1, true, null, [], {});
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number":
      return numbers(schema);
    case "string":
      return texts(schema);
    case "bytes":
      return fc.string({ unit: "grapheme-ascii", maxLength: 20 });
    case "enum":
      return fc.constantFrom(...schema.values);
    case "array":
      return arrays(schema, of, depth);
    case "object":
      return objects(schema, of, depth);
    case "union":
      return fc.oneof(...schema.members.map(of));
  }
}

type Of = (schema: Schema) => Arbitrary<unknown>;

function numbers({ kind, minimum = -1_000, maximum = 1_000_000, ...schema }: NumberSchema): Arbitrary<number> {
  const { exclusiveMinimum = minimum, exclusiveMaximum = maximum, multipleOf } = schema;
  if (kind === "number") {
    return fc.integer({ min: exclusiveMinimum * 100 + 1, max: exclusiveMaximum * 100 - 1 }).map((cents) => cents / 100);
  }
  const step = multipleOf[0] ?? 1;
  return fc.integer({ min: Math.ceil(minimum / step), max: Math.floor(maximum / step) }).map((factor) => factor * step);
}

function arrays({ items, prefixItems, minItems = 0, maxItems = 4, uniqueItems }: ArraySchema, of: Of, depth: number) {
  if (prefixItems.length > 0) return fc.tuple(...prefixItems.map(of));
  const lengths = { minLength: minItems, maxLength: depth >= deepest ? minItems : maxItems };
  const selector = (item: unknown) => JSON.stringify(item);
  return uniqueItems ? fc.uniqueArray(of(items), { ...lengths, selector }) : fc.array(of(items), lengths);
}

function objects(schema: ObjectSchema, of: Of, depth: number): Arbitrary<unknown> {
  const { properties, additionalProperties, minProperties = 0, maxProperties = 3 } = schema;
  if (properties.length === 0 && additionalProperties) {
    const keys = { minKeys: minProperties, maxKeys: maxProperties };
    return fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), of(additionalProperties), keys);
  }
  const shown = properties.filter(({ required }) => required || depth < deepest);
  const requiredKeys = shown.filter(({ required }) => required).map(({ name }) => name);
  return fc.record(Object.fromEntries(shown.map(({ name, schema: part }) => [name, of(part)])), { requiredKeys });
}

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

function texts({ format = "", patterns, minLength = 0, maxLength = 12 }: StringSchema): Arbitrary<string> {
  const formatted = formats[format];
  if (formatted) return formatted();
  const [pattern] = patterns;
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
