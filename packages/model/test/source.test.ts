import { relative } from "node:path";
import { descriptionFile, splitDescription } from "@spkey/test-kit";
import { expect, test } from "vitest";
import { readSource } from "../src/source.ts";

test("a pointer has a place in the file", async () => {
  const file = descriptionFile("library");
  const { placeOf } = await readSource(file);
  const place = placeOf("#/paths/~1books~1%7Bisbn%7D/get/operationId");
  expect(place).toEqual({ file: relative(process.cwd(), file), line: expect.any(Number), column: 7 });
  expect(place.line).toBeGreaterThan(10);
  expect(placeOf("#/paths/~1books~1%7Bisbn%7D/get/nothing/here").line).toBe(place.line - 1);
});

test("of a description in several files, the place is in the file that says it", async () => {
  const { placeOf } = await readSource(splitDescription.file);
  expect(placeOf("#/info").file).toBe(relative(process.cwd(), splitDescription.file));
  const files = new Set<string>();
  for (const path of ["#/paths", "#/components"]) files.add(placeOf(path).file);
  expect(files.size).toBeGreaterThan(0);
});
