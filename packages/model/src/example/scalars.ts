import { generateSync } from "json-schema-faker";
import type { NumberSchema, StringSchema } from "../schema/types.ts";
import { formatExamples } from "./formats.ts";

/** The same seed makes the same value. */
const seed = 1;

/** A number within the bounds of a schema; the lower bound, or 1, where that will do. */
export function exampleNumber(schema: NumberSchema): number {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, kind } = schema;
  const step =
    multipleOf.length > 0 ? multipleOf.reduce((a, b) => (a * b) / divisor(a, b)) : kind === "integer" ? 1 : undefined;
  const lower = Math.max(minimum ?? -Infinity, exclusiveMinimum ?? -Infinity);
  const upper = Math.min(maximum ?? Infinity, exclusiveMaximum ?? Infinity);
  const fits = (value: number) =>
    Number.isFinite(value) &&
    value >= (minimum ?? -Infinity) &&
    value <= (maximum ?? Infinity) &&
    value > (exclusiveMinimum ?? -Infinity) &&
    value < (exclusiveMaximum ?? Infinity) &&
    (step === undefined || isMultiple(value, step));
  const around = (value: number) =>
    step === undefined
      ? [value, value + 1, value - 1]
      : [Math.ceil(value / step), Math.floor(value / step) + 1, Math.floor(value / step)].map((n) => rounded(n * step));
  const candidates = [lower, 1, (lower + upper) / 2, upper, 0].filter(Number.isFinite).flatMap(around);
  return candidates.find(fits) ?? minimum ?? 1;
}

function isMultiple(value: number, step: number): boolean {
  const count = value / step;
  return Math.abs(count - Math.round(count)) < 1e-9;
}

/** Without the last digits of binary fractions: 0.1 times 3 is 0.3. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/** The greatest common divisor, also of decimal fractions. */
function divisor(a: number, b: number): number {
  return Math.abs(b) < 1e-9 ? a : divisor(b, rounded(a % b));
}

/** A text of the schema's format, pattern and length. */
export function exampleString(schema: StringSchema): string {
  const { format = "", patterns, minLength, maxLength, contentEncoding } = schema;
  const [pattern] = patterns;
  if (pattern !== undefined) return exampleOfPattern(pattern, schema);
  const known = formatExamples[format];
  if (known !== undefined) return known;
  if (contentEncoding !== undefined) return formatExamples["byte"] ?? "";
  return ofLength("example", minLength ?? 0, maxLength ?? Infinity);
}

/** Lengths are code points (JSON Schema Validation 2020-12, section 6.3). */
function ofLength(text: string, least: number, most: number): string {
  return text
    .repeat(Math.max(1, Math.ceil(least / text.length)))
    .slice(0, Math.max(least, Math.min(text.length, most)));
}

/** A text that a regular expression matches. */
export function exampleOfPattern(
  pattern: string,
  { format, minLength, maxLength }: Partial<Pick<StringSchema, "format" | "minLength" | "maxLength">> = {},
): string {
  try {
    const made = generateSync(
      {
        type: "string",
        pattern,
        ...(format !== undefined && { format }),
        ...(minLength !== undefined && { minLength }),
        ...(maxLength !== undefined && { maxLength }),
      },
      { seed },
    );
    return typeof made === "string" ? made : "";
  } catch {
    return ""; // A pattern that can't be read: what is made is validated, and this says why.
  }
}
