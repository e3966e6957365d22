import { descriptions, readDocument } from "@spkey/test-kit";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { yamlText } from "../../src/site/yaml-text.ts";

test.for(descriptions.map(({ name }) => name))("%s, written as YAML, says the same", async (name) => {
  const document = await readDocument(name);
  expect(parse(yamlText(document))).toEqual(document);
});

test.for<[what: string, document: object]>([
  ["empty objects and lists", { paths: {}, tags: [], info: { a: {}, b: [], c: { d: {} } } }],
  ["names that are no plain words", { "a b: c": { "": { "#x": 1 } }, "- y": { "123": { null: true, "?": "z" } } }],
  ["long names", { [`a ${"long name ".repeat(30)}`]: { [`b ${"long name ".repeat(30)}`]: { c: 1 } } }],
  ["names of several lines", { "a\nb": { "c\n\nd": { e: "f" } } }],
  ["texts of several lines", { info: { a: { text: "one\n\n  two\n \nthree\n" }, b: "  first\nsecond\n\n" } }],
  ["ends of lines that are none to YAML", { info: { a: { text: "one\u2028two\u0085three\rfour\nfive" } } }],
  [
    "what other versions of YAML read otherwise",
    { a: { b: { c: "yes", d: "2026-01-01", e: "0o7", f: "~", g: null } } },
  ],
])("as YAML, %s", ([, document]) => {
  expect(parse(yamlText(document))).toEqual(document);
});
