import { expect, test } from "vitest";
import { readDocument } from "../src/index.ts";
import { openapi31 } from "./openapi-objects.ts";
import { fieldsOf } from "./walk.ts";

const met31 = fieldsOf(await readDocument("all-kinds"), openapi31);

const rows = Object.entries(openapi31).flatMap(([kind, fields]) =>
  Object.keys(fields).map((field) => ({ kind, field })),
);

test.for(rows)("all-kinds has $field of $kind", ({ kind, field }) => {
  expect(met31.some((one) => one.kind === kind && (one.field === field || field === "*"))).toBe(true);
});

test("all-kinds has no field that the table does not know", () => {
  const unknown = met31.filter(({ holds }) => holds === undefined).map(({ pointer, field }) => `${pointer}/${field}`);
  expect(unknown).toEqual([]);
});
