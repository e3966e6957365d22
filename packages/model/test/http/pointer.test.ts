import { describe, expect, test } from "vitest";
import { normalize } from "../../src/http/pointer.ts";
import { append, lastToken, lookUp, tokensOf } from "../../src/index.ts";

/** RFC 6901, section 6: pointers as fragments of a URI. */
const rows: [pointer: string, tokens: string[]][] = [
  ["#", []],
  ["#/a/b", ["a", "b"]],
  ["#/", [""]],
  ["#//", ["", ""]],
  ["#/a~1b", ["a/b"]],
  ["#/m~0n", ["m~n"]],
  ["#/~01", ["~1"]],
  ["#/c%25d", ["c%d"]],
  ["#/g%7Ch", ["g|h"]],
  ["#/%20", [" "]],
  ["#/k%22l", ['k"l']],
  ["#/%C3%A9", ["é"]],
  ["#/paths/~1locks~1%7Bid%7D/get", ["paths", "/locks/{id}", "get"]],
];

describe("pointers", () => {
  test.for(rows)("%s leads through %j, and is made of it", ([pointer, tokens]) => {
    expect(tokensOf(pointer)).toEqual(tokens);
    expect(tokensOf(append("#", ...tokens))).toEqual(tokens);
  });

  test.for([
    ["#/é", ["é"]],
    ["#/{id}", ["{id}"]],
    ["#/100%", ["100%"]],
    ["#/a%2", ["a%2"]],
  ] as const)("people write %s", ([pointer, tokens]) => {
    expect(tokensOf(pointer)).toEqual(tokens);
  });

  test.for([
    ["#/components/schemas/a b", "#/components/schemas/a%20b"],
    ["#/100%", "#/100%25"],
  ] as const)("%s is %s", ([given, want]) => {
    expect(normalize(given)).toBe(want);
  });

  test("numbers are tokens", () => {
    expect(append("#/a", 0, "b")).toBe("#/a/0/b");
  });
});

describe("lookUp", () => {
  const document = { "": 0, "a/b": [1, { "m~n": 2 }], "c%d": 3, é: 4, nothing: null };

  test.for([
    ["#", document],
    ["#/", 0],
    ["#/a~1b/0", 1],
    ["#/a~1b/1/m~0n", 2],
    ["#/c%25d", 3],
    ["#/%C3%A9", 4],
    ["#/nothing", null],
    ["#/nothing/more", undefined],
    ["#/missing", undefined],
    ["#/a~1b/2", undefined],
    ["#/a~1b/01", undefined],
    ["#/a~1b/length", undefined],
    ["#/constructor", undefined],
  ] as const)("%s", ([pointer, want]) => {
    expect(lookUp(document, pointer)).toEqual(want);
  });
});

test.for([
  ["#", ""],
  ["#/components/schemas/A~1B", "A/B"],
  ["#/components/schemas/Lock%20key", "Lock key"],
] as const)("the last token of %s", ([pointer, want]) => {
  expect(lastToken(pointer)).toBe(want);
});
