import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { descriptions, readDocument } from "../src/index.ts";
import { dialectOf } from "./dialects.ts";
import { upgradeSchemas } from "./upgrade-schemas.ts";
import { fieldsOf, type Met, objectAt, resolve } from "./walk.ts";

type Direction = "request" | "response";

/** A value that was written into a description, the pointer of the schema that it has to satisfy, and where it travels. */
interface Example {
  readonly place: string;
  readonly schema: string;
  readonly value: unknown;
  readonly direction: Direction;
}

const written = descriptions.filter(({ name }) => name !== "ours");

describe.for(written)("$name", ({ name, version }) => {
  test("each example satisfies its schema", async () => {
    const document = await readDocument(name);
    const examples = examplesOf(document, fieldsOf(document, dialectOf(version)));
    const isValid = validator(version === "3.0" ? upgradeSchemas(document) : document);
    expect(examples.length).toBeGreaterThan(2);
    expect(
      examples.map((example) => ({ ...example, errors: isValid(example) })).filter(({ errors }) => errors),
    ).toEqual([]);
  });
});

describe.for(written.filter(({ name }) => name.startsWith("all-kinds")))("$name", ({ name, version }) => {
  test("each JSON body has an example", async () => {
    const met = fieldsOf(await readDocument(name), dialectOf(version));
    const bodies = met.filter(({ kind, field }) => kind.match(/^(response|requestBody)$/) && field === "content");
    const missing = bodies.flatMap(({ value, pointer }) =>
      Object.entries(objectAt(value) ?? {})
        .filter(([type, media]) => /[/+]json\s*(;|$)/i.test(type) && !hasExample(media))
        .map(([type]) => `${pointer} ${type}`),
    );
    expect(bodies.length).toBeGreaterThan(4);
    expect(missing).toEqual([]);
  });
});

function hasExample(media: unknown): boolean {
  return Object.keys(media ?? {}).some((field) => field === "example" || field === "examples");
}

function examplesOf(document: object, met: readonly Met[]): Example[] {
  return met.flatMap(({ kind, field, value, owner, pointer }): Example[] => {
    const place = `${pointer}/${field}`;
    const direction = directionOf(place);
    if (kind === "schema") {
      if (field === "default" || field === "example") return [{ place, schema: pointer, value, direction }];
      return field === "examples" && Array.isArray(value)
        ? value.map((one) => ({ place, schema: pointer, value: one, direction }))
        : [];
    }
    if (!["mediaType", "parameter", "header"].includes(kind) || !("schema" in owner) || isXml(pointer)) return [];
    const schema = `${pointer}/schema`;
    if (field === "example") return [{ place, schema, value, direction }];
    if (field !== "examples") return [];
    return Object.entries(value ?? {}).flatMap(([name, example]) => {
      const { $ref } = example;
      const { value, dataValue = value } = (typeof $ref === "string" ? resolve(document, $ref) : example) as Record<
        string,
        unknown
      >; // An Example Object.
      return dataValue === undefined ? [] : { place: `${place}/${name}`, schema, value: dataValue, direction };
    });
  });
}

/** An example in XML is text, where its schema speaks of what the text says. */
const isXml = (pointer: string) => /xml$/.test(pointer);

const directionOf = (place: string): Direction => (/\/(responses|headers)\//.test(place) ? "response" : "request");

function validator(document: object): (example: Example) => string | undefined {
  const ajv = new Ajv2020({
    strict: false,
    ownProperties: true,
    allErrors: true,
    validateSchema: false,
    logger: false,
  });
  addFormats.default(ajv);
  ajv.addSchema(inDirection(document, "readOnly"), "request:");
  ajv.addSchema(inDirection(document, "writeOnly"), "response:");
  return ({ schema, value, direction }) => {
    const validate = ajv.getSchema(`${direction}:${schema}`);
    if (!validate) throw new Error(`There is no schema at ${schema}.`);
    return validate(value) ? undefined : ajv.errorsText(validate.errors);
  };
}

/** What only the other direction has can't be required in this one (OpenAPI 3.0.4, section 4.7.24.2). */
function inDirection(document: object, other: "readOnly" | "writeOnly"): object {
  const text = JSON.stringify(document, (_, value) => {
    const properties = objectAt(value?.properties);
    if (!properties || !Array.isArray(value.required)) return value;
    const required = value.required.filter((name: string) => objectAt(properties[name])?.[other] !== true);
    return { ...value, required };
  });
  return JSON.parse(text);
}
