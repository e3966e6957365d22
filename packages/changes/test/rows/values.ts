import { row, type SchemaRow, text } from "./schema-row.ts";

export const values: readonly SchemaRow[] = [
  row("enum narrowed", { enum: ["a", "b"] }, { enum: ["a"] }, ["enum-narrowed B/C"]),
  row("enum widened", { enum: ["a"] }, { enum: ["a", "b"] }, ["enum-widened C/U"]),
  row("enum value replaced", { enum: ["a", "b"] }, { enum: ["a", "c"] }, ["enum-narrowed B/C", "enum-widened C/U"]),
  row("enum added", text, { type: "string", enum: ["a"] }, ["enum-added B/C"]),
  row("enum removed", { type: "string", enum: ["a"] }, text, ["enum-removed C/B"]),
  row("const to enum", { const: "a" }, { enum: ["a", "b"] }, ["enum-widened C/U"]),
  row("enum to const", { enum: ["a", "b"] }, { const: "a" }, ["enum-narrowed B/C"]),
  row("const changed", { const: "a" }, { const: "b" }, ["enum-replaced B/B"]),
  row("all values replaced", { enum: ["a", "b"] }, { enum: ["c", "d", "e"] }, ["enum-replaced B/B"]),
  row("values of several types", { enum: [1, 2] }, { enum: [1, "2"] }, ["enum-narrowed B/C", "enum-widened C/U"]),
  row("enum of numbers widened", { type: "integer", enum: [1] }, { type: "integer", enum: [1, 2] }, [
    "enum-widened C/U",
  ]),
  row("enum to another type", { enum: ["1"] }, { enum: [1] }, ["type-changed B/B"]),
  row("enum removed, and its value too long", { enum: ["long"] }, { type: "string", maxLength: 2 }, [
    "enum-removed C/B",
    "enum-narrowed B/C",
  ]),
  row("boolean to true", { type: "boolean" }, { const: true }, ["enum-added B/C"]),
  row("enum opened by anyOf", { enum: ["a"] }, { anyOf: [{ enum: ["a"] }, text] }, ["type-widened C/B"]),
];
