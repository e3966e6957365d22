import { append } from "../http/pointer.ts";
import { asNode, type Node } from "../parse/node.ts";
import type { Report } from "../parse/report.ts";
import { unreadRules } from "./readable.ts";

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
  for (const { path, wanted } of unreadRules(schema)) {
    report.unsupported(
      append(pointer, ...path),
      `${written(schema, path)} is not ${wanted}: nothing is held against it.`,
    );
  }
  const { $schema: dialect } = schema;
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

/** What stands there, as far as it is short. */
function written(schema: Node, [keyword = "", name]: readonly string[]): string {
  const value =
    keyword === "patternProperties" ? name : name === undefined ? schema[keyword] : asNode(schema[keyword])[name];
  const text = JSON.stringify(value) ?? "nothing";
  return `\`${keyword}\`: ${text.length > 80 ? `${text.slice(0, 80)}…` : text}`;
}
