import { change, type Node, type Operator, omit, rename } from "./operator.ts";

const types = ["string", "integer", "number", "boolean", "array", "object", "null"];

/** Values of keywords that nothing is said of, which make a schema tighter than it is. */
const tightened: Readonly<Record<string, Node>> = {
  string: { minLength: 1, maxLength: 255, pattern: "^[a-z0-9-]+$", format: "uuid" },
  integer: { minimum: 0, maximum: 1_000_000, multipleOf: 2 },
  number: { minimum: 0, maximum: 1_000_000, multipleOf: 1 },
  array: { minItems: 1, maxItems: 10, uniqueItems: true },
  object: { minProperties: 20, maxProperties: 20 },
};

/** Keywords whose bound can be moved by one. */
const bounds = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
  "minContains",
  "maxContains",
];

/** Keywords that can be taken away as a whole. */
const droppable = [
  "type",
  "enum",
  "const",
  ...bounds,
  "multipleOf",
  "pattern",
  "format",
  "uniqueItems",
  "contains",
  "items",
  "prefixItems",
  "additionalProperties",
  "propertyNames",
  "patternProperties",
  "dependentRequired",
  "dependentSchemas",
  "unevaluatedProperties",
  "unevaluatedItems",
  "nullable",
  "oneOf",
  "anyOf",
  "not",
  "if",
  "then",
  "else",
  "$ref",
];

