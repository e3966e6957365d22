import { type Condition, resolved, type Schema, withoutNull } from "@spkey/model";
import { isPlain } from "./facts.ts";
import { idPart } from "./field.ts";
import { typeName } from "./type-name.ts";
import { json } from "./words.ts";

type Kind<Name extends Schema["kind"]> = Extract<Schema, { readonly kind: Name }>;

/** The targets of the references that lead to a schema: what comes back to one of them has no further parts. */
type Above = readonly string[];

/** What a schema is made of, one level down: a row of its own, or rows that stand directly below the schema's. */
export type Part = { readonly schema: Schema } & (
  | {
      readonly inline: false;
      /** Unique among the parts of a schema. */
      readonly segment: string;
      readonly name: string;
      readonly named: boolean;
      readonly required?: boolean;
    }
  | { readonly inline: true }
);

/** The parts of a schema that rows are made of; those of references are their targets'. */
export function partsOf(schema: Schema, above: Above = []): Part[] {
  return [...ownParts(resolved(schema), above), ...conditionParts(schema)];
}

/** Whether there is a row below a schema's own, with the references in it followed. */
export function hasParts(schema: Schema, above: Above = []): boolean {
  const path = below(schema, above);
  return path !== undefined && partsOf(schema, path).some((part) => !part.inline || hasParts(part.schema, path));
}

/** @returns what leads to the parts of a schema; nothing where the schema has come back to itself */
function below(schema: Schema, above: Above): Above | undefined {
  if (schema.kind !== "reference") return above;
  return above.includes(schema.target) ? undefined : [...above, schema.target];
}

function ownParts(schema: Schema, above: Above): Part[] {
  switch (schema.kind) {
    case "object":
      return objectParts(schema);
    case "array":
      return arrayParts(schema, above);
    case "union":
      return unionParts(schema, above);
    case "string":
      return schema.contentSchema ? [row("(content)", "its content", schema.contentSchema)] : [];
    default:
      return [];
  }
}

function row(segment: string, name: string, schema: Schema): Part {
  return { inline: false, segment, name, named: false, schema };
}

function objectParts(schema: Kind<"object">): Part[] {
  const { additionalProperties: additional, discriminator } = schema;
  return [
    ...schema.properties.map(
      ({ name, required, schema: property }): Part => ({
        inline: false,
        segment: idPart(name),
        name,
        named: true,
        required,
        schema: property,
      }),
    ),
    ...schema.patternProperties.map(({ pattern, schema: property }, index) =>
      row(`(pattern-${index + 1})`, `names that match ${pattern}`, property),
    ),
    ...(additional && additional.kind !== "never" && !(additional.kind === "any" && isPlain(additional))
      ? [row("(additional)", "any other name", additional)]
      : []),
    ...(discriminator?.mapping ?? []).map(({ value, schema: variant }, index) =>
      row(`(variant-${index + 1})`, `where ${discriminator?.propertyName} is ${json(value)}`, variant),
    ),
  ];
}

function arrayParts({ items, prefixItems, contains }: Kind<"array">, above: Above): Part[] {
  const open = prefixItems.length > 0 && items.kind !== "never" && !(items.kind === "any" && isPlain(items));
  return [
    ...prefixItems.map((item, index) => row(`(item-${index + 1})`, `item ${index + 1}`, item)),
    ...(open ? [row("(items)", "further items", items)] : []),
    ...(prefixItems.length > 0 || items.kind === "never"
      ? []
      : isPlain(items) && choiceRules(items, above).length === 0
        ? [{ inline: true, schema: items } as const]
        : [row("(items)", "each item", items)]),
    ...(contains ? [row("(contains)", "matching items", contains.schema)] : []),
  ];
}

function unionParts(schema: Kind<"union">, above: Above): Part[] {
  const other = withoutNull(schema);
  if (other.kind !== "union") return [{ inline: true, schema: other }];
  if (isSimple(other, above)) return [];
  return other.members.map((member, index) =>
    row(`(${index + 1})`, variantName(other, member, index), withoutRepetition(other, member)),
  );
}

/** A choice between types that have nothing more to say is in the type's name already. */
function isSimple(schema: Kind<"union">, above: Above): boolean {
  return schema.members.every((member) => isPlain(member) && !hasParts(member, above));
}

/** How many of the variants of a schema a value is at once, where the variants have rows. */
export function choiceRules(schema: Schema, above: Above = []): string[] {
  const path = below(schema, above);
  if (!path) return [];
  const other = resolved(withoutNull(schema));
  if (other.kind !== "union" || other.of === "type" || isSimple(other, path)) return [];
  return [other.of === "oneOf" ? "exactly one of these" : "one or more of these"];
}

/** By its title or name, unless another variant has the same; else by the value of the discriminator. */
function variantName({ of, members, discriminator }: Kind<"union">, member: Schema, index: number): string {
  const nameOf = (each: Schema) => each.title ?? each.name;
  const name = nameOf(member);
  if (name && members.filter((each) => nameOf(each) === name).length === 1) return name;
  const mapped = discriminator?.mapping.find(({ schema }) => schema === member);
  if (discriminator && mapped) return `where ${discriminator.propertyName} is ${json(mapped.value)}`;
  return of === "type" ? `as ${typeName(member)}` : `variant ${index + 1}`;
}

/** A variant that was merged with its base says once more what the base says, and which variants there are. */
function withoutRepetition({ title, description, discriminator }: Kind<"union">, member: Schema): Schema {
  if (member.kind !== "object") return member;
  const { title: itsTitle, description: itsDescription, discriminator: itsDiscriminator, ...rest } = member;
  return {
    ...rest,
    ...(itsTitle !== undefined && itsTitle !== title && { title: itsTitle }),
    ...(itsDescription !== undefined && itsDescription !== description && { description: itsDescription }),
    ...(itsDiscriminator &&
      itsDiscriminator.propertyName !== discriminator?.propertyName && { discriminator: itsDiscriminator }),
  };
}

function conditionParts(schema: Schema): Part[] {
  const end = resolved(schema);
  const conditions = end === schema ? schema.conditions : [...schema.conditions, ...end.conditions];
  return conditions.flatMap((condition, index) => conditionRows(condition, `condition-${index + 1}`));
}

/** Rules that depend on others (JSON Schema Core 2020-12, sections 10.2 and 11), with words for names. */
function conditionRows(condition: Condition, id: string): Part[] {
  const { schema } = condition;
  switch (condition.keyword) {
    case "not":
      return [row(`(${id})`, "but never", schema)];
    case "if":
      return [
        row(`(${id})`, "if it matches", schema),
        ...(condition.whenTrue ? [row(`(${id}-then)`, "then also", condition.whenTrue)] : []),
        ...(condition.whenFalse ? [row(`(${id}-else)`, "otherwise also", condition.whenFalse)] : []),
      ];
    case "dependentSchemas":
      return [row(`(${id})`, `with ${condition.property}, also`, schema)];
    case "unevaluatedProperties":
      return schema.kind === "never" ? [] : [row(`(${id})`, "any property not named above", schema)];
    case "unevaluatedItems":
      return schema.kind === "never" ? [] : [row(`(${id})`, "any item not named above", schema)];
  }
}
