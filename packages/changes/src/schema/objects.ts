import { isPartOf, type Property, type Schema } from "@spkey/model";
import type { Direction } from "../rules/rule.ts";
import { anySchema, type Context, type Findings, type Found, join, nothing, only, type Resolved } from "./node.ts";

type ObjectSchema = Extract<Resolved, { readonly kind: "object" }>;

/** Properties by name, and those without one (JSON Schema Core 2020-12, section 10.3.2). Their order does not count. */
export function compareObjects(before: ObjectSchema, after: ObjectSchema, context: Context): Findings {
  const old = new Map(before.properties.map((property) => [property.name, property]));
  const now = new Map(after.properties.map((property) => [property.name, property]));
  return join(
    ...before.properties
      .filter((property) => isPart(context.direction, property))
      .map((property) => compareProperty(property, now.get(property.name), context)),
    ...after.properties
      .filter((property) => isPart(context.direction, property))
      .filter(({ name }) => !isPart(context.direction, old.get(name)))
      .map((property) => addedProperty(property, before, context)),
    compareAdditional(before, after, context),
    comparePatternProperties(before, after, context),
    compareDependent(before, after),
    before.propertyNames || after.propertyNames
      ? context.site(
          "(names)",
          before.propertyNames ?? anySchema(before.pointer),
          after.propertyNames ?? anySchema(after.pointer),
          { alwaysThere: true },
        )
      : nothing,
  );
}

const readOnly = "is only answered now (`readOnly`)";
const writeOnly = "is only sent now (`writeOnly`)";

function isPart(direction: Direction, property: Property | undefined): property is Property {
  return property !== undefined && isPartOf(direction === "answer" ? "response" : "request", property);
}

function compareProperty(before: Property, after: Property | undefined, context: Context): Findings {
  const { name: step, schema } = before;
  if (!isPart(context.direction, after)) return only(gone(before, after, context.direction));
  const places = { step, before: schema.pointer, after: after.schema.pointer };
  const found: Found[] = [];
  if (!before.required && after.required) found.push({ ...places, fact: "property-required", what: "is required now" });
  if (before.required && !after.required) {
    found.push({ ...places, fact: "property-optional", what: "is not always there any more" });
  }
  // Still part of this side; on the other one, it is gone.
  if (!schema.readOnly && after.schema.readOnly) found.push({ ...places, fact: "property-read-only", what: readOnly });
  if (!schema.writeOnly && after.schema.writeOnly)
    found.push({ ...places, fact: "property-write-only", what: writeOnly });
  const site = context.site(step, schema, after.schema, { alwaysThere: before.required && after.required });
  return join(only(...found), site);
}

function gone({ name: step, schema }: Property, after: Property | undefined, direction: Direction): Found {
  if (!after) {
    const what = direction === "request" ? "is no longer taken" : "is no longer answered";
    return { fact: "property-removed", what, step, before: schema.pointer };
  }
  const places = { step, before: schema.pointer, after: after.schema.pointer };
  return direction === "request"
    ? { fact: "property-read-only", what: readOnly, ...places }
    : { fact: "property-write-only", what: writeOnly, ...places };
}

function addedProperty({ name: step, required, schema }: Property, before: ObjectSchema, context: Context): Findings {
  const places = { step, after: schema.pointer };
  const { additionalProperties } = before;
  const isClosed = additionalProperties?.kind === "never";
  const fact =
    isClosed && (context.direction === "answer" || !required)
      ? "closed-property-added"
      : required
        ? "property-required-added"
        : "property-added";
  const added = only({ fact, what: required ? "is new, and required" : "is new", ...places });
  // Values of this name have been allowed before, by a rule for all names: it is a promise that is kept, or not.
  const ruled = additionalProperties && !isClosed && !isOpen(additionalProperties);
  return ruled ? join(added, context.site(step, additionalProperties, schema)) : added;
}

/** Whether anything is allowed: nothing is said, or as much as nothing. */
function isOpen(schema: Schema | undefined): boolean {
  return schema === undefined || (schema.kind === "any" && schema.conditions.length === 0);
}

function compareAdditional(before: ObjectSchema, after: ObjectSchema, context: Context): Findings {
  const [old, now] = [before.additionalProperties, after.additionalProperties];
  const [wasClosed, isClosed] = [old?.kind === "never", now?.kind === "never"];
  if (wasClosed === isClosed && (isClosed || (isOpen(old) && isOpen(now)))) return nothing;
  const places = { before: old?.pointer ?? before.pointer, after: now?.pointer ?? after.pointer };
  if (isClosed) {
    return only({ ...places, fact: "additional-properties-closed", what: "may have no other properties any more" });
  }
  if (wasClosed) {
    return only({ ...places, fact: "additional-properties-opened", what: "may have other properties now" });
  }
  return context.site("{}", old ?? anySchema(before.pointer), now ?? anySchema(after.pointer), { alwaysThere: true });
}

/** A pattern for names is a rule for some of the other properties: it allows something only in an object that is closed. */
function comparePatternProperties(before: ObjectSchema, after: ObjectSchema, context: Context): Findings {
  const old = new Map(before.patternProperties.map(({ pattern, schema }) => [pattern, schema]));
  const now = new Map(after.patternProperties.map(({ pattern, schema }) => [pattern, schema]));
  return join(
    ...[...new Set([...old.keys(), ...now.keys()])].map((pattern) => {
      const [was, is] = [old.get(pattern), now.get(pattern)];
      const step = `/${pattern}/`;
      if (was && is) return context.site(step, was, is, { alwaysThere: true });
      const isClosed = (is ? before : after).additionalProperties?.kind === "never";
      const tightened = (is !== undefined) !== isClosed;
      return only({
        fact: tightened ? "condition-added" : "condition-removed",
        what: is ? "names of this pattern have a rule now" : "names of this pattern have no rule any more",
        step,
        ...(was && { before: was.pointer }),
        ...(is && { after: is.pointer }),
      });
    }),
  );
}

/** `dependentRequired` (JSON Schema Validation 2020-12, section 6.5.4). */
function compareDependent(
  { dependentRequired: old }: ObjectSchema,
  { dependentRequired: now }: ObjectSchema,
): Findings {
  const pairsOf = (names: ObjectSchema["dependentRequired"]) =>
    new Set(Object.entries(names).flatMap(([name, others]) => others.map((other) => `with \`${name}\`, \`${other}\``)));
  const [was, is] = [pairsOf(old), pairsOf(now)];
  return only(
    ...[...is]
      .filter((each) => !was.has(each))
      .map((each) => ({ fact: "condition-added" as const, what: `${each} has to be there` })),
    ...[...was]
      .filter((each) => !is.has(each))
      .map((each) => ({ fact: "condition-removed" as const, what: `${each} need not be there any more` })),
  );
}
