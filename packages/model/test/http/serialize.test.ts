import { describe, expect, test } from "vitest";
import { type ParameterForm, type ParameterStyle, serializeParameter } from "../../src/index.ts";

const array = ["blue", "black"];
const object = { R: 100, G: 200 };

/** The table of OpenAPI 3.1, section 4.8.12.4, and what it leaves out. */
const rows: [style: ParameterStyle, location: ParameterForm["in"], explode: boolean, value: unknown, want: string][] = [
  ["matrix", "path", false, "", ";color="],
  ["matrix", "path", false, "blue", ";color=blue"],
  ["matrix", "path", false, array, ";color=blue,black"],
  ["matrix", "path", true, array, ";color=blue;color=black"],
  ["matrix", "path", false, object, ";color=R,100,G,200"],
  ["matrix", "path", true, object, ";R=100;G=200"],
  ["label", "path", false, "blue", ".blue"],
  ["label", "path", false, array, ".blue,black"],
  ["label", "path", true, array, ".blue.black"],
  ["label", "path", false, object, ".R,100,G,200"],
  ["label", "path", true, object, ".R=100.G=200"],
  ["simple", "path", false, "a/b ?#%", "a%2Fb%20%3F%23%25"],
  ["simple", "path", false, array, "blue,black"],
  ["simple", "path", true, array, "blue,black"],
  ["simple", "path", false, object, "R,100,G,200"],
  ["simple", "path", true, object, "R=100,G=200"],
  ["simple", "path", false, "it's (ok)*!", "it%27s%20%28ok%29%2A%21"],
  ["simple", "path", false, "é\u2028😀", "%C3%A9%E2%80%A8%F0%9F%98%80"],
  ["simple", "header", false, "a, b=c", "a, b=c"],
  ["simple", "header", false, array, "blue,black"],
  ["form", "query", true, "blue & red", "color=blue%20%26%20red"],
  ["form", "query", true, true, "color=true"],
  ["form", "query", true, null, "color="],
  ["form", "query", true, array, "color=blue&color=black"],
  ["form", "query", false, array, "color=blue,black"],
  ["form", "query", true, object, "R=100&G=200"],
  ["form", "query", false, object, "color=R,100,G,200"],
  ["spaceDelimited", "query", false, array, "color=blue%20black"],
  ["pipeDelimited", "query", false, array, "color=blue%7Cblack"],
  ["deepObject", "query", true, object, "color%5BR%5D=100&color%5BG%5D=200"],
  ["form", "cookie", true, "a;b", "color=a%3Bb"],
  ["form", "cookie", false, array, "color=blue,black"],
  ["simple", "header", false, object, "R,100,G,200"],
  ["simple", "header", true, object, "R=100,G=200"],
  ["spaceDelimited", "query", true, array, "color=blue&color=black"],
  ["spaceDelimited", "query", false, object, "color=R%20100%20G%20200"],
  ["pipeDelimited", "query", true, array, "color=blue&color=black"],
  ["pipeDelimited", "query", false, object, "color=R%7C100%7CG%7C200"],
  ["deepObject", "query", true, "blue", "color=blue"],
  ["deepObject", "query", true, array, "color%5B0%5D=blue&color%5B1%5D=black"],
  ["deepObject", "query", true, { "a b": ["c"] }, "color%5Ba%20b%5D%5B0%5D=c"],
  [
    "deepObject",
    "query",
    true,
    { a: { b: [{ c: 1, d: null }] } },
    "color%5Ba%5D%5Bb%5D%5B0%5D%5Bc%5D=1&color%5Ba%5D%5Bb%5D%5B0%5D%5Bd%5D=",
  ],
  ["deepObject", "query", true, { a: {}, b: [], c: undefined }, ""],
  ["form", "query", true, [], ""],
  ["form", "query", false, [], "color="],
  ["form", "query", true, [null, 0, false], "color=&color=0&color=false"],
  ["form", "query", true, { a: { b: 1 } }, "a=%7B%22b%22%3A1%7D"],
  ["form", "query", true, undefined, "color="],
  ["simple", "path", false, "\ud800", "%EF%BF%BD"],
];

const parameter = { name: "color", json: false } as const;

describe("serializeParameter", () => {
  test.for(rows)("%s in %s, explode %s: %j", ([style, location, explode, value, want]) => {
    expect(serializeParameter({ ...parameter, style, in: location, explode }, value)).toBe(want);
  });

  test("writes JSON where the parameter is described by its content", () => {
    const json: ParameterForm = { ...parameter, style: "form", in: "query", explode: true, json: true };
    expect(serializeParameter(json, { a: [1] })).toBe("color=%7B%22a%22%3A%5B1%5D%7D");
  });

  test("encodes the name in a URL, and not in a header", () => {
    const named = { ...parameter, name: "a b", explode: true };
    expect(serializeParameter({ ...named, style: "form", in: "query" }, 1)).toBe("a%20b=1");
    expect(serializeParameter({ ...named, style: "simple", in: "header" }, 1)).toBe("1");
  });

  test.for<[name: string, value: unknown, want: string]>([
    ["reserved characters stay", ":/?@!$'()*,;=", "color=:/?@!$'()*,;="],
    ["what would end the value is encoded", "a&b#c+d[e] %", "color=a%26b%23c%2Bd%5Be%5D%20%25"],
    ["what is encoded already stays", "a%2Fb%zz", "color=a%2Fb%25zz"],
    ["letters of other scripts are encoded", "é😀", "color=%C3%A9%F0%9F%98%80"],
    ["each item of an array", ["a/b", "c&d"], "color=a/b&color=c%26d"],
  ])("allowReserved: %s", ([, value, want]) => {
    const form: ParameterForm = { ...parameter, style: "form", in: "query", explode: true, allowReserved: true };
    expect(serializeParameter(form, value)).toBe(want);
  });
});
