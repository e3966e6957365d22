import { type Description, type Header, isJson, type Operation, type Response, resolved } from "@spkey/model";
import type { Wanted } from "../cases/case.ts";
import { asTyped } from "../cases/read-back.ts";
import { type Finding, finding } from "../findings.ts";

/** Holds the headers of an answer against those of the response that describes it. */
export function judgeHeaders(description: Description, { headers: described }: Response, headers: Headers): Finding[] {
  return described.flatMap((header): Finding[] => {
    const at = `header ${header.name}`;
    const text = headers.get(header.name);
    if (text === null) {
      return header.required ? [finding("missing-header", header.pointer, at, "a required header is missing")] : [];
    }
    const read = readHeader(description, header, text);
    if ("malformed" in read) return [finding("invalid-header", header.pointer, at, read.malformed)];
    const [violation] = description.validate(header.schema.pointer, read.value, "response");
    if (!violation) return [];
    const inside = violation.path.length === 0 ? "" : `${violation.path.join("/")}: `;
    return [finding("invalid-header", header.schema.pointer, at, `${inside}breaks \`${violation.keyword}\``)];
  });
}

/** A header is written in the style `simple` (OpenAPI 3.1, section 4.8.21), or as JSON. */
export function readHeader(
  description: Description,
  { schema, content, explode }: Header,
  text: string,
): { readonly value: unknown } | { readonly malformed: string } {
  if (content && isJson(content.mediaType)) {
    try {
      const value: unknown = JSON.parse(text);
      return { value };
    } catch {
      return { malformed: "is not JSON" };
    }
  }
  const items = text.split(",").map((item) => item.trim());
  const pairs = explode
    ? items.map((item) => item.split("="))
    : Array.from({ length: Math.ceil(items.length / 2) }, (_, index) => items.slice(2 * index, 2 * index + 2));
  const named = Object.fromEntries(pairs.map(([name = "", value = ""]) => [name, value]));
  // The schema says which of them it is.
  const readings = [text, items, named].map((each) => asTyped(description, schema, each, "response"));
  const fitting = readings.find((value) => description.accepts(schema.pointer, value, "response"));
  const { kind } = resolved(schema);
  const closest = readings[kind === "array" ? 1 : kind === "object" ? 2 : 0];
  return { value: fitting ?? closest ?? text };
}

/** A 405 names the methods that there are (RFC 9110, section 15.5.6). */
export function judgeAllow({ pointer }: Operation, wanted: Wanted, status: number, headers: Headers): Finding[] {
  if (wanted.outcome !== "refused" || !wanted.allow || status !== 405) return [];
  const at = "header Allow";
  const text = headers.get("Allow");
  if (text === null) return [finding("missing-header", pointer, at, "a 405 names the methods that there are")];
  const named = text
    .split(",")
    .map((method) => method.trim().toUpperCase())
    .filter(Boolean);
  const { least, most } = wanted.allow;
  const missing = least.filter((method) => !named.includes(method.toUpperCase()));
  // Every server may have these (RFC 9110, section 9.1).
  const surplus = named.filter((method) => !["HEAD", "OPTIONS", ...most].includes(method));
  return [
    ...missing.map((method) => finding("missing-header", pointer, at, `${method} is missing`)),
    ...surplus.map((method) => finding("undocumented-method", pointer, at, `${method} is not documented`)),
  ];
}
