import { type ObjectSchema, resolved, type Schema, schemaFor, type UnionSchema } from "@spkey/model";
import { identifier, literal, uniqueNames } from "./names.ts";

/** A validator of `src/validate.ts`, before it is written. */
type Node = string | readonly [Node] | NodeMap | Reference | Composite;

interface NodeMap {
  readonly [name: string]: Node;
}

/** What other validators share. */
class Reference {
  readonly schema: Extract<Schema, { kind: "reference" }>;
  constructor(schema: Reference["schema"]) {
    this.schema = schema;
  }
}

const composites = ["anyOf", "discriminator", "additionalProperties"] as const;

/** A function of `src/composite-validators.ts`, with its first argument. */
class Composite {
  readonly name: (typeof composites)[number];
  readonly parts: readonly Node[];
  constructor(name: Composite["name"], parts: readonly Node[]) {
    this.name = name;
    this.parts = parts;
  }
}

/** The validators of what a description answers, each named schema a constant that others share. */
export interface Validators {
  /** The validator of a schema, as an expression. */
  expression(schema: Schema | undefined): string;
  /** The module of constants that the expressions named so far are made of. */
  module(): string;
}

interface Constant {
  readonly name: string;
  written: boolean;
  recursive: boolean;
}

export function createValidators(): Validators {
  const names = uniqueNames("Validator", "validate", ...composites);
  const constants = new Map<string, Constant>();
  const beingWritten: Constant[] = [];
  const lines: string[] = [];

  const print = (node: Node, prefix: string): string => {
    if (typeof node === "string") return JSON.stringify(node);
    if (node instanceof Reference) return constant(node, prefix);
    if (node instanceof Composite) {
      const parts = node.parts.map((part) => print(part, prefix)).join(", ");
      // With types: below a name that lists have, such as `map`, a compiler takes it for that function.
      return `(value: unknown, place: string) => ${prefix ? "composite." : ""}${node.name}([${parts}], value, place)`;
    }
    if (isArray(node)) return `[${print(node[0], prefix)}]`;
    const entries = Object.entries(node).map(([name, item]) => `${literal(name)}: ${print(item, prefix)}`);
    return entries.length > 0 ? `{ ${entries.join(", ")} }` : "{}";
  };

  /** The name of a validator. One that contains itself is a function, which bundlers drop where nobody uses it. */
  const constant = ({ schema }: Reference, prefix: string): string => {
    const known = constants.get(schema.target);
    if (known) {
      // All of a circle: rolldown keeps a constant and a function that name each other.
      const circle = known.written ? [] : beingWritten.slice(beingWritten.indexOf(known));
      for (const each of circle) each.recursive = true;
      return prefix + known.name;
    }
    const own = { name: names(identifier(schema.name)), written: false, recursive: false };
    constants.set(schema.target, own);
    beingWritten.push(own);
    const text = print(nodeOf(schema.resolve()), "");
    beingWritten.pop();
    own.written = true;
    lines.push(
      own.recursive
        ? `export function ${own.name}(value: unknown, place: string): string | undefined {\n  return validate(${text}, value, place);\n}`
        : `export const ${own.name}: Validator = ${text};`,
    );
    return prefix + own.name;
  };

  return {
    expression: (schema) => print(schema ? nodeOf(schemaFor("response", schema)) : "", "validators."),
    module: () => moduleOf(lines),
  };
}

function moduleOf(lines: readonly string[]): string {
  if (lines.length === 0) return "export {};\n";
  const code = lines.join("\n");
  const used = composites.filter((name) => code.includes(` ${name}([`));
  const imported = [
    ...(code.includes(": Validator") ? ["type Validator"] : []),
    ...(code.includes(" validate(") ? ["validate"] : []),
  ];
  return [
    `import { ${imported.join(", ")} } from "../validate.ts";`,
    ...(used.length > 0 ? [`import { ${used.toSorted().join(", ")} } from "../composite-validators.ts";`] : []),
    "",
    code,
    "",
  ].join("\n");
}

function isArray(node: Node): node is readonly [Node] {
  return Array.isArray(node);
}

/** What a value has to be: of which types, with which properties. Bounds and the like are the server's business. */
function nodeOf(schema: Schema): Node {
  switch (schema.kind) {
    case "reference":
      return new Reference(schema);
    case "any":
    case "never":
      return "";
    case "null":
    case "boolean":
      return schema.kind;
    case "number":
    case "integer":
      return schema.implied ? "" : schema.kind;
    case "string":
      return schema.implied ? "" : "string";
    case "bytes":
      return "string";
    case "enum":
      return [...new Set(schema.values.map(typeOf))].join("|");
    case "array": {
      const items = schema.prefixItems.length > 0 ? "" : nodeOf(schema.items);
      return items === "" ? "array" : [items];
    }
    case "object":
      return objectNode(schema);
    case "union":
      return unionNode(schema);
  }
}

function objectNode({ properties, patternProperties, additionalProperties }: ObjectSchema): Node {
  const entries = properties
    .filter(({ name }) => !name.includes("?")) // It would read as optional.
    .map(({ name, required, schema }) => [required ? name : `?${name}`, nodeOf(schema)] as const);
  const others = additionalProperties && patternProperties.length === 0 ? nodeOf(additionalProperties) : "";
  if (others !== "") return new Composite("additionalProperties", [Object.fromEntries(entries), others]);
  const telling = entries.filter(([key, node]) => !key.startsWith("?") || node !== "");
  return telling.length > 0 ? Object.fromEntries(telling) : "object";
}

function unionNode({ members, discriminator }: UnionSchema): Node {
  const named = members.filter(({ kind }) => kind !== "null");
  const hasNull = named.length < members.length;
  const mapped = new Set(discriminator?.mapping.map(({ schema }) => schema));
  if (discriminator && named.every((member) => mapped.has(member))) {
    const byValue = Object.fromEntries(discriminator.mapping.map(({ value, schema }) => [value, nodeOf(schema)]));
    const node = new Composite("discriminator", [discriminator.propertyName, byValue]);
    return hasNull ? new Composite("anyOf", ["null", node]) : node;
  }
  const nodes = members.map(nodeOf);
  if (nodes.includes("")) return "";
  const types = [...new Set(nodes.filter((node) => typeof node === "string"))].join("|");
  const others = nodes.filter((node) => typeof node !== "string");
  const [first = "", ...more] = [...(types ? [types] : []), ...others];
  return more.length > 0 ? new Composite("anyOf", [first, ...more]) : first;
}

function typeOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

/** The kinds of values that a schema allows; nothing where it allows any. */
export function kindsOf(schema: Schema, above: readonly Schema[] = []): ReadonlySet<Schema["kind"]> | undefined {
  const end = resolved(schema);
  if (end.kind === "any" || above.includes(end)) return undefined;
  if (end.kind === "enum")
    return (
      kindsOf(end.of) ??
      new Set(end.values.some((value) => typeof value === "object") ? ["object", "array"] : ["string"])
    );
  if (end.kind !== "union") return new Set([end.kind]);
  const found = end.members.map((member) => kindsOf(member, [...above, end]));
  return found.includes(undefined) ? undefined : new Set(found.flatMap((kinds) => [...(kinds ?? [])]));
}
