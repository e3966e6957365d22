import { lookUpProperty } from "./properties.ts";
import { shapesOf } from "./shapes.ts";
import type { Schema } from "./types.ts";
import { resolved } from "./visit.ts";

/** Whether a value keeps a schema. */
export type Fits = (schema: Schema, value: unknown) => boolean;

/**
 * Text has no types: `5`, `true` and nothing may be texts, and a number, a boolean and null. It is read as the schema has it, where
 * it can be read so; otherwise it stays as it is.
 *
 * @param text one text, or an array or an object of texts
 * @param fits decides which of several alternatives is meant
 */
export function typedText(schema: Schema, text: unknown, fits: Fits): unknown {
  const end = resolved(schema);
  switch (end.kind) {
    case "union": {
      const readings = end.members.map((member) => typedText(member, text, fits));
      return firstFitting(schema, readings, fits);
    }
    case "number":
    case "integer":
      return typeof text === "string" && decimal.test(text) ? Number(text) : text;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : text;
    case "null":
      return text === "null" || text === "" ? null : text;
    case "enum":
      return end.values.find((value) => String(value) === text) ?? text;
    case "array":
      return Array.isArray(text)
        ? text.map((item, index) => typedPart(end.prefixItems[index] ?? end.items, item, fits))
        : text;
    case "object":
      return isRecord(text)
        ? Object.fromEntries(
            Object.entries(text).map(([name, item]) => {
              const inner = lookUpProperty(end, name);
              return [name, inner ? typedPart(inner, item, fits) : item];
            }),
          )
        : text;
    default:
      return text;
  }
}

/** Of several ways to read a value, the first one that keeps the schema; the first one, where none does. */
export function firstFitting(schema: Schema, readings: readonly unknown[], fits: Fits): unknown {
  if (readings.length === 1) return readings[0];
  const found = readings.findIndex((reading) => fits(schema, reading)); // null is a value, too.
  return readings[Math.max(found, 0)];
}

/** As JSON has numbers (RFC 8259, section 6), and with zeros in front of them. */
const decimal = /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i;

/** No style has arrays and objects in others: they are written as JSON there. */
function typedPart(schema: Schema, text: unknown, fits: Fits): unknown {
  const json = typeof text === "string" && !shapesOf(schema).has("scalar") ? parsed(text) : undefined;
  return json ?? typedText(schema, text, fits);
}

function parsed(text: string): object | undefined {
  const value = parseJson(text);
  return typeof value === "object" && value !== null ? value : undefined;
}

/** @returns nothing where it is no JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
