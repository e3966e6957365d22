import { append, essenceOf, isJson, isOfClass, lookUpStatus, type Operation, tokensOf } from "@spkey/model";
import { stringify } from "yaml";
import type { Finding } from "../findings.ts";
import type { HttpAnswer } from "../send/send.ts";
import type { Place, Suggestion } from "./report.ts";

/** What a server has and the description lacks, before its place in the file is known. */
export interface RawSuggestion {
  readonly pointer: string;
  readonly operation: string;
  /** What it does, after the name of the operation. */
  readonly does: string;
  /** What would be written there. */
  readonly content: object;
}

type Node = Readonly<Record<string, unknown>>;

/** More fields than these are no description of one body. */
const mostFields = 50;

/** What of an answer is not documented: its status, its media type, fields of its body. Types are told, and never values. */
export function suggestionsFor(
  operation: Operation,
  findings: readonly Finding[],
  answer: HttpAnswer,
): readonly RawSuggestion[] {
  const { status, headers } = answer;
  const contentType = headers.get("Content-Type") ?? "";
  const response = lookUpStatus(operation.responses, status);
  if (!response) {
    if (isOfClass(String(status), 1, 5)) return [];
    const content = {
      [String(status)]: { description: "Say when this is answered.", ...contentOf(answer, contentType) },
    };
    const pointer = append(operation.pointer, "responses");
    return [{ pointer, operation: operation.id, does: `answers ${status}`, content }];
  }
  return findings.flatMap(({ kind, pointer, at }): RawSuggestion[] => {
    if (kind === "undocumented-media-type") {
      const does = `answers ${status} as ${essenceOf(contentType)}`;
      return [{ pointer, operation: operation.id, does, content: contentOf(answer, contentType) }];
    }
    if (kind !== "undocumented-field" || !isJson(contentType)) return [];
    const path = at.split("/").slice(1);
    const name = path.at(-1) ?? "";
    const properties = { [name]: schemaOf(valueAt(parse(answer), path)) };
    const does = `answers ${status} with \`${name}\``;
    return [{ pointer, operation: operation.id, does, content: { properties } }];
  });
}

/** Methods that `Allow` names, and that are not described (RFC 9110, section 10.2.1). */
export function suggestionForAllow(
  operation: Operation,
  siblings: readonly Operation[],
  { headers }: HttpAnswer,
): readonly RawSuggestion[] {
  const allowed = (headers.get("Allow") ?? "").split(",").map((method) => method.trim().toUpperCase());
  const described = siblings.map(({ method }) => method);
  const others = allowed.filter(
    (method) => /^[A-Z]+$/.test(method) && ![...described, "HEAD", "OPTIONS"].includes(method),
  );
  if (others.length === 0) return [];
  const content = Object.fromEntries(
    others.map((method) => [method.toLowerCase(), { responses: { default: { description: "Say what it does." } } }]),
  );
  const path = `#/${tokensOf(operation.pointer)
    .slice(0, -1)
    .map((token) => append("", token).slice(1))
    .join("/")}`;
  return [
    { pointer: path, operation: operation.path, does: `also has ${others.join(", ")}, by its \`Allow\``, content },
  ];
}

/** How many operations are named of which the same is said. */
const named = 5;

/** The same piece of YAML once, with all places where it is missing. */
export function foldSuggestions(all: readonly RawSuggestion[], placeOf: (pointer: string) => Place): Suggestion[] {
  const groups = Map.groupBy(all, ({ does, content }) => `${does} ${stringify(content)}`);
  return [...groups.values()].flatMap((group): Suggestion[] => {
    const [first] = group;
    if (!first) return [];
    const operations = [...new Set(group.map(({ operation }) => operation))];
    const more = operations.length > named ? ` and ${operations.length - named} more` : "";
    const pointers = [...new Set(group.map(({ pointer }) => pointer))];
    return [
      {
        places: pointers.map(placeOf),
        reason: `${operations.slice(0, named).join(", ")}${more}: ${first.does}`,
        yaml: stringify(first.content, { lineWidth: 0 }),
      },
    ];
  });
}

function contentOf(answer: HttpAnswer, contentType: string): object {
  if (answer.body.length === 0 || contentType === "") return {};
  const schema = isJson(contentType) ? schemaOf(parse(answer)) : { type: "string" };
  return { content: { [essenceOf(contentType)]: { schema } } };
}

function parse({ body }: HttpAnswer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce(
    (node, name) => (typeof node === "object" && node !== null ? (node as Node)[name] : undefined), // An object or a list.
    value,
  );
}

/** A schema that a value keeps, by its types only. */
function schemaOf(value: unknown, depth = 0): object {
  if (value === undefined || depth > 8) return {};
  if (value === null) return { type: "null" };
  if (Array.isArray(value)) return { type: "array", items: value.length > 0 ? schemaOf(value[0], depth + 1) : {} };
  if (typeof value === "object") {
    const entries = Object.entries(value).slice(0, mostFields);
    return {
      type: "object",
      properties: Object.fromEntries(entries.map(([name, inner]) => [name, schemaOf(inner, depth + 1)])),
    };
  }
  return { type: typeof value === "number" ? (Number.isInteger(value) ? "integer" : "number") : typeof value };
}
