import type { Description, Schema } from "@spkey/spec";
import { identifier, literal, uniqueNames } from "./names.ts";

/** A shape of `src/check.ts`, before it is written. */
type ShapeNode = string | readonly [ShapeNode] | ShapeMap | Reference | Composite;

interface ShapeMap {
  readonly [name: string]: ShapeNode;
}

/** A `$ref`. */
class Reference {
  readonly ref: string;
  constructor(ref: string) {
    this.ref = ref;
  }
}

const composites = ["all", "any", "by", "others"] as const;

/** A function of `src/compose.ts`, with its first argument. */
class Composite {
  readonly name: (typeof composites)[number];
  readonly parts: readonly ShapeNode[];
  constructor(name: Composite["name"], parts: readonly ShapeNode[]) {
    this.name = name;
    this.parts = parts;
  }
}

/** The shapes of a description, each `$ref` a constant that others share. */
export interface Shapes {
  /** The shape of a schema in a response, as an expression. */
  expression(schema: Schema | undefined): string;
  /** The JSON types that a value of the schema can have; nothing where it can have any. */
  types(schema: Schema | undefined): ReadonlySet<string> | undefined;
  /** The module of constants that the expressions named so far are made of. */
  module(): string;
}

/** The keywords that make a difference here; what else stands beside a `$ref` says nothing of the value. */
const structural = [
  "type",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "allOf",
  "anyOf",
  "oneOf",
  "nullable",
];

