import { describe, expect, test } from "vitest";
import { branchesOf, resolved, type Schema } from "../../src/index.ts";
import { createAjv, read, readSchema, subjectOf } from "../describe.ts";
import { render } from "../render.ts";

const others = {
  Base: { type: "object", title: "Base", properties: { id: { type: "string" } }, required: ["id"] },
  Id: { type: "string", minLength: 1 },
  Node: { type: "object", properties: { next: { $ref: "#/components/schemas/Node" } } },
};
const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const never = { kind: "never" };

describe("allOf is what all parts allow", () => {
  test.for<[name: string, parts: unknown[], want: object]>([
    ["nothing", [], { kind: "any" }],
    ["anything", [true, {}], { kind: "any" }],
    ["false", [{ type: "string" }, false], never],
    ["types that differ", [{ type: "string" }, { type: "integer" }], never],
    ["types of which one is left", [{ type: ["string", "null"] }, { type: ["integer", "null"] }], { kind: "null" }],
    ["number and integer", [{ type: "number", minimum: 1 }, { type: "integer" }], { kind: "integer", minimum: 1 }],
    ["a rule for its type", [{ minLength: 1 }, { type: "string" }], { kind: "string", implied: false, minLength: 1 }],
    ["a rule for another type", [{ minLength: 1 }, { type: "integer" }], { kind: "integer" }],
    [
      "rules for several types: all of them count",
      [{ minLength: 1, minItems: 1 }, { type: "string" }],
      { kind: "string", minLength: 1 },
    ],
    [
      "rules for several types, without one",
      [{ minLength: 1 }, { minItems: 1 }, { maxLength: 2 }],
      { kind: "union", of: "type", members: [{ minLength: 1, maxLength: 2 }, { minItems: 1 }] },
    ],
    [
      "bounds of numbers",
      [
        { type: "number", minimum: 1, maximum: 9, exclusiveMinimum: 3 },
        { type: "number", minimum: 2, maximum: 10, multipleOf: 2 },
        { type: "number", multipleOf: 3 },
      ],
      { minimum: 2, maximum: 9, exclusiveMinimum: 3, multipleOf: [2, 3] },
    ],
    [
      "lengths and patterns",
      [
        { type: "string", minLength: 1, maxLength: 5, pattern: "a" },
        { type: "string", minLength: 2, maxLength: 9, pattern: "b" },
      ],
      { minLength: 2, maxLength: 5, patterns: ["a", "b"] },
    ],
    [
      "formats that differ",
      [
        { type: "string", format: "date" },
        { type: "string", format: "uuid" },
      ],
      { format: "date", conditions: [{ keyword: "not", schema: { conditions: [{ schema: { format: "uuid" } }] } }] },
    ],
    [
      "bytes with a length",
      [
        { type: "string", format: "binary" },
        { type: "string", maxLength: 9 },
      ],
      { kind: "bytes", maxLength: 9 },
    ],
    ["enumerations", [{ enum: ["a", "b", 1] }, { enum: [1, "b", "c"] }], { kind: "enum", values: ["b", 1] }],
    ["an enumeration and a type", [{ enum: ["a", 1] }, { type: "integer" }], { kind: "enum", values: [1] }],
    ["an enumeration and a constant", [{ enum: ["a", "b"] }, { const: "b" }], { values: ["b"], constant: true }],
    ["values that exclude each other", [{ const: "a" }, { const: "b" }], never],
    [
      "items",
      [
        { type: "array", items: { type: "number" }, minItems: 1 },
        { type: "array", prefixItems: [{ type: "integer" }], maxItems: 3, uniqueItems: true },
      ],
      { prefixItems: [{ kind: "integer" }], items: { kind: "number" }, minItems: 1, maxItems: 3, uniqueItems: true },
    ],
    [
      "properties",
      [
        { type: "object", properties: { a: { type: "number" } }, required: ["b"] },
        { type: "object", properties: { a: { type: "integer" }, b: {} } },
      ],
      {
        properties: [
          { name: "a", required: false, schema: { kind: "integer" } },
          { name: "b", required: true },
        ],
      },
    ],
    [
      "a closed object",
      [
        { type: "object", properties: { a: {} }, additionalProperties: false },
        { type: "object", properties: { b: {} } },
      ],
      {
        properties: [
          { name: "a", schema: { kind: "any" } },
          { name: "b", schema: never },
        ],
        additionalProperties: never,
      },
    ],
    [
      "names by patterns",
      [
        { type: "object", patternProperties: { "^x": { type: "integer" } } },
        { type: "object", properties: { xa: { type: "number" } } },
      ],
      { properties: [{ name: "xa", schema: { kind: "integer" } }] },
    ],
    [
      "dependencies",
      [{ dependentRequired: { a: ["b"], constructor: ["c"] } }, { dependentRequired: { a: ["c"], toString: ["d"] } }],
      { dependentRequired: { a: ["b", "c"], constructor: ["c"], toString: ["d"] } },
    ],
    [
      "a union, with what else is said of each",
      [{ oneOf: [{ type: "string" }, { type: "array" }] }, { minLength: 1 }],
      { kind: "union", of: "oneOf", members: [{ kind: "string", minLength: 1 }, { kind: "array" }] },
    ],
    [
      "a union of which one member is left",
      [{ oneOf: [{ type: "string" }, { type: "array" }] }, { type: "array" }],
      { kind: "array" },
    ],
    [
      "unions in each other",
      [{ oneOf: [{ type: "string" }, { type: "number" }] }, { anyOf: [{ type: "integer" }, { type: "boolean" }] }],
      { kind: "integer" },
    ],
    [
      "null that all allow",
      [{ type: ["string", "null"] }, { type: ["string", "null"], maxLength: 3 }],
      { members: [{ kind: "string", maxLength: 3 }, { kind: "null" }] },
    ],
    [
      "a reference alone stays one",
      [to("Base"), { description: "Mine" }],
      { kind: "reference", name: "Base", description: "Mine" },
    ],
    [
      "a reference with more",
      [to("Base"), { properties: { a: {} } }],
      { kind: "object", properties: [{ name: "id", required: true }, { name: "a" }] },
    ],
    [
      "references in properties stay",
      [{ properties: { a: to("Id") } }, { properties: { b: to("Base") } }],
      { properties: [{ schema: { kind: "reference", name: "Id" } }, { schema: { kind: "reference", name: "Base" } }] },
    ],
    [
      "a property that both refer to",
      [{ properties: { a: to("Id") } }, { properties: { a: to("Id") } }],
      { properties: [{ schema: { kind: "reference", name: "Id", target: "#/components/schemas/Id" } }] },
    ],
    [
      "nested allOf",
      [{ allOf: [{ allOf: [{ type: "string" }] }, { minLength: 1 }] }, { maxLength: 2 }],
      { minLength: 1, maxLength: 2 },
    ],
  ])("%s", ([, allOf, want]) => {
    expect(readSchema({ allOf }, others)).toMatchObject(want);
  });

  test("what stands beside it counts, too, and says what the whole is", () => {
    const schema = { title: "Whole", allOf: [to("Base")], properties: { a: {} }, required: ["a"] };
    expect(readSchema(schema, others)).toMatchObject({
      name: "Subject",
      title: "Whole",
      properties: [
        { name: "a", required: true },
        { name: "id", required: true },
      ],
    });
  });

  test("a property that is a reference in one part, and more in another, is merged when it is asked for", () => {
    const schema = readSchema(
      { allOf: [{ properties: { a: to("Id") } }, { properties: { a: { maxLength: 2 } } }] },
      others,
    );
    const [property] = schema.kind === "object" ? schema.properties : [];
    if (property?.schema.kind !== "reference") throw new Error("The property is no reference.");
    expect(property.schema).toMatchObject({ name: "Id" });
    expect(property.schema.resolve()).toMatchObject({ kind: "string", minLength: 1, maxLength: 2 });
  });
});

