import { object, ref, row, type SchemaRow, text } from "./schema-row.ts";

export const types: readonly SchemaRow[] = [
  row("another type", text, { type: "integer" }, ["type-changed B/B"]),
  row("another type, or null as before", { type: ["string", "null"] }, { type: ["integer", "null"] }, [
    "type-changed B/B",
  ]),
  row("object to array", object({}), { type: "array" }, ["type-changed B/B"]),
  row("text to bytes", text, { type: "string", format: "binary" }, ["type-changed B/B"]),
  row("integer to number", { type: "integer" }, { type: "number" }, ["type-widened C/B"]),
  row("number to integer", { type: "number" }, { type: "integer" }, ["type-narrowed B/C"]),
  row("one more type", text, { type: ["string", "integer"] }, ["type-widened C/B"]),
  row("one type less", { type: ["string", "integer"] }, text, ["type-narrowed B/C"]),
  row("any to a type", {}, text, ["type-narrowed B/C"]),
  row("a type to any", text, {}, ["type-widened C/B"]),
  row("null added by type", text, { type: ["string", "null"] }, ["null-added C/B"]),
  row("null added by anyOf", ref("Name"), { anyOf: [ref("Name"), { type: "null" }] }, ["null-added C/B"]),
  row("null added to an enum", { enum: ["a"] }, { enum: ["a", null] }, ["null-added C/B"]),
  row("null removed", { type: ["string", "null"] }, text, ["null-removed B/C"]),
  row("null added and bounds tightened", text, { type: ["string", "null"], maxLength: 5 }, [
    "null-added C/B",
    "bounds-tightened B/C",
  ]),
  row("type added to bounds without one", { maxLength: 5 }, { type: "string", maxLength: 5 }, ["type-narrowed B/C"]),
  row("type taken from properties", object({ a: text }), { properties: { a: text } }, ["type-widened C/B"]),
  row("bounds without a type added", {}, { maxLength: 5 }, ["condition-added B/C"]),
  row("bounds without a type removed", { maxLength: 5 }, {}, ["condition-removed C/B"]),
  row("never", text, false, ["type-narrowed B/C"]),
  row("no longer never", false, text, ["type-widened C/B"]),
];
