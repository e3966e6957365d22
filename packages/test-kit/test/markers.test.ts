import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { descriptionFile, markersOf, readDocument } from "../src/index.ts";
import { dialects } from "./dialects.ts";
import { fieldsOf } from "./walk.ts";

test.for([
  { text: "", want: [] },
  { text: "A door. mk-schema-title-3", want: ["mk-schema-title-3"] },
  { text: "<h1>mk-b-2</h1><a href='/%2Fmk-a-10/x?y=mk-b-2#z'>", want: ["mk-b-2", "mk-a-10"] },
  { text: "mk-schema-title mk--1 MK-A-1", want: [] },
])("the markers of $text are $want", ({ text, want }) => {
  expect(markersOf(text)).toEqual(want);
});

describe.for(dialects)("$name", ({ name, objects }) => {
  test("each text and URL for readers has one marker", async () => {
    const met = fieldsOf(await readDocument(name), objects);
    const texts = met.flatMap(({ pointer, field, value, holds }) => {
      if (holds === "url" || holds === "text") return { place: `${pointer}/${field}`, text: String(value) };
      return [];
    });
    expect(texts.length).toBeGreaterThan(50);
    expect(texts.filter(({ text }) => markersOf(text).length !== 1)).toEqual([]);
  });

  test("each marker stands in one place", async () => {
    const text = await readFile(descriptionFile(name), "utf8");
    const times = Map.groupBy(text.match(/\bmk-[\w-]+/g) ?? [], (marker) => marker);
    expect([...times].filter(([, places]) => places.length > 1).map(([marker]) => marker)).toEqual([]);
    expect([...times.keys()]).toEqual(markersOf(text)); // Each is written so that it can be found.
  });
});

test("all-kinds marks values of every kind as well", async () => {
  const met = fieldsOf(await readDocument("all-kinds"), dialects[0].objects);
  for (const field of ["default", "enum", "const", "example"]) {
    const values = met.filter((one) => one.kind === "schema" && one.field === field).map(({ value }) => value);
    expect(markersOf(JSON.stringify(values)), field).not.toEqual([]);
  }
});