describe("recursion", () => {
  test("through a property, merged with itself", () => {
    const schema = readSchema(
      { allOf: [to("Node"), { properties: { next: { $ref: "#/components/schemas/Subject" } } }] },
      others,
    );
    const [next] = branchesOf(schema);
    if (!next) throw new Error("There is no property.");
    expect(next.path).toEqual(["properties", "next"]);
    expect(resolved(next.schema)).toMatchObject({ kind: "object" });
    const [again] = branchesOf(next.schema);
    expect(again && resolved(again.schema)).toBe(resolved(next.schema));
  });

  test("through two schemas that contain each other", () => {
    const { schemas, unsupported } = read({
      components: { schemas: { A: { properties: { b: to("B") } }, B: { items: to("A"), type: "array" } } },
    });
    expect(schemas).toMatchObject([{ properties: [{ schema: { name: "B" } }] }, { items: { name: "A" } }]);
    expect(unsupported).toEqual([]);
  });

  test("two schemas that are made of each other are any value, which is reported", () => {
    const { unsupported } = read({
      components: {
        schemas: { A: { allOf: [to("B"), { type: "object" }] }, B: { allOf: [to("A"), { type: "object" }] } },
      },
    });
    expect(unsupported.map(({ message }) => message)).toContain(
      "This schema is made of itself without end. It is read as any value.",
    );
  });
});

