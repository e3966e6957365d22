import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readDocument } from "@spkey/test-kit";
import { expect, test } from "vitest";
import { compilers, typeErrors } from "./support/compile.ts";
import { clientOf } from "./support/package.ts";

const secured = (operationId: string, security: object[]) => ({
  [`/${operationId}`]: { get: { operationId, security, responses: { 204: { description: "Done." } } } },
});

const json = (schema: object) => ({ description: "A value.", content: { "application/json": { schema } } });

/** An operation for each kind of requirement. */
const credentials = {
  openapi: "3.1.0",
  info: { title: "Credentials", version: "1.0.0" },
  paths: {
    ...secured("needsNothing", []),
    ...secured("takesKey", [{}, { key: [] }]),
    ...secured("needsToken", [{ token: [] }]),
    ...secured("needsKey", [{ key: [] }]),
    ...secured("needsBoth", [{ token: [], key: [] }]),
    ...secured("needsEither", [{ token: [] }, { key: [] }]),
  },
  components: {
    securitySchemes: {
      token: { type: "http", scheme: "bearer" },
      key: { type: "apiKey", in: "header", name: "X-Key" },
    },
  },
};

const list = (name: string) => ({ type: "array", items: { $ref: `#/components/schemas/${name}` } });

/** Schemas with names that are encoded in references, and such as refer to themselves with no object between. */
const schemas = {
  openapi: "3.1.0",
  info: { title: "Schemas", version: "1.0.0" },
  paths: {
    "/off%2f/100%": {
      post: {
        operationId: "get%discount",
        parameters: [{ in: "query", name: "of%", required: true, schema: { type: "number" } }],
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/100%25" } } },
        },
        responses: {
          200: json({ $ref: "#/components/schemas/Tree" }),
          404: json({ $ref: "#/components/schemas/One" }),
        },
      },
    },
  },
  components: {
    schemas: {
      "100%": {
        type: "object",
        required: ["a%", "kind"],
        properties: { "a%": { type: "number", description: "100%25" }, kind: { enum: ["b%20"] } },
      },
      Nested: list("Nested"),
      Tree: { oneOf: [{ type: "string" }, { ...list("Tree"), description: "More; of it:\n\n- a;\n- b;" }] },
      One: { anyOf: [list("Other"), { type: "null" }] },
      Other: list("One"),
    },
  },
};

const programs = [
  { name: "command", document: () => readDocument("command") },
  { name: "credentials", document: async () => credentials },
  { name: "schemas", document: async () => schemas },
];

test.for(programs.flatMap((program) => compilers.map((compiler) => [program, compiler] as const)))(
  "of the program $0.name, %s takes the right calls and no wrong one",
  async ([{ name, document }, compiler]) => {
    const { folder, remove } = await clientOf(await document());
    try {
      const code = await readFile(fileURLToPath(new URL(`programs/${name}.ts`, import.meta.url)), "utf8");
      await writeFile(`${folder}/program.ts`, code);
      // An error that is expected and does not come is one, too.
      expect(await typeErrors(folder, ["program.ts"], compiler)).toEqual([]);
      await writeFile(`${folder}/program.ts`, code.replaceAll("@ts-expect-error", ""));
      const expected = code
        .split("\n")
        .flatMap((line, index) => (line.includes("// @ts-expect-error") ? [index + 2] : []));
      expect(expected.length).toBeGreaterThan(5);
      const errors = await typeErrors(folder, ["program.ts"], compiler);
      const lines = errors.map((line) => Number(/^program\.ts\((\d+),/.exec(line)?.[1]));
      expect([...new Set(lines)]).toEqual(expected);
    } finally {
      await remove();
    }
  },
);
