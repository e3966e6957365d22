import { object, ref, row, type SchemaRow, text } from "./schema-row.ts";

export const bounds: readonly SchemaRow[] = [
  row("maxLength added", text, { type: "string", maxLength: 5 }, ["bounds-tightened B/C"]),
  row("maxLength raised", { type: "string", maxLength: 5 }, { type: "string", maxLength: 6 }, ["bounds-loosened C/B"]),
  row("maxLength lowered", { type: "string", maxLength: 5 }, { type: "string", maxLength: 4 }, [
    "bounds-tightened B/C",
  ]),
  row("maxLength removed", { type: "string", maxLength: 5 }, text, ["bounds-loosened C/B"]),
  row("minLength raised", { type: "string", minLength: 1 }, { type: "string", minLength: 2 }, ["bounds-tightened B/C"]),
  row("minimum lowered", { type: "number", minimum: 1 }, { type: "number", minimum: 0 }, ["bounds-loosened C/B"]),
  row("minimum to exclusiveMinimum", { type: "number", minimum: 1 }, { type: "number", exclusiveMinimum: 1 }, [
    "bounds-tightened B/C",
  ]),
  row("maximum to exclusiveMaximum", { type: "number", maximum: 9 }, { type: "number", exclusiveMaximum: 9 }, [
    "bounds-tightened B/C",
  ]),
  row("maximum added", { type: "integer" }, { type: "integer", maximum: 9 }, ["bounds-tightened B/C"]),
  row("exclusiveMaximum raised", { type: "number", exclusiveMaximum: 9 }, { type: "number", exclusiveMaximum: 10 }, [
    "bounds-loosened C/B",
  ]),
  row(
    "bounds moved to both sides",
    { type: "integer", minimum: 1, maximum: 5 },
    { type: "integer", minimum: 2, maximum: 6 },
    ["bounds-tightened B/C", "bounds-loosened C/B"],
  ),
  row("multipleOf 5 to 10", { type: "integer", multipleOf: 5 }, { type: "integer", multipleOf: 10 }, [
    "bounds-tightened B/C",
  ]),
  row("multipleOf 10 to 5", { type: "integer", multipleOf: 10 }, { type: "integer", multipleOf: 5 }, [
    "bounds-loosened C/B",
  ]),
  row("multipleOf 0.01 added", { type: "number" }, { type: "number", multipleOf: 0.01 }, ["bounds-tightened B/C"]),
  row("minItems raised", { type: "array", minItems: 1 }, { type: "array", minItems: 2 }, ["bounds-tightened B/C"]),
  row("maxItems removed", { type: "array", maxItems: 9 }, { type: "array" }, ["bounds-loosened C/B"]),
  row("uniqueItems", { type: "array" }, { type: "array", uniqueItems: true }, ["bounds-tightened B/C"]),
  row("maxProperties added", object({}), object({}, { maxProperties: 3 }), ["bounds-tightened B/C"]),
  row("pattern added", text, { type: "string", pattern: "^a" }, ["pattern-tightened B/C"]),
  row("pattern removed", { type: "string", pattern: "^a" }, text, ["pattern-loosened C/B"]),
  row("pattern that allows more", { type: "string", pattern: "^[a-z]+$" }, { type: "string", pattern: "^[a-z0-9]+$" }, [
    "pattern-loosened C/B",
  ]),
  row("pattern that allows less", { type: "string", pattern: "^[a-z0-9]+$" }, { type: "string", pattern: "^[a-z]+$" }, [
    "pattern-tightened B/C",
  ]),
  row("pattern without its anchor", { type: "string", pattern: "^abc" }, { type: "string", pattern: "abc" }, [
    "pattern-loosened C/B",
  ]),
  row("pattern that allows others", { type: "string", pattern: "^a" }, { type: "string", pattern: "^b" }, [
    "pattern-changed B/B",
  ]),
  row("pattern with look-around", { type: "string", pattern: "^(?=.*a)b" }, { type: "string", pattern: "^(?=.*a)c" }, [
    "pattern-undecided U/U",
  ]),
  row("format added", text, { type: "string", format: "uuid" }, ["format-tightened B/C"]),
  row("format removed", { type: "string", format: "uuid" }, text, ["format-loosened C/B"]),
  row("format changed", { type: "string", format: "date" }, { type: "string", format: "date-time" }, [
    "format-changed B/B",
  ]),
  row("int32 to int64", { type: "integer", format: "int32" }, { type: "integer", format: "int64" }, [
    "format-loosened C/B",
  ]),
  row("double to float", { type: "number", format: "double" }, { type: "number", format: "float" }, [
    "format-tightened B/C",
  ]),
  row("text to base64", text, { type: "string", contentEncoding: "base64" }, ["content-changed B/B"]),
  row(
    "bounds in a component",
    ref("Name"),
    ref("Name"),
    ["bounds-tightened B/C"],
    [{}, { Name: { type: "string", maxLength: 9 } }],
  ),
];