describe("what contains itself through lists of variants", () => {
  /** Blocks of a text, each of which may have all kinds of blocks in it, as editors describe them. */
  const documentOf = (count: number) => {
    const names = Array.from({ length: count }, (_, index) => `Block${index}`);
    const blocks = { type: "array", items: { oneOf: names.map(to) } };
    const schemas = Object.fromEntries(
      names.map((name) => [
        name,
        { type: "object", required: ["is"], properties: { is: { const: name }, blocks, note: { type: "string" } } },
      ]),
    );
    const more = { type: "object", properties: { note: { maxLength: 3 }, blocks: { type: "array", items: {} } } };
    more.properties.blocks.items = { anyOf: names.map((name) => ({ allOf: [to(name), to("More")] })) };
    const subject = { allOf: [to("Block0"), to("More")] };
    return { ...schemas, More: more, Subject: subject } as Record<string, object>;
  };

  /** All that is reached from a schema. */
  function reached(schema: Schema): Set<Schema> {
    const all = new Set<Schema>();
    const pending = [schema];
    for (let next = pending.pop(); next; next = pending.pop()) {
      if (all.has(next)) continue;
      all.add(next);
      if (next.kind === "reference") pending.push(next.resolve());
      else for (const branch of branchesOf(next)) pending.push(branch.schema);
    }
    return all;
  }

  test("is merged once, however many ways lead there", () => {
    const [small, large] = [6, 12].map((count) => {
      const { Subject, ...schemas } = documentOf(count);
      return reached(readSchema(Subject, schemas)).size;
    });
    // Each variant is merged with each, within each: to the third power, and not to that of how many there are.
    expect(large).toBeLessThan((small ?? 0) * 16);
  });

  test("and says of values, however deep, what all of its parts say", () => {
    const { Subject, ...schemas } = documentOf(3);
    const verdict = createAjv().compile(render(readSchema(Subject, schemas)));
    const block = (is: string, ...blocks: object[]) => ({ is, note: "ok", blocks });
    expect(verdict(block("Block0", block("Block1", block("Block2", block("Block0")))))).toBe(true);
    expect(verdict(block("Block1"))).toBe(false);
    expect(verdict(block("Block0", block("Block1", block("Block2", { is: "Block9" }))))).toBe(false);
    expect(verdict(block("Block0", block("Block1", { ...block("Block2"), note: "long" })))).toBe(false);
  });

  test("parts of schemas that stand at one place are told apart", () => {
    // What stands beside a reference, and all of it, have the same pointer.
    const Beside = { type: "object", required: ["a"], allOf: [to("Id2")], properties: { x: { type: "integer" } } };
    const schemas = { Id2: { type: "object", properties: { x: { minimum: 3 } } }, Beside };
    const subject = { allOf: [to("Beside"), { properties: { x: { maximum: 5 } } }, to("Id2")] };
    const verdict = createAjv().compile(render(readSchema(subject, schemas)));
    expect([2, 3, 5, 6].map((x) => verdict({ a: 1, x }))).toEqual([false, true, true, false]);
  });
});

test("more variants than a person would read are reported", () => {
  const union = (name: string) => ({
    oneOf: Array.from({ length: 17 }, (_, index) => ({ type: "object", properties: { [`${name}${index}`]: {} } })),
  });
  const { unsupported } = read({ components: { schemas: { Subject: { allOf: [union("a"), union("b")] } } } });
  expect(unsupported).toMatchObject([
    { pointer: "#/components/schemas/Subject/allOf/0", message: expect.stringContaining("289") },
  ]);
});

