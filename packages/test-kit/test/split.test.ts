import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { splitDescription, temporaryFolder } from "../src/index.ts";
import { openapi31 } from "./openapi-objects.ts";
import { redocly } from "./redocly.ts";
import { fieldsOf } from "./walk.ts";

test("split refers to other files, and its bundle does not", async () => {
  const bundle = join(await temporaryFolder(), "openapi.json");
  const { code, stderr } = await redocly(["bundle", splitDescription.file, "--output", bundle]);
  expect(code, stderr).toBe(0);
  const met = fieldsOf(JSON.parse(await readFile(bundle, "utf8")), openapi31);
  const references = met.filter(({ field }) => field === "$ref").map(({ value }) => value);
  expect(references.length).toBeGreaterThan(1);
  expect(references.filter((value) => !String(value).startsWith("#/"))).toEqual([]);
  const examples = met.filter(({ kind, field }) => kind === "example" && field === "value").map(({ value }) => value);
  expect(examples).toEqual([
    JSON.parse(await readFile(new URL("../descriptions/split/bottles.json", import.meta.url), "utf8")),
  ]);
});
