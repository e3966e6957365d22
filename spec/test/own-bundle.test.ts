import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "@spkey/test-kit";
import { expect, test } from "vitest";
import { bundleByRedocly } from "../tools/bundle-document.ts";
import { ownBundle } from "../tools/own-bundle.ts";
import { library } from "./run.ts";

const kit = fileURLToPath(new URL("../../packages/test-kit/descriptions/", import.meta.url));
/** All but the one that refers to a schema by its anchor. */
const inOneFile = (await readdir(kit)).filter((name) => name.endsWith(".yaml") && name !== "all-kinds.yaml");

const scalars = `openapi: 3.1.0
info: { title: Scalars, version: 1.10 }
paths: {}
x-base: &base { a: 1, b: [1] }
x-merged: { <<: *base, b: 2 }
x-keys: { 1: a, null: b, true: c, 0x10: d }
x-values:
  - [yes, on, True, ~, .inf, -.INF, .NaN, -0, +1, 1., .5, 1e3, 0x1F, 0o17, 017, 0b11, 1_000, 9007199254740993]
  - [2020-01-01, 2020-01-01T00:00:00Z, 12:30:45, "\\u00e9\\x07", 'it''s']
  - |
    a
    b
  - >-
    a
    b
`;

/** Redocly adds an empty object of components, and puts the names of the root in its own order. */
const asRedocly = (bundle: object | undefined) => bundle && { components: {}, ...bundle };

test.for(inOneFile)("%s is its own bundle, as Redocly's is", { timeout: 60_000 }, async (name) => {
  const file = join(kit, name);
  expect(asRedocly(await ownBundle(file))).toEqual(await bundleByRedocly(file));
});

test("each scalar of YAML is what it is to Redocly", async () => {
  const file = join(await temporaryFolder({ "openapi.yaml": scalars }), "openapi.yaml");
  expect(asRedocly(await ownBundle(file))).toEqual(await bundleByRedocly(file));
});

test.for<[name: string, text: string]>([
  ["a file", library.replace('"#/components/schemas/Book"', "./book.yaml")],
  ["a place that is not there", library.replace("#/components/schemas/Book", "#/components/schemas/Buch")],
  ["a place by its anchor", library.replace("#/components/schemas/Book", "#book")],
  ["a file, as the value of a discriminator", `${library}\nx-any: { discriminator: { mapping: { a: a.yaml } } }`],
  ["what is no text", `${library}\nx-any: { $ref: 3 }`],
  ["itself, without an end", `${library}\nx-any: &any { inner: *any }`],
  ["nothing, since it is no YAML", `${library}\n  }`],
  ["nothing, since a name stands twice", `${library}\nopenapi: 3.1.0`],
  ["nothing, since it is no object", "[]"],
])("what refers to %s is left to Redocly", async ([, text]) => {
  expect(text).not.toBe(library);
  const file = join(await temporaryFolder({ "openapi.yaml": text }), "openapi.yaml");
  expect(await ownBundle(file)).toBeUndefined();
});