describe("inheritance (section 4.8.25)", () => {
  const variants = {
    Pet: {
      type: "object",
      properties: { kind: { type: "string" } },
      required: ["kind"],
      oneOf: [to("Cat"), to("Dog")],
      discriminator: { propertyName: "kind", mapping: { feline: "Cat", dog: "#/components/schemas/Dog" } },
    },
    Cat: { allOf: [to("Pet"), { properties: { purrs: { type: "boolean" } } }] },
    Dog: { allOf: [to("Animal"), { properties: { barks: { type: "boolean" } } }] },
    Animal: { allOf: [to("Pet")] },
  };
  const description = read({ components: { schemas: variants } });

  test("a base that lists what extends it: a variant has what the base says itself", () => {
    expect(subjectOf(description, "Cat")).toMatchObject({
      kind: "object",
      properties: [{ name: "kind", required: true }, { name: "purrs" }],
    });
    expect(description.unsupported).toEqual([]);
  });

  test("the base is one of its variants", () => {
    expect(subjectOf(description, "Pet")).toMatchObject({
      kind: "union",
      of: "oneOf",
      discriminator: {
        propertyName: "kind",
        mapping: [
          { value: "feline", schema: { properties: [{ name: "kind" }, { name: "purrs" }] } },
          { value: "dog", schema: { properties: [{ name: "kind" }, { name: "barks" }] } },
        ],
      },
    });
  });

  test.for([
    ["a variant", "Cat", { kind: "feline", purrs: true }, []],
    ["a variant that breaks the base", "Cat", { purrs: true }, ["required"]],
    ["a variant that breaks its own rules", "Cat", { kind: "feline", purrs: 1 }, ["type"]],
  ] as const)("validators agree: %s", ([, name, value, keywords]) => {
    const violations = description.validate(`#/components/schemas/${name}`, value, "response");
    expect(violations.map(({ keyword }) => keyword)).toEqual(keywords);
  });
});

describe("discriminators (section 4.8.25)", () => {
  const schemas = { Cat: { type: "object" }, Dog: { type: "object" }, "a/b": { type: "object" } };
  const union = (mapping?: object) => ({
    oneOf: [to("Cat"), to("Dog"), to("a~1b")],
    discriminator: { propertyName: "kind", ...(mapping && { mapping }) },
  });

  test.for<[name: string, mapping: object | undefined, want: [value: string, name: string][]]>([
    [
      "no mapping: by the names",
      undefined,
      [
        ["Cat", "Cat"],
        ["Dog", "Dog"],
        ["a/b", "a/b"],
      ],
    ],
    [
      "by a name",
      { c: "Cat" },
      [
        ["c", "Cat"],
        ["Dog", "Dog"],
        ["a/b", "a/b"],
      ],
    ],
    [
      "by a pointer",
      { c: "#/components/schemas/Cat" },
      [
        ["c", "Cat"],
        ["Dog", "Dog"],
        ["a/b", "a/b"],
      ],
    ],
    [
      "by a pointer with escapes",
      { s: "#/components/schemas/a~1b" },
      [
        ["s", "a/b"],
        ["Cat", "Cat"],
        ["Dog", "Dog"],
      ],
    ],
    [
      "two values for one",
      { c: "Cat", d: "Cat" },
      [
        ["c", "Cat"],
        ["d", "Cat"],
        ["Dog", "Dog"],
        ["a/b", "a/b"],
      ],
    ],
  ])("%s", ([, mapping, want]) => {
    const schema = readSchema(union(mapping), schemas);
    const found = schema.kind === "union" ? (schema.discriminator?.mapping ?? []) : [];
    expect(found.map(({ value, schema: each }) => [value, each.name])).toEqual(want);
  });

  const listing = (...values: string[]) => ({ properties: { kind: { enum: values } } });
  test.for<[name: string, schemas: Record<string, object>, want: [value: string, name: string][]]>([
    [
      "their own values, where nothing is mapped",
      { Cat: { properties: { kind: { const: "cat" } } }, Dog: { allOf: [listing("dog", "hound")] } },
      [
        ["cat", "Cat"],
        ["dog", "Dog"],
        ["hound", "Dog"],
      ],
    ],
    [
      "a name, where others list values of their own",
      { Cat: listing("cat"), Dog: { type: "object" } },
      [
        ["cat", "Cat"],
        ["Dog", "Dog"],
      ],
    ],
    [
      "their names, where their values do not tell them apart",
      { Cat: listing("cat", "Dog"), Dog: listing("Dog") },
      [
        ["Cat", "Cat"],
        ["Dog", "Dog"],
      ],
    ],
  ])("%s", ([, members, want]) => {
    const schema = readSchema({ oneOf: [to("Cat"), to("Dog")], discriminator: { propertyName: "kind" } }, members);
    const found = schema.kind === "union" ? (schema.discriminator?.mapping ?? []) : [];
    expect(found.map(({ value, schema: each }) => [value, each.name])).toEqual(want);
  });

  test("of a base that others extend", () => {
    const schema = { type: "object", discriminator: { propertyName: "kind", mapping: { c: "Cat" } } };
    expect(readSchema(schema, schemas)).toMatchObject({
      kind: "object",
      discriminator: { propertyName: "kind", mapping: [{ value: "c", schema: { name: "Cat" } }] },
    });
  });
});
