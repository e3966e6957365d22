import { expect, test } from "vitest";
import { readCredentials } from "../src/call/credentials.ts";
import { redact } from "../src/call/redact.ts";
import { excerptOf, oneLine } from "../src/excerpt.ts";

test.for([
  { name: "a short text", text: "a\nb", at: 0, wants: { text: "a\nb" } },
  { name: "at the end of a line", text: "aaaaaa\nbbbbbb", at: 0, wants: { text: "aaaaaa\n", next: 7 } },
  { name: "what comes after", text: "aaaaaa\nbbbbbb", at: 7, wants: { text: "bbbbbb" } },
  { name: "a line that is too long", text: "a".repeat(12), at: 0, wants: { text: "a".repeat(10), next: 10 } },
  { name: "no half of a character", text: `${"a".repeat(9)}😀b`, at: 0, wants: { text: "a".repeat(9), next: 9 } },
])("an excerpt of $name", ({ text, at, wants }) => {
  expect(excerptOf(text, at, 10)).toEqual(wants);
});

test("one line is one line, and bounded", () => {
  expect(oneLine("a\n\n b\t c ")).toBe("a b c");
  expect(oneLine("x".repeat(500))).toHaveLength(200);
});

test.for([
  { name: "a text", value: "a secret b", wants: "a *** b" },
  { name: "a name", value: { secret: 1 }, wants: { "***": 1 } },
  { name: "inside of lists", value: [["secretsecret"]], wants: [["******"]] },
  { name: "a number", value: { pin: 4711 }, wants: { pin: "***" } },
  { name: "what is none", value: { a: null, b: true, c: 1 }, wants: { a: null, b: true, c: 1 } },
])("takes a secret out of $name", ({ value, wants }) => {
  expect(redact(value, ["secret", "4711"])).toEqual(wants);
});

test("credentials come from the environment, the longest secret first", () => {
  const row = {
    id: "a",
    title: "",
    method: "GET",
    path: "/",
    repetition: "safe",
    function: "a",
    form: { body: "none", open: false, arguments: [] },
    inputSchema: {},
    open: false,
    hasServer: true,
  } as const;
  const given = readCredentials(
    [
      { ...row, credentials: [{ key: "desk", variables: ["USER", "PASS"] }] },
      { ...row, id: "b", credentials: [{ key: "key", variables: ["KEY"] }] },
      { ...row, id: "c", open: true, credentials: [{ key: "other", variables: ["OTHER"] }] },
    ],
    { USER: "ada", PASS: "p w", KEY: "k" },
  );
  expect(given.options).toEqual({ desk: { username: "ada", password: "p w" }, key: "k" });
  expect([...given.missing]).toEqual([]);
  expect(given.secrets).toEqual(
    [encodeURIComponent(btoa("ada:p w")), btoa("ada:p w"), "p%20w", "p w", "k"]
      .filter((each, at, all) => all.indexOf(each) === at)
      .toSorted((a, b) => b.length - a.length),
  );
  expect([...readCredentials([{ ...row, credentials: [{ key: "key", variables: ["KEY"] }] }], {}).missing]).toEqual([
    ["a", ["KEY"]],
  ]);
});
