import { append } from "../http/pointer.ts";
import { asNode, type Node } from "../parse/node.ts";
import type { Report } from "../parse/report.ts";
import { typeNames } from "./kinds.ts";
import { readablePattern } from "./pattern.ts";

/** Dialects of JSON Schema that mean what the model reads: 2020-12, and OpenAPI's own of it (3.1, section 4.8.24.1). */
const dialects =
  /^https:\/\/(json-schema\.org\/draft\/2020-12\/schema|spec\.openapis\.org\/oas\/3\.\d\/(dialect|schema)\/.*)#?$/;

/** Keywords of older drafts, which 2020-12 knows by other names. */
const replaced: Readonly<Record<string, string>> = {
  additionalItems: "items",
  dependencies: "dependentRequired` or `dependentSchemas",
  $recursiveRef: "$dynamicRef",
};

/** Reports what a schema says in a way that the model can't read. */
export function reportUnread(schema: Node, pointer: string, report: Report): void {
  reportPatterns(schema, pointer, report);
  const { type, items, $schema: dialect } = schema;
  for (const name of type === undefined ? [] : [type].flat()) {
    if (typeNames.some((known) => known === name)) continue;
    report.unsupported(append(pointer, "type"), `${JSON.stringify(name)} is no type of JSON Schema: it is left out.`);
  }
  if (Array.isArray(items)) {
    report.unsupported(
      append(pointer, "items"),
      "A list of `items` is `prefixItems` in JSON Schema 2020-12: it is left out.",
    );
  }
  for (const [keyword, instead] of Object.entries(replaced)) {
    if (!(keyword in schema)) continue;
    report.unsupported(
      append(pointer, keyword),
      `\`${keyword}\` is \`${instead}\` in JSON Schema 2020-12: it is left out.`,
    );
  }
  if (dialect !== undefined) reportDialect(dialect, append(pointer, "$schema"), report);
}

/** Reports a dialect of JSON Schema that is read as if it were 2020-12. */
export function reportDialect(dialect: unknown, pointer: string, report: Report): void {
  if (typeof dialect === "string" && dialects.test(dialect)) return;
  report.unsupported(
    pointer,
    `The dialect ${JSON.stringify(dialect)} is not known: schemas are read as JSON Schema 2020-12.`,
  );
}

function reportPatterns(schema: Node, pointer: string, report: Report): void {
  const { pattern: own } = schema;
  const places = Object.keys(asNode(schema["patternProperties"])).map(
    (pattern) => [pattern, append(pointer, "patternProperties", pattern)] as const,
  );
  if (typeof own === "string") places.push([own, append(pointer, "pattern")]);
  for (const [pattern, place] of places) {
    if (readablePattern(pattern) !== undefined) continue;
    report.unsupported(place, `\`${pattern}\` is no regular expression of ECMA-262: nothing is held against it.`);
  }
}