export function createShapes(description: Description): Shapes {
  const names = uniqueNames("Shape", "mismatch", ...composites);
  const constants = new Map<string, { readonly name: string; text: string | undefined }>();
  const lines: string[] = [];

  const print = (node: ShapeNode, prefix: string): string => {
    if (typeof node === "string") return JSON.stringify(node);
    if (node instanceof Reference) return constant(node.ref, prefix);
    if (node instanceof Composite) {
      const parts = node.parts.map((part) => print(part, prefix)).join(", ");
      return `(value, place) => ${prefix ? "compose." : ""}${node.name}([${parts}], value, place)`;
    }
    if (isArray(node)) return `[${print(node[0], prefix)}]`;
    const entries = Object.entries(node).map(([name, item]) => `${literal(name)}: ${print(item, prefix)}`);
    return entries.length > 0 ? `{ ${entries.join(", ")} }` : "{}";
  };

  /** The name of a shape; of one that is being written, a function, since it contains itself. */
  const constant = (ref: string, prefix: string): string => {
    const known = constants.get(ref);
    if (known)
      return known.text === undefined ? `(value, place) => mismatch(${known.name}, value, place)` : prefix + known.name;
    const last = decodeURIComponent(ref.split("/").at(-1) ?? "");
    const own = { name: names(identifier(last)), text: undefined as string | undefined };
    constants.set(ref, own);
    own.text = print(shapeOf(description.schema({ $ref: ref })), "");
    lines.push(`export const ${own.name}: Shape = ${own.text};`);
    return prefix + own.name;
  };

  const shapeOf = (schema: Schema | boolean | undefined): ShapeNode => {
    if (typeof schema !== "object") return "";
    if (schema.$ref !== undefined) {
      const { $ref, ...beside } = schema;
      const reference = new Reference($ref);
      const extra = Object.fromEntries(Object.entries(beside).filter(([key]) => structural.includes(key))) as Schema;
      const { nullable, ...rest } = extra;
      const all = Object.keys(rest).length > 0 ? new Composite("all", [reference, shapeOf(rest)]) : reference;
      return nullable ? new Composite("any", ["null", all]) : all;
    }
    const parts = [
      own(schema),
      ...(schema.allOf ?? []).map(shapeOf),
      ...[schema.anyOf, schema.oneOf].map((variants) => variantsOf(schema, variants)),
    ].filter((part) => part !== "");
    const [only = ""] = parts;
    const whole = parts.length > 1 ? new Composite("all", parts) : only;
    return schema.nullable && schema.type === undefined && whole !== "" ? new Composite("any", ["null", whole]) : whole;
  };

  /** What a schema says by itself, type by type. */
  const own = (schema: Schema): ShapeNode => {
    const types = typesOf(schema);
    if (types.length === 0) return "";
    const shapes = types.map((type) =>
      type === "object" ? objectOf(schema) : type === "array" ? arrayOf(schema) : type,
    );
    const plain = shapes.filter((shape) => typeof shape === "string").join("|");
    const [first = "", ...others] = [...(plain ? [plain] : []), ...shapes.filter((shape) => typeof shape !== "string")];
    return others.length > 0 ? new Composite("any", [first, ...others]) : first;
  };

  const objectOf = ({ properties = {}, required = [], additionalProperties, ...rest }: Schema): ShapeNode => {
    const entries: [string, ShapeNode][] = [];
    for (const name of new Set([...Object.keys(properties), ...required])) {
      const property = properties[name];
      if (property && description.schema(property).writeOnly) continue; // It is never answered.
      if (name.includes("?")) continue; // It would read as optional.
      entries.push([required.includes(name) ? name : `?${name}`, shapeOf(property)]);
    }
    const others = "patternProperties" in rest ? "" : shapeOf(additionalProperties);
    if (others !== "") return new Composite("others", [Object.fromEntries(entries), others]);
    const telling = entries.filter(([key, shape]) => key[0] !== "?" || shape !== "");
    return telling.length > 0 ? Object.fromEntries(telling) : "object";
  };

  const arrayOf = ({ items }: Schema): ShapeNode => {
    const shape = shapeOf(items);
    return shape === "" ? "array" : [shape];
  };

  const variantsOf = ({ discriminator }: Discriminated, variants: readonly Schema[] = []): ShapeNode => {
    if (variants.length === 0) return "";
    if (discriminator && variants.every(({ $ref }) => $ref)) {
      const implicit = variants.map(({ $ref = "" }) => [$ref.split("/").at(-1) ?? "", $ref] as const);
      const explicit = Object.entries(discriminator.mapping ?? {}).map(
        ([value, target]) => [value, target.startsWith("#") ? target : `#/components/schemas/${target}`] as const,
      );
      const byValue = new Map([...implicit, ...explicit].map(([value, ref]) => [value, new Reference(ref)] as const));
      return new Composite("by", [discriminator.propertyName, Object.fromEntries(byValue)]);
    }
    const shapes = variants.map(shapeOf);
    return shapes.includes("") ? "" : shapes.length > 1 ? new Composite("any", shapes) : (shapes[0] ?? "");
  };

  const types = (schema: Schema | undefined, above: readonly string[] = []): ReadonlySet<string> | undefined => {
    if (!schema || (schema.$ref && above.includes(schema.$ref))) return undefined;
    const path = schema.$ref ? [...above, schema.$ref] : above;
    const node = description.schema(schema);
    const direct = typesOf(node);
    if (direct.length > 0) return new Set(direct);
    const all = (node.allOf ?? []).map((part) => types(part, path)).find((found) => found !== undefined);
    if (all) return node.nullable ? new Set([...all, "null"]) : all;
    const variants = [...(node.anyOf ?? []), ...(node.oneOf ?? [])].map((part) => types(part, path));
    const known = variants.filter((found) => found !== undefined);
    if (known.length === 0 || known.length < variants.length) return undefined;
    return new Set([...known.flatMap((found) => [...found]), ...(node.nullable ? ["null"] : [])]);
  };

  return {
    expression: (schema) => print(shapeOf(schema), "shapes."),
    types: (schema) => types(schema),
    module: () => {
      const code = lines.join("\n");
      const composed = composites.filter((name) => code.includes(` ${name}([`));
      return [
        `import ${code.includes(" mismatch(") ? "{ mismatch, type Shape }" : "type { Shape }"} from "../check.ts";`,
        ...(composed.length > 0 ? [`import { ${composed.join(", ")} } from "../compose.ts";`] : []),
        "",
        code,
        "",
      ].join("\n");
    },
  };
}

function isArray(node: ShapeNode): node is readonly [ShapeNode] {
  return Array.isArray(node);
}

/** OpenAPI 3.1, section 4.8.25. */
interface Discriminated extends Schema {
  readonly discriminator?: { readonly propertyName: string; readonly mapping?: Readonly<Record<string, string>> };
}

/** The JSON types that a schema names, or that follow from its keywords; none where it leaves them open. */
function typesOf(schema: Schema): string[] {
  const given = typeof schema.type === "string" ? [schema.type] : [...(schema.type ?? [])];
  const values = schema.const === undefined ? (schema.enum ?? []) : [schema.const];
  const { properties, required, additionalProperties, items } = schema;
  const open = given.length === 0;
  const implied = values.length > 0 ? values.map(typeOf) : [];
  if (open && (properties || required || typeof additionalProperties === "object")) implied.push("object");
  if (open && items) implied.push("array");
  const types = open ? implied : given;
  return [...new Set(schema.nullable && types.length > 0 ? [...types, "null"] : types)];
}

function typeOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}
