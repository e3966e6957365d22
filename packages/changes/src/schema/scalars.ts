import type { SchemaFact } from "../rules/schema.ts";
import { type Findings, type Found, nothing, only, type Resolved } from "./node.ts";
import { type Relation, relationOf } from "./patterns.ts";

type StringSchema = Extract<Resolved, { readonly kind: "string" }>;

/** Formats of which each has all values of those before it (OpenAPI Format Registry). */
const growing: readonly (readonly string[])[] = [
  ["int8", "int16", "int32", "int64"],
  ["uint8", "uint16", "uint32", "uint64"],
  ["float", "double"],
];

/** `format`, of numbers and of texts (JSON Schema Validation 2020-12, section 7). */
export function compareFormats(before: Resolved, after: Resolved): Findings {
  const [old, now] = [formatOf(before), formatOf(after)];
  if (old === now) return nothing;
  const what = `the format was ${old ?? "any"} and is ${now ?? "any"}`;
  if (old === undefined) return only({ fact: "format-tightened", what });
  if (now === undefined) return only({ fact: "format-loosened", what });
  const row = growing.find((formats) => formats.includes(old) && formats.includes(now));
  if (!row) return only({ fact: "format-changed", what });
  return only({ fact: row.indexOf(now) > row.indexOf(old) ? "format-loosened" : "format-tightened", what });
}

function formatOf(schema: Resolved): string | undefined {
  return "format" in schema ? schema.format : undefined;
}

const facts: Readonly<Record<Exclude<Relation, "same">, SchemaFact>> = {
  narrower: "pattern-tightened",
  wider: "pattern-loosened",
  other: "pattern-changed",
  undecided: "pattern-undecided",
};

/** `pattern`: a text has to match all of them. */
export function comparePatterns(before: StringSchema, after: StringSchema): Findings {
  const old = before.patterns.filter((pattern) => !after.patterns.includes(pattern));
  const now = after.patterns.filter((pattern) => !before.patterns.includes(pattern));
  const [first, ...others] = old;
  const [newFirst, ...newOthers] = now;
  if (newFirst === undefined) {
    return first === undefined
      ? nothing
      : only({ fact: "pattern-loosened", what: `it need not match ${quote(old)} any more` });
  }
  if (first === undefined) return only({ fact: "pattern-tightened", what: `it has to match ${quote(now)}` });
  const relation = others.length + newOthers.length > 0 ? "undecided" : relationOf(first, newFirst);
  if (relation === "same") return nothing;
  return only({ fact: facts[relation], what: `it had to match ${quote(old)}, and has to match ${quote(now)}` });
}

function quote(patterns: readonly string[]): string {
  return patterns.map((pattern) => `\`${pattern}\``).join(" and ");
}

/** How bytes are written as text, and what is in a text (JSON Schema Validation 2020-12, section 8). */
export function compareContent(before: Resolved, after: Resolved): Findings {
  const found: Found[] = [];
  for (const keyword of ["contentEncoding", "contentMediaType"] as const) {
    const [old, now] = [contentOf(before)[keyword], contentOf(after)[keyword]];
    if (old?.toLowerCase() === now?.toLowerCase()) continue;
    found.push({ fact: "content-changed", what: `${keyword} was ${old ?? "none"} and is ${now ?? "none"}` });
  }
  return { found, inside: [] };
}

function contentOf(schema: Resolved): { readonly contentEncoding?: string; readonly contentMediaType?: string } {
  return schema.kind === "string" || schema.kind === "bytes" ? schema : {};
}
