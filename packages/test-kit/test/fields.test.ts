import { describe, expect, test } from "vitest";
import { readDocument } from "../src/index.ts";
import { dialects } from "./dialects.ts";
import { fieldsOf } from "./walk.ts";

describe.for(dialects)("$name", async ({ name, objects, used }) => {
  const met = fieldsOf(await readDocument(name), objects);
  const rows = Object.entries(used)
    .flatMap(([kind, fields]) => Object.keys(fields).map((field) => ({ kind, field })))
    .filter(({ field }) => field !== "externalValue"); // It is in `split`: whatever bundles a description fetches it.

  test.for(rows)("has $field of $kind", ({ kind, field }) => {
    expect(met.some((one) => one.kind === kind && (one.field === field || field === "*"))).toBe(true);
  });

  test("has no field that the version does not know", () => {
    const unknown = met.filter(({ holds }) => holds === undefined).map(({ pointer, field }) => `${pointer}/${field}`);
    expect(unknown).toEqual([]);
  });
});
