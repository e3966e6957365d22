import type { Description, Direction, Schema, Violation } from "@spkey/model";
import type { Tried } from "./case.ts";
import { type Context, type Rule, rulesOf, type Sample } from "./keywords.ts";
import { filled, type Place, placesOf } from "./places.ts";
import type { Texts } from "./texts.ts";

/** A value that differs from a valid one at one place, by one rule. */
export interface Variant {
  readonly place: Place;
  readonly keyword: string;
  readonly sample: Sample;
  /** Whether it keeps the rule, or breaks it. */
  readonly valid: boolean;
  /** The whole. */
  readonly value: unknown;
  /** All rules that the same value keeps or breaks: null breaks those of a union, and those of each of its members. */
  readonly tries: readonly Tried[];
}

/** A rule of which no value could be made. */
export interface Untried {
  readonly place: Place;
  readonly keyword: string;
  readonly sample: Sample;
  readonly valid: boolean;
}

export interface Variants {
  readonly variants: readonly Variant[];
  readonly untried: readonly Untried[];
}

/** What {@link variantsOf} needs to know of a value. */
export interface Whole {
  readonly schema: Schema;
  /** It is valid. */
  readonly value: unknown;
  readonly direction: Direction;
  readonly texts: Texts;
  readonly long: number;
  /** What a server reads of a value that has been written; nothing where it can't be written. */
  readonly read: (value: unknown) => { readonly value: unknown } | undefined;
}

/** Variants that are known: many operations share their schemas. */
export type VariantCache = Map<string, Variants>;

/** The same of a value that is sent as JSON, which is made once for all places where the same schema is referred to. */
export function variantsOfJson(description: Description, whole: Omit<Whole, "read">, cache: VariantCache): Variants {
  const { schema, value, direction, long } = whole;
  const key = JSON.stringify([schema.kind === "reference" ? schema.target : schema.pointer, direction, long, value]);
  const known = cache.get(key);
  if (known) return known;
  const variants = variantsOf(description, { ...whole, read: (each) => ({ value: each }) });
  cache.set(key, variants);
  return variants;
}

/** The variants of a value: per rule of its schema, at any depth, what just keeps and what just breaks it. */
export function variantsOf(description: Description, whole: Whole): Variants {
  const { schema, direction, texts, long } = whole;
  const byValue = new Map<string, Variant & { readonly tries: Tried[] }>();
  const untried: Untried[] = [];
  const full = filled(description, schema, whole.value, direction);
  const example: Context["example"] = (inner) => {
    const made = description.example(inner, direction);
    return "value" in made ? { value: filled(description, inner, made.value, direction) } : undefined;
  };
  for (const place of placesOf(description, schema, full, direction)) {
    for (const rule of rulesOf(place.schema, { value: place.value, example, texts, long })) {
      for (const [sample, valid] of samplesOf(rule)) {
        const common = { place, keyword: rule.keyword, sample, valid };
        const value = sample.values.map(place.put).find((each) => isAsWanted(description, whole, each, common));
        if (value === undefined) {
          untried.push(common);
          continue;
        }
        const tried: Tried = { pointer: place.schema.pointer, keyword: rule.keyword, as: valid ? "valid" : "invalid" };
        const key = JSON.stringify([valid, value]);
        const known = byValue.get(key);
        if (known) known.tries.push(tried);
        else byValue.set(key, { ...common, value, tries: [tried] });
      }
    }
  }
  return { variants: [...byValue.values()], untried };
}

function samplesOf({ valid, invalid }: Rule): (readonly [Sample, boolean])[] {
  return [...valid.map((sample) => [sample, true] as const), ...invalid.map((sample) => [sample, false] as const)];
}

/** Whether a value keeps all rules, or breaks the one that it is made for, and none of another place. */
function isAsWanted(
  description: Description,
  { schema, direction, read }: Whole,
  value: unknown,
  { place, keyword, valid }: Untried,
): boolean {
  const back = read(value);
  if (!back) return false;
  if (valid || place.alternative) return description.accepts(schema.pointer, back.value, direction) === valid;
  const violations = description.validate(schema.pointer, back.value, direction);
  if (violations.length === 0) return false;
  // What breaks a rule has not been evaluated, and breaks one for that once more, above.
  const isUnevaluated = violations.some((each) => each.keyword.startsWith("unevaluated"));
  const isHere = ({ path, keyword: broken }: Violation) =>
    place.path.every((name, index) => path[index] === name) ||
    (isUnevaluated && (broken.startsWith("unevaluated") || broken === "false"));
  // What is written as text has no type: that of a text is never wrong, whatever else is.
  const isSaid = keyword !== "type" || violations.some((each) => each.keyword === "type");
  return isSaid && violations.every(isHere);
}
