import {
  append,
  branchesOf,
  type Description,
  isJson,
  isPublic,
  kindOf,
  lookUpStatus,
  type Operation,
  resolved,
  type Schema,
  schemaFor,
} from "@spkey/model";
import type { Tried } from "./cases/case.ts";
import { formats } from "./cases/formats.ts";
import type { Untried } from "./cases/plan.ts";

/** One thing that the description says, and how it has to be tried. */
export interface CoveredRule {
  readonly operation: string;
  readonly part: "method" | "parameter" | "body" | "security" | "response" | "header";
  readonly pointer: string;
  readonly keyword: string;
  readonly as: Tried["as"];
  readonly tried: boolean;
  /** Why not, where values were made for it and none does it. */
  readonly reason?: string;
}

export interface Coverage {
  readonly rules: readonly CoveredRule[];
  readonly tried: number;
  readonly missing: readonly CoveredRule[];
}

/** What is tried: the cases and the witnesses of a description. */
export interface Trials {
  readonly tries: readonly { readonly tries: readonly Tried[] }[];
  readonly untried: readonly Untried[];
}

/**
 * How much of a description is tried. What it says is read off the model here, and not off the cases: a rule that no case was
 * made for is missing.
 */
export function coverageOf(description: Description, { tries, untried }: Trials): Coverage {
  const done = new Set(tries.flatMap((each) => each.tries.map(keyOf)));
  const reasons = new Map(untried.map((each) => [keyOf(each), each.what]));
  const rules = description.operations.flatMap((operation) =>
    rulesOfOperation(operation).map((rule): CoveredRule => {
      const tried = done.has(keyOf(rule));
      const reason = tried ? undefined : reasons.get(keyOf(rule));
      return { ...rule, operation: operation.id, tried, ...(reason !== undefined && { reason }) };
    }),
  );
  const missing = rules.filter(({ tried }) => !tried);
  return { rules, tried: rules.length - missing.length, missing };
}

type Rule = Omit<CoveredRule, "operation" | "tried" | "reason">;

function keyOf({ pointer, keyword, as }: Tried): string {
  return `${as} ${keyword} ${pointer}`;
}

function rulesOfOperation(operation: Operation): Rule[] {
  const { pointer, parameters, requestBody, responses, security } = operation;
  const invalid = (part: Rule["part"], at: string, keyword: string): Rule => ({
    part,
    pointer: at,
    keyword,
    as: "invalid",
  });
  const valid = (part: Rule["part"], at: string, keyword: string): Rule => ({
    part,
    pointer: at,
    keyword,
    as: "valid",
  });
  const rules: Rule[] = [];
  for (const parameter of parameters) {
    if (parameter.required && parameter.in !== "path") rules.push(invalid("parameter", parameter.pointer, "required"));
    if (!parameter.required) rules.push(valid("parameter", parameter.pointer, "required"));
    rules.push(...schemaRules("parameter", schemaFor("request", parameter.schema), !parameter.json));
  }
  if (requestBody) {
    rules.push({
      part: "body",
      pointer: requestBody.pointer,
      keyword: "required",
      as: requestBody.required ? "invalid" : "valid",
    });
    rules.push(invalid("body", requestBody.pointer, "content"));
    for (const media of requestBody.content) {
      rules.push(valid("body", media.pointer, "content"));
      if (isJson(media.mediaType)) rules.push(invalid("body", media.pointer, "content"));
      rules.push(...media.examples.map((example) => valid("body", example.pointer, "example")));
      const kind = kindOf(media.mediaType);
      if (media.schema && ["json", "form", "multipart", "text"].includes(kind)) {
        rules.push(...schemaRules("body", schemaFor("request", media.schema), kind !== "json"));
      }
    }
  }
  // Optional ones may be anything.
  for (const key of new Set(
    isPublic(security) ? [] : security.flatMap((requirement) => requirement.map(({ scheme }) => scheme.key)),
  )) {
    rules.push(invalid("security", pointer, `security/${key}`));
  }
  rules.push(invalid("response", append(pointer, "responses"), "status"));
  for (const response of responses) {
    rules.push(valid("response", response.pointer, "status"));
    if (response.content.length > 0) rules.push(invalid("response", response.pointer, "content"));
    for (const header of response.headers) {
      rules.push({
        part: "header",
        pointer: header.pointer,
        keyword: "required",
        as: header.required ? "invalid" : "valid",
      });
      rules.push(...schemaRules("header", schemaFor("response", header.schema), !header.content));
    }
    for (const media of response.content) {
      rules.push(valid("response", media.pointer, "content"));
      if (!isJson(media.mediaType)) continue;
      rules.push(invalid("response", media.pointer, "content"));
      rules.push(...media.examples.map((example) => valid("response", example.pointer, "example")));
      if (media.schema) rules.push(...schemaRules("response", schemaFor("response", media.schema), false));
    }
  }
  return rules.filter((rule) => rule.keyword !== "status" || rule.as === "valid" || hasUndocumented(operation));
}

