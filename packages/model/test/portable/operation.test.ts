import { descriptions, readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import {
  type Description,
  exampleRequest,
  examplesOf,
  type Operation,
  type PortableOperation,
  propertiesOf,
  readDescription,
  readPortableOperation,
  type Schema,
  visitSchema,
  writePortableOperation,
} from "../../src/index.ts";
import { createPortableValidate } from "../../src/portable/validate.ts";

/** As it arrives in a browser. */
function portable(description: Description, operation: Operation) {
  const data = JSON.parse(JSON.stringify(writePortableOperation(description, operation)));
  const read = readPortableOperation(data);
  const [only, ...others] = read.operations;
  expect(others).toEqual([]);
  if (!only) throw new Error("The operation is missing.");
  return { description: read, operation: only, validate: createPortableValidate(data) };
}

/** What a schema and its parts are, in a form that can be compared. */
function outlineOf(schema: Schema): unknown[] {
  const rows: unknown[] = [];
  visitSchema(schema, (each, path, recursive) => {
    rows.push([path.join("/"), each.kind, each.pointer, each.name, each.examples, recursive]);
    return rows.length < 2000;
  });
  return rows;
}

const contentOf = ({ requestBody, responses }: Operation) => ({
  request: requestBody?.content ?? [],
  response: responses.flatMap(({ content }) => content),
});

/** A value, and others that break rules of its schema. */
const spoiled = (value: unknown): unknown[] => [
  value,
  null,
  "x",
  0.5,
  [],
  [value, value],
  {},
  { ...Object(value), a: 1 },
];

describe.each(descriptions)("$name", async ({ name }) => {
  const whole = readDescription(await readDocument(name));

  test("every operation gives the same examples", () => {
    for (const operation of whole.operations) {
      const part = portable(whole, operation);
      expect(exampleRequest(part.description, part.operation), operation.id).toEqual(exampleRequest(whole, operation));
      for (const [index, media] of contentOf(operation).request.entries()) {
        const same = contentOf(part.operation).request[index];
        expect(same && examplesOf(part.description, same, "request")).toEqual(examplesOf(whole, media, "request"));
      }
    }
  });

  test("every schema is the same, with what it refers to", () => {
    for (const operation of whole.operations) {
      const part = portable(whole, operation);
      for (const direction of ["request", "response"] as const) {
        const outlines = [operation, part.operation].map((each) =>
          contentOf(each)[direction].map(({ schema }) => schema && outlineOf(schema)),
        );
        expect(outlines[1], operation.id).toEqual(outlines[0]);
      }
      expect(part.operation.parameters.map(({ schema }) => outlineOf(schema))).toEqual(
        operation.parameters.map(({ schema }) => outlineOf(schema)),
      );
    }
  });

  test("every value is valid or not for the same reasons", () => {
    let violations = 0;
    for (const operation of whole.operations) {
      const { validate } = portable(whole, operation);
      for (const direction of ["request", "response"] as const) {
        for (const { schema } of contentOf(operation)[direction]) {
          const made = schema && whole.example(schema, direction);
          for (const value of schema && made && "value" in made ? spoiled(made.value) : []) {
            const want = whole.validate(schema?.pointer ?? "", value, direction);
            violations += want.length;
            expect(validate(schema?.pointer ?? "", value, direction), operation.id).toEqual(want);
          }
        }
      }
    }
    expect(violations).toBeGreaterThan(0);
  });
});

test("what is shared stays shared, and what leads back to itself does", () => {
  const tree = {
    type: "object",
    properties: { children: { type: "array", items: { $ref: "#/components/schemas/Tree" } } },
  };
  const whole = readDescription({
    openapi: "3.1.0",
    info: { title: "Trees", version: "1" },
    paths: {
      "/trees": {
        post: {
          requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Tree" } } } },
          responses: {},
        },
        get: { responses: {} },
      },
    },
    components: { schemas: { Tree: tree, Unused: { type: "string" } } },
  });
  const operation = whole.operations.find(({ method }) => method === "POST");
  if (!operation) throw new Error("There is no POST.");
  const data = writePortableOperation(whole, operation);
  const [schema] = contentOf(readPortableOperation(data).operations[0] ?? operation).request.map((each) => each.schema);
  if (schema?.kind !== "reference") throw new Error("The body is no reference.");
  expect(schema.resolve()).toBe(schema.resolve());
  expect(JSON.stringify(data)).not.toContain("Unused");
});

test("of answers in which every object leads to all others, what is near is written, and all of it validates", () => {
  const names = Array.from({ length: 300 }, (_, index) => `Thing${index}`);
  const schemas = Object.fromEntries(
    names.map((name, index) => [
      name,
      {
        type: "object",
        properties: {
          ...Object.fromEntries(Array.from({ length: 10 }, (_, field) => [`field${field}`, { type: "string" }])),
          next: { $ref: `#/components/schemas/Thing${(index + 1) % names.length}` },
        },
      },
    ]),
  );
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Thing0" } } };
  const whole = readDescription({
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: {
      "/things": { post: { requestBody: { content }, responses: { 200: { description: "d", content } } } },
      "/near": { get: { responses: { 200: { description: "d", content } } } },
    },
    components: { schemas },
  });
  const depths = whole.operations.map((operation) => {
    const data: PortableOperation = JSON.parse(JSON.stringify(writePortableOperation(whole, operation)));
    const validate = createPortableValidate(data);
    expect(validate("#/components/schemas/Thing299", { field0: 1 }, "response")).toMatchObject([{ path: ["field0"] }]);
    const [copy] = readPortableOperation(data).operations;
    const depthOf = (schema: Schema | undefined) => {
      let depth = 0;
      for (let next = schema; next; next = propertiesOf(next).find(({ name }) => name === "next")?.schema) {
        if (++depth > names.length) break;
      }
      return depth;
    };
    const { request, response } = contentOf(copy ?? operation);
    return [request, response].map((media) => depthOf(media[0]?.schema));
  });
  const [[sent, answered] = [], [, alone] = []] = depths;
  // A request is filled in: nothing of it is left out.
  expect(sent).toBeGreaterThan(300);
  expect(answered).toBeGreaterThan(300);
  expect(alone).toBeGreaterThan(20);
  expect(alone).toBeLessThan(300);
});

test("a name that would set a prototype stays a name", () => {
  const value = JSON.parse('{"__proto__": {"a": 1}, "kind": "reference", "resolve": ["call", 0]}');
  const whole = readDescription({
    openapi: "3.1.0",
    info: { title: "Names", version: "1" },
    paths: {
      "/names": {
        post: { requestBody: { content: { "application/json": { example: value, schema: {} } } }, responses: {} },
      },
    },
  });
  const [operation] = whole.operations;
  if (!operation) throw new Error("There is no operation.");
  const part = portable(whole, operation);
  expect(JSON.stringify(exampleRequest(part.description, part.operation).body)).toBe(JSON.stringify(value));
});
