import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withoutExplosion } from "../../src/schema/backtracking.ts";
import { read } from "../describe.ts";

function held(schema: object) {
  const { unsupported, validate } = read({ components: { schemas: { It: schema } } });
  return { unsupported, violations: (text: string) => validate("#/components/schemas/It", text, "request") };
}

/** Every text of these characters that is not longer. */
function textsOf(characters: string, length: number): string[] {
  if (length === 0) return [""];
  const shorter = textsOf(characters, length - 1);
  return [
    ...shorter,
    ...shorter.flatMap((text) => (text.length === length - 1 ? [...characters].map((each) => text + each) : [])),
  ];
}

const texts = textsOf("ab./", 6);

describe("what would take for ever is written otherwise, and takes the same texts", () => {
  test.for([
    ["^([ab./]*)*/$", "^([ab./])*/$"],
    ["^(a+)+$", "^(a)+$"],
    ["^(a*)+b$", "^(a)*b$"],
    ["^(?:a+|b){1,}/$", "^(?:a|b){1,}/$"],
    ["^(?:[ab]+[./]?)*b$", "^(?:[ab][./]?)*b$"],
    ["^a([./]?[ab]+)*$", "^a([./]?[ab])*$"],
    ["^(?:[^/]*/?)+$", "^(?:[^/]|/)*$"],
    ["^(((?:a|/)+)[.]?)+?$", "^((?:a|/)[.]?)+?$"],
    ["^(?<all>(?<one>b+))*a", "^(?<all>b)*a"],
  ])("%s", ([pattern = "", want]) => {
    const made = withoutExplosion(pattern);
    expect(made).toBe(want);
    const accepted = (each: string) => texts.filter((text) => new RegExp(each, "u").test(text));
    expect(accepted(made ?? "")).toEqual(accepted(pattern));
  });
});

const quantifiers = fc.constantFrom("", "", "*", "+", "?", "{2}", "{1,}", "*?", "{0,20}");

/** Regular expressions of few letters, with groups in groups, assertions and all quantifiers. */
const { pattern } = fc.letrec<{ pattern: string; sequence: string; term: string; group: string }>((tie) => ({
  pattern: fc.array(tie("sequence"), { minLength: 1, maxLength: 2 }).map((parts) => parts.join("|")),
  sequence: fc.array(tie("term"), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("")),
  term: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.tuple(fc.constantFrom("a", "b", "[ab]", "."), quantifiers).map((parts) => parts.join("")),
    fc.constantFrom("^", "$", "\\b"),
    fc.tuple(tie("group"), quantifiers).map((parts) => parts.join("")),
  ),
  group: fc.tuple(fc.constantFrom("(", "(?:"), tie("pattern")).map(([start, inside]) => `${start}${inside})`),
}));

test("whatever is written otherwise takes the same texts", () => {
  const short = textsOf("ab/", 4);
  let rewritten = 0;
  fc.assert(
    fc.property(pattern, (inside) => {
      const whole = `^(?:(?:${inside})*)$`;
      const made = withoutExplosion(whole);
      if (made === undefined || made === whole) return;
      rewritten++;
      const accepted = (each: string) => short.filter((text) => new RegExp(each, "u").test(text));
      expect(accepted(made)).toEqual(accepted(whole));
    }),
    { numRuns: 3_000 },
  );
  expect(rewritten).toBeGreaterThan(200);
});

test.for([
  "^[a-z]+(-[a-z]+)*$",
  "^([a-z]+\\.)+[a-z]{2,}$",
  "^([0-9a-f]{16})+$",
  "^(\\d{12}|\\d{16})*$",
  "^(a+)\\1$",
  "^(a{1,3})+$",
  "[)(*]+\\)(?:\\(\\+)*",
  "^(?!-)[a-z](?i:b+)?$",
  "\\p{Lu}+(?:\\u{1F600}|\\cA|\\x41)*$",
])("what comes to an end stays as it is: %s", (pattern) => {
  expect(withoutExplosion(pattern)).toBe(pattern);
});

test.for([
  "^(a+)+\\1$",
  "^(?:a+-?){3,}$",
  "^(a{2,})*$",
  "^(?:\\w{1,63}-?)*$",
  "^(?:(?=a)a+)*b$",
  "^(?:b+\\b|a)+$",
  "^(?:(?:^|b)a+)*$",
])("what can't be written otherwise: %s", (pattern) => {
  expect(withoutExplosion(pattern)).toBeUndefined();
});

test("a schema with such a pattern is held against texts in no time, or says that it is not", () => {
  const long = `https://${"a".repeat(60)}/%`;
  const quick = held({ type: "string", pattern: "^(https?:\\/\\/)?([\\/\\w \\.-]*)*\\/?$" });
  expect(quick.unsupported).toEqual([]);
  expect(quick.violations(long)).toMatchObject([{ keyword: "pattern" }]);
  const none = held({ type: "string", pattern: "^(?:\\w{1,63}-?)*$" });
  expect(none.unsupported).toMatchObject([
    {
      message:
        '`pattern`: "^(?:\\\\w{1,63}-?)*$" is not a regular expression that comes to an end with any text in good time: nothing is held against it.',
    },
  ]);
  expect(none.violations(long)).toEqual([]);
});

test("the format `url` is held against texts in no time", () => {
  const { violations } = held({ type: "string", format: "url" });
  expect(violations(`http://${"a".repeat(60)}%`)).toMatchObject([{ keyword: "format" }]);
  expect(violations("https://example.com/a?b")).toEqual([]);
});
