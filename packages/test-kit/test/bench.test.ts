import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, test } from "vitest";
import { chart, markdown, median, parts } from "../src/bench/index.ts";

test("a chart is well-formed whatever the names are, and says in words what it shows", () => {
  const svg = chart('<a> & "b"', [
    {
      title: "Time & more",
      show: (value) => `${value}<x`,
      mark: { value: 1, label: ">" },
      bars: [{ name: "a<b", value: 2, own: true }],
    },
  ]);
  expect(XMLValidator.validate(svg)).toBe(true);
  const read = new XMLParser({ processEntities: true, htmlEntities: true }).parse(svg);
  expect(read.svg.title["#text"] ?? read.svg.title).toBe('<a> & "b"');
  expect(read.svg.desc["#text"] ?? read.svg.desc).toBe("Time & more: a<b 2<x.");
});

const medians = [
  { of: [3, 1, 2], want: 2 },
  { of: [4, 1, 2, 3], want: 2.5 },
  { of: [10, 9], want: 9.5 },
  { of: [], want: Number.NaN },
];
test.each(medians)("the median of $of is $want", ({ of, want }) => {
  expect(median(of)).toBe(want);
});

test("a table is aligned, and an empty cell stays one", () => {
  expect(markdown(["a", "long"], [["wider", ""], ["b"]])).toBe(
    ["| a     | long |", "| ----- | ---- |", "| wider |      |", "| b     |      |"].join("\n"),
  );
});

test("parts of names choose, and the first one is always there", () => {
  const all = [{ name: "ours" }, { name: "Redoc" }, { name: "Scalar" }];
  const names = (only: string) => parts(all, only, "renderers").map(({ name }) => name);
  expect(names("redoc")).toEqual(["ours", "Redoc"]);
  expect(names("cal, ED")).toEqual(["ours", "Redoc", "Scalar"]);
  expect(() => names("redoc,")).toThrow("--only takes parts of the renderers' names; `` is part of none.");
});