/** With `default`, every status is documented. */
function hasUndocumented({ responses }: Operation): boolean {
  return [2, 3, 4, 5].some((first) => !lookUpStatus(responses, first * 100 + 99));
}

/** @param asText whether its values are written as text, of which each is a valid string */
function schemaRules(part: Rule["part"], schema: Schema, asText: boolean): Rule[] {
  const rules: Rule[] = [];
  const seen = new Set<Schema>();
  const visit = (each: Schema) => {
    const end = resolved(each);
    if (seen.has(end)) return;
    seen.add(end);
    for (const [keyword, as] of demandsOf(end, asText)) rules.push({ part, pointer: end.pointer, keyword, as });
    // Of what decides whether another rule counts, nothing is to be tried.
    for (const { path, schema: inner } of branchesOf(end)) {
      if (
        ["properties", "items", "prefixItems", "additionalProperties", "oneOf", "anyOf", "type"].includes(path[0] ?? "")
      )
        visit(inner);
    }
  };
  visit(schema);
  return rules;
}

type Demand = readonly [keyword: string, as: Tried["as"]];

/** Which rules a schema has, and whether they are to be kept, broken, or both. */
function demandsOf(schema: Exclude<Schema, { kind: "reference" }>, asText: boolean): Demand[] {
  const both = (keyword: string, isSaid: unknown): Demand[] =>
    isSaid
      ? [
          [keyword, "valid"],
          [keyword, "invalid"],
        ]
      : [];
  const broken = (keyword: string, isSaid: unknown): Demand[] => (isSaid ? [[keyword, "invalid"]] : []);
  const keptOnly = (keyword: string, isSaid: unknown): Demand[] => (isSaid ? [[keyword, "valid"]] : []);
  const fromOne = (keyword: string, least: number | undefined): Demand[] =>
    least === undefined ? [] : least === 0 ? keptOnly(keyword, true) : both(keyword, true);
  switch (schema.kind) {
    case "any":
    case "never":
    case "bytes":
      return [];
    case "null": // What else there may be says the union that it is a member of.
      return [];
    case "boolean":
      return broken("type", true);
    case "integer":
    case "number":
      return [
        ...broken("type", true),
        ...both("minimum", schema.minimum !== undefined),
        ...both("maximum", schema.maximum !== undefined),
        ...both("exclusiveMinimum", schema.exclusiveMinimum !== undefined),
        ...both("exclusiveMaximum", schema.exclusiveMaximum !== undefined),
        ...both("multipleOf", schema.multipleOf.length > 0),
      ];
    case "string":
      return [
        ...broken("type", !asText),
        ...fromOne("minLength", schema.minLength),
        ...both("maxLength", schema.maxLength !== undefined),
        ...broken("pattern", schema.patterns.length > 0),
        ...broken("format", schema.format !== undefined && Object.hasOwn(formats, schema.format)),
      ];
    case "enum":
      return both(schema.values.length === 1 ? "const" : "enum", true);
    case "array":
      return [
        ...broken("type", !asText),
        // No list is empty where it is written as text.
        ...fromOne("minItems", asText && schema.minItems === 1 ? undefined : schema.minItems),
        ...both("maxItems", schema.maxItems !== undefined),
        ...both("uniqueItems", schema.uniqueItems),
        ...broken("contains", schema.contains && schema.contains.min > 0),
      ];
    case "object":
      return objectDemands(schema, asText);
    case "union":
      return both(schema.of, true);
  }
}

function objectDemands(schema: Extract<Schema, { kind: "object" }>, asText: boolean): Demand[] {
  const { properties, additionalProperties, propertyNames, minProperties, maxProperties, dependentRequired } = schema;
  const isClosed = additionalProperties !== undefined && resolved(additionalProperties).kind === "never";
  const isOpen =
    additionalProperties === undefined &&
    maxProperties === undefined &&
    !propertyNames &&
    schema.conditions.length === 0;
  const said: readonly (readonly [keyword: string, as: Tried["as"], isSaid: unknown])[] = [
    ["type", "invalid", !asText],
    ["required", "invalid", properties.some(({ required }) => required)],
    ["properties", "valid", properties.some(({ required }) => !required)],
    ["additionalProperties", "invalid", isClosed],
    ["additionalProperties", "valid", isOpen],
    ["propertyNames", "invalid", propertyNames],
    ["minProperties", "invalid", (minProperties ?? 0) > 0],
    ["maxProperties", "invalid", maxProperties !== undefined],
    ["dependentRequired", "invalid", Object.keys(dependentRequired).length > 0],
  ];
  return said.flatMap(([keyword, as, isSaid]) => (isSaid ? [[keyword, as] as const] : []));
}
