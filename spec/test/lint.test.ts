import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { library, run } from "./run.ts";

/** One way to break the library's description: `from` becomes `to`, and the rule names the line where `at` stands. */
interface Fault {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly at: string;
  readonly says: string;
}

/** Our own rules, whatever profile `redocly.yaml` has chosen. */
const byHouseRules = ["--config", fileURLToPath(new URL("../lint/house.yaml", import.meta.url))];

const faults: Fault[] = [
  {
    name: "a flow collection that is never closed",
    from: "operationId: getBook",
    to: "operationId: [getBook",
    at: "summary: Get a book",
    says: "This is not valid YAML",
  },
  {
    name: "a key that stands twice",
    from: "summary: Get a book",
    to: "summary: Get a book\n      summary: Again",
    at: "summary: Again",
    says: "Map keys must be unique",
  },
  {
    name: "a reference to a component that is not there",
    from: "#/components/schemas/Book",
    to: "#/components/schemas/Bok",
    at: "schemas/Bok",
    says: "no-unresolved-refs",
  },
  {
    name: "a reference to a file that is not there",
    from: '"#/components/schemas/Book"',
    to: "./Bok.yaml",
    at: "./Bok.yaml",
    says: "no-unresolved-refs",
  },
  {
    name: "a response example that breaks its schema",
    from: "title: Emma",
    to: "title: 7",
    at: "title: 7",
    says: "no-invalid-media-type-examples",
  },
  {
    name: "a property example that breaks its schema",
    from: "- Emma",
    to: "- 7",
    at: "- 7",
    says: "no-invalid-schema-examples",
  },
  {
    name: "a parameter example that breaks its schema",
    from: 'example: "9780141439518"',
    to: "example: 9780141439518",
    at: "example: 9780141439518",
    says: "no-invalid-parameter-examples",
  },
  {
    name: "an operationId that stands twice",
    from: "paths:\n",
    to: `paths:
  /shelf:
    delete:
      operationId: getBook
      summary: Empty the shelf
      description: Takes all books off the shelf.
      tags: [Books]
      responses:
        "204": { description: The shelf is empty. }
        "404": { description: There is no shelf. }
`,
    at: "operationId: getBook\n      summary: Get",
    says: "operation-operationId-unique",
  },
  {
    name: "no operationId",
    from: "      operationId: getBook\n",
    to: "",
    at: "get:",
    says: "operation-operationId",
  },
  {
    name: "an operationId that is no name of a function",
    from: "operationId: getBook",
    to: "operationId: Get-Book",
    at: "operationId: Get-Book",
    says: "rule/operationId-camelCase",
  },
  {
    name: "a summary that ends like a sentence",
    from: "summary: Get a book",
    to: "summary: Get a book.",
    at: "summary: Get a book.",
    says: "rule/summary-sentence",
  },
  {
    name: "no description of a property",
    from: "          description: What stands on the cover.\n",
    to: "",
    at: "title:\n          type",
    says: "spkey/property-description",
  },
  {
    name: "no description of a parameter",
    from: "          description: The number of the book.\n",
    to: "",
    at: "- name: isbn",
    says: "parameter-description",
  },
  {
    name: "no response example",
    from: "              example:\n                title: Emma\n",
    to: "",
    at: "application/json:",
    says: "spkey/json-example",
  },
  {
    name: "an error with a schema of its own",
    from: '$ref: "#/components/schemas/Error"',
    to: "type: object",
    at: "application/json:\n              schema:\n                type: object",
    says: "spkey/shared-error-schema",
  },
  {
    name: "no documented error",
    from: '"404":',
    to: '"304":',
    at: "responses:",
    says: "operation-4xx-response",
  },
  {
    name: "a tag that is not declared",
    from: "        - Books\n",
    to: "        - Boks\n",
    at: "- Boks",
    says: "operation-tag-defined",
  },
  {
    name: "a reference to a file inside an extension",
    from: "      operationId: getBook\n",
    to: "      operationId: getBook\n      x-note:\n        see:\n          - $ref: ./note.yaml\n",
    at: "$ref: ./note.yaml",
    says: "spkey/no-extension-ref",
  },
];

test("the description in the repository lints", async () => {
  expect(await run("lint", [])).toMatchObject({ code: 0 });
});

test("the small description keeps every rule", async () => {
  const folder = await temporaryFolder({ "openapi.yaml": library });
  expect(await run("lint", [join(folder, "openapi.yaml"), ...byHouseRules])).toMatchObject({ code: 0 });
});

describe("names file, line and column, shows the code and exits with 1", () => {
  test.for(faults)("$name", async ({ from, to, at, says }) => {
    const broken = library.replace(from, to);
    const offset = broken.indexOf(at);
    expect([broken === library, offset >= 0], "the fixture has the text to break").toEqual([false, true]);
    const line = broken.slice(0, offset).split("\n").length;
    const folder = await temporaryFolder({ "openapi.yaml": broken });

    const { code, text } = await run("lint", [join(folder, "openapi.yaml"), ...byHouseRules]);

    expect(code).toBe(1);
    expect(text).toContain(says);
    expect(text).toMatch(new RegExp(`openapi\\.yaml:${line}:\\d+`));
    expect(text).toMatch(new RegExp(`^ *${line} \\| `, "m"));
  });
});

test("finds broken YAML in a file that the description refers to", async () => {
  const folder = await temporaryFolder({
    "openapi.yaml": library.replace('"#/components/schemas/Book"', "./book.yaml#/Book"),
    "book.yaml": "Book:\n  type: object\n  properties: {\n",
  });
  const { code, text } = await run("lint", [join(folder, "openapi.yaml"), ...byHouseRules]);
  expect(code).toBe(1);
  expect(text).toMatch(/book\.yaml:\d+:\d+\n\nThis is not valid YAML/);
});

describe("by the rules of the specification, anybody's description", () => {
  const profile = ["--config", fileURLToPath(new URL("../lint/spec.yaml", import.meta.url))];
  const open = library.replace(/^security:\n(?: .*\n)*/m, "").replace(/^ {6}security:\n(?: {8}.*\n)*/m, "");

  test("may ask for no credentials", async () => {
    expect(open).not.toMatch(/^ *security:/m);
    const folder = await temporaryFolder({ "openapi.yaml": open });
    expect(await run("lint", [join(folder, "openapi.yaml"), ...profile])).toMatchObject({ code: 0 });
  });

  test("names no security scheme that is not declared", async () => {
    const folder = await temporaryFolder({ "openapi.yaml": `${open}security:\n  - nobody: []\n` });
    const { code, text } = await run("lint", [join(folder, "openapi.yaml"), ...profile]);
    expect(code).toBe(1);
    expect(text).toContain("There is no security scheme `nobody`");
    expect(text).toMatch(new RegExp(`openapi\\.yaml:${open.split("\n").length + 1}:\\d+`));
  });
});