function typesOf({ type }: Node): string[] {
  return typeof type === "string" ? [type] : Array.isArray(type) ? type.map(String) : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

/** Each makes a schema say something else than it does. */
export const schemaOperators: readonly Operator[] = [
  {
    name: "drop a keyword",
    kind: "schema",
    mutate: (schema) =>
      droppable.filter((name) => name in schema).map((name) => change(`without ${name}`, omit(schema, name))),
  },
  {
    name: "another type",
    kind: "schema",
    mutate: (schema) => {
      const own = typesOf(schema).filter((type) => type !== "null");
      if (own.length === 0) return [];
      return types
        .filter((type) => !own.includes(type) && type !== "null")
        .map((type) =>
          change(`type ${type}`, {
            ...schema,
            type: Array.isArray(schema["type"]) ? [type, ...(typesOf(schema).includes("null") ? ["null"] : [])] : type,
          }),
        );
    },
  },
  {
    name: "a type more",
    kind: "schema",
    mutate: (schema) => {
      const own = typesOf(schema);
      if (own.length === 0 || "nullable" in schema) return [];
      return types
        .filter((type) => !own.includes(type) && !(type === "integer" && own.includes("number")))
        .map((type) => change(`also ${type}`, { ...schema, type: [...own, type] }));
    },
  },
  {
    name: "a type less",
    kind: "schema",
    mutate: (schema) => {
      const own = typesOf(schema);
      return own.length < 2
        ? []
        : own.map((type) => change(`not ${type}`, { ...schema, type: own.filter((each) => each !== type) }));
    },
  },
  {
    name: "nullable turned",
    kind: "schema",
    mutate: (schema) =>
      "nullable" in schema ? [change("nullable turned", { ...schema, nullable: schema["nullable"] !== true })] : [],
  },
  {
    name: "required less",
    kind: "schema",
    mutate: (schema) =>
      listOf(schema["required"]).map((name) =>
        change(`${String(name)} is not required`, {
          ...schema,
          required: listOf(schema["required"]).filter((each) => each !== name),
        }),
      ),
  },
  {
    name: "required more",
    kind: "schema",
    mutate: (schema) => {
      const required = listOf(schema["required"]);
      const optional = entriesOf(schema["properties"])
        .map(([name]) => name)
        .filter((name) => !required.includes(name));
      return optional.map((name) => change(`${name} is required`, { ...schema, required: [...required, name] }));
    },
  },
  {
    name: "a property less",
    kind: "schema",
    mutate: (schema) =>
      entriesOf(schema["properties"]).map(([name]) =>
        change(`no property ${name}`, { ...schema, properties: omit(schema["properties"] as Node, name) }),
      ),
  },
  {
    name: "a property of another name",
    kind: "schema",
    mutate: (schema) =>
      entriesOf(schema["properties"]).map(([name]) =>
        change(`${name} is called ${name}X`, {
          ...schema,
          properties: rename(schema["properties"] as Node, name, `${name}X`),
          ...(Array.isArray(schema["required"]) && {
            required: schema["required"].map((each: unknown) => (each === name ? `${name}X` : each)),
          }),
        }),
      ),
  },
  {
    name: "a required property more",
    kind: "schema",
    mutate: (schema) =>
      "properties" in schema
        ? [
            change("a new required property", {
              ...schema,
              properties: { ...(schema["properties"] as Node), mutant: { type: "string" } },
              required: [...listOf(schema["required"]), "mutant"],
            }),
          ]
        : [],
  },
  {
    name: "closed or opened",
    kind: "schema",
    mutate: (schema) => {
      if (!typesOf(schema).includes("object") && !("properties" in schema)) return [];
      return schema["additionalProperties"] === false
        ? [change("opened", { ...schema, additionalProperties: true })]
        : [
            change("closed", { ...schema, additionalProperties: false }),
            ...("additionalProperties" in schema
              ? []
              : [change("only whole numbers besides", { ...schema, additionalProperties: { type: "integer" } })]),
          ];
    },
  },
  {
    name: "a value of an enumeration less",
    kind: "schema",
    mutate: (schema) => {
      const values = listOf(schema["enum"]);
      return values.length < 2
        ? []
        : values.map((value) =>
            change(`not ${JSON.stringify(value)}`, { ...schema, enum: values.filter((each) => each !== value) }),
          );
    },
  },
  {
    name: "an enumeration of one value",
    kind: "schema",
    mutate: (schema) =>
      typesOf(schema).includes("string") && !("enum" in schema) && !("const" in schema)
        ? [change("only one value", { ...schema, enum: ["mutant", ...listOf(schema["examples"])] })]
        : [],
  },
  {
    name: "a bound moved",
    kind: "schema",
    mutate: (schema) =>
      bounds
        .filter((name) => typeof schema[name] === "number")
        .flatMap((name) => {
          const bound = Number(schema[name]);
          return [1, -1]
            .filter((by) => bound + by >= 0 || /imum$/i.test(name))
            .map((by) => change(`${name} ${bound + by}`, { ...schema, [name]: bound + by }));
        }),
  },
  {
    name: "an exclusive bound",
    kind: "schema",
    mutate: (schema) => [
      ...(typeof schema["minimum"] === "number" && !("exclusiveMinimum" in schema)
        ? [change("more than the minimum", { ...omit(schema, "minimum"), exclusiveMinimum: schema["minimum"] })]
        : []),
      ...(typeof schema["maximum"] === "number" && !("exclusiveMaximum" in schema)
        ? [change("less than the maximum", { ...omit(schema, "maximum"), exclusiveMaximum: schema["maximum"] })]
        : []),
    ],
  },
  {
    name: "a keyword more",
    kind: "schema",
    mutate: (schema) => {
      const [type = ""] = typesOf(schema);
      if (!Object.hasOwn(tightened, type) || "enum" in schema || "const" in schema) return [];
      return Object.entries(tightened[type] ?? {})
        .filter(([name]) => !(name in schema))
        .map(([name, value]) => change(`${name} ${String(value)}`, { ...schema, [name]: value }));
    },
  },
  {
    name: "another format",
    kind: "schema",
    mutate: (schema) =>
      "format" in schema
        ? ["ipv4", "date"]
            .filter((format) => format !== schema["format"])
            .map((format) => change(`format ${format}`, { ...schema, format }))
        : [],
  },
  {
    name: "another pattern",
    kind: "schema",
    mutate: (schema) =>
      typeof schema["pattern"] === "string"
        ? [change("a pattern that is never met", { ...schema, pattern: "^mutant$" })]
        : [],
  },
  {
    name: "another constant",
    kind: "schema",
    mutate: (schema) => ("const" in schema ? [change("another constant", { ...schema, const: "mutant" })] : []),
  },
  {
    name: "an alternative less",
    kind: "schema",
    mutate: (schema) =>
      ["oneOf", "anyOf", "allOf", "prefixItems"].flatMap((name) => {
        const members = listOf(schema[name]);
        return members.length < 2
          ? []
          : members.map((_, index) =>
              change(`${name} without ${index}`, { ...schema, [name]: members.toSpliced(index, 1) }),
            );
      }),
  },
  {
    name: "other items",
    kind: "schema",
    mutate: (schema) =>
      "items" in schema ? [change("items are booleans", { ...schema, items: { type: "boolean" } })] : [],
  },
  {
    name: "only answered, or only sent",
    kind: "schema",
    mutate: (schema) =>
      listOf(schema["required"]).flatMap((name) => {
        const property = (schema["properties"] as Node | undefined)?.[String(name)];
        if (
          typeof property !== "object" ||
          property === null ||
          "readOnly" in property ||
          "writeOnly" in property ||
          "$ref" in property
        )
          return [];
        return ["readOnly", "writeOnly"].map((how) =>
          change(`${String(name)} is ${how}`, {
            ...schema,
            properties: { ...(schema["properties"] as Node), [String(name)]: { ...property, [how]: true } },
          }),
        );
      }),
  },
];
