import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { descriptions, markersOf } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Description, examplesOf, lookUp, type MediaType, readDescription } from "../src/index.ts";
import { createAjv } from "./describe.ts";
import { addFormats } from "./formats.ts";
import { render } from "./render.ts";

const folder = fileURLToPath(new URL(".", import.meta.resolve("@readme/oas-examples/3.1/json/petstore.json")));

/** Those of the test kit, and other people's. */
const files = [
  ...descriptions.map(({ name, file }) => ({ name, file })),
  ...["../../3.0/json/", ""].flatMap((path) =>
    readdirSync(new URL(path, `file://${folder}`))
      .filter((name) => name.endsWith(".json"))
      .map((name) => ({
        name: `${path.includes("3.0") ? "3.0" : "3.1"}/${name}`,
        file: fileURLToPath(new URL(path + name, `file://${folder}`)),
      })),
  ),
];

describe.for(files)("$name", ({ file }) => {
  const document: object = parse(readFileSync(file, "utf8"));
  const description = readDescription(document);

  test("each notice says where", () => {
    for (const { pointer, message } of [...description.unsupported, ...description.warnings]) {
      expect(lookUp(document, pointer), `${pointer}: ${message}`).toBeDefined();
    }
  });

  test("each example that is made satisfies its schema, by another validator", () => {
    for (const direction of ["request", "response"] as const) {
      const ajv = addFormats(createAjv()).addSchema(description.jsonSchemas(direction), "openapi");
      for (const schema of description.schemas) {
        const made = description.example(schema, direction);
        if (!("value" in made)) {
          expect(made).toEqual({ impossible: expect.stringMatching(/\w/), pointer: expect.stringMatching(/^#\//) });
          continue;
        }
        const validate = ajv.compile({ $ref: `openapi${schema.pointer}` });
        expect(validate(made.value), `${schema.pointer}: ${JSON.stringify([made.value, validate.errors])}`).toBe(true);
      }
    }
  });

  test("what the model reads of a schema allows what the schema allows", () => {
    const [request, response] = (["request", "response"] as const).map((direction) =>
      createAjv().addSchema(description.jsonSchemas(direction), "openapi"),
    );
    for (const schema of description.schemas) {
      const merged = createAjv().compile(render(schema));
      const written = [request, response].map((ajv) => ajv?.compile({ $ref: `openapi${schema.pointer}` }));
      const made = description.example(schema, "response");
      for (const value of "value" in made ? variationsOf(made.value) : []) {
        // A request may be without what is only answered, and a response without what is only sent: the schema itself may not.
        const wanted = written.every((validate) => validate?.(value));
        expect(merged(value), `${schema.pointer}: ${JSON.stringify(value)}`).toBe(wanted);
      }
    }
  });
});

/** A value, and others with one thing changed: left out, of another type, or added. */
function variationsOf(value: unknown): unknown[] {
  const others: unknown[] = [value, null, 7, "text", [], {}];
  if (Array.isArray(value)) others.push([...value, ...value], [7]);
  else if (typeof value === "object" && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      const { [name]: _, ...rest } = value as Readonly<Record<string, unknown>>; // It is an object: see above.
      others.push(rest, ...[null, 7, "text", {}, []].map((each) => ({ ...rest, [name]: each })));
      if (typeof inner === "object" && inner !== null) others.push({ ...rest, [name]: { ...inner, other: 1 } });
    }
    others.push({ ...value, other: 1 });
  }
  return others;
}

describe.for(descriptions.filter(({ name }) => name.startsWith("all-kinds")))("$name", ({ file }) => {
  test("each text that a reader should see is in the model", () => {
    const text = readFileSync(file, "utf8");
    const found = new Set(markersOf(JSON.stringify([...textsOf(readDescription(parse(text)))])));
    const missing = markersOf(JSON.stringify(parse(text))).filter((marker) => !found.has(marker));
    expect(missing).toEqual([]);
  });

  test("each body has an example, or the reason is known", () => {
    const description = readDescription(parse(readFileSync(file, "utf8")));
    const without = description.operations.flatMap((operation) => [
      ...(operation.requestBody?.content ?? []).filter((media) => isWithout(description, media)),
      ...operation.responses.flatMap(({ content }) => content).filter((media) => isWithout(description, media)),
    ]);
    expect(without.map(({ pointer }) => pointer)).toEqual([]);
  });
});

function isWithout(description: Description, media: MediaType): boolean {
  return media.schema !== undefined && examplesOf(description, media, "response").length === 0;
}

/** All texts of a model, those behind references included. */
function* textsOf(part: unknown, seen = new Set<unknown>()): Generator<string> {
  if (typeof part === "string") yield part;
  if (typeof part !== "object" || part === null || seen.has(part)) return;
  seen.add(part);
  for (const [name, value] of Object.entries(part)) {
    yield name;
    yield* textsOf(name === "resolve" && typeof value === "function" ? value() : value, seen);
  }
}
