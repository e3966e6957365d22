import { describe, expect, test } from "vitest";
import { compareDescriptions, readIntended, review } from "../src/index.ts";
import { baseDocument, edited, read } from "./describe.ts";

describe("a list of intended breaks", () => {
  test.for([
    { name: "no YAML", text: "- rule: [", says: /^breaking\.yaml:\d+:\d+: this is not valid YAML/ },
    { name: "no list", text: "rule: path-removed", says: /^breaking\.yaml:1:1: this must be a list/ },
    { name: "no entry", text: "- path-removed", says: /^breaking\.yaml:1:3: each entry has/ },
    {
      name: "no reason",
      text: "- rule: path-removed\n  at: '#'",
      says: /^breaking\.yaml:1:3: this entry needs a `reason`/,
    },
    { name: "an empty reason", text: "- {rule: path-removed, at: '#', reason: ' '}", says: /needs a `reason`/ },
    {
      name: "no such rule",
      text: "\n- {rule: path-lost, at: '#', reason: r}",
      says: /^breaking\.yaml:2:3: there is no rule `path-lost`/,
    },
  ])("$name", ({ text, says }) => {
    expect(() => readIntended(text, "breaking.yaml")).toThrow(says);
  });

  test.for(["", "# Nothing yet.\n", "[]\n"])("none in %j", (text) => {
    expect(readIntended(text, "breaking.yaml")).toEqual([]);
  });
});

describe("what is declared", () => {
  const { changes } = compareDescriptions(
    read(baseDocument()),
    read(
      edited((document) => {
        delete document.paths["/jobs"];
        document.paths["/things/{id}"].get.deprecated = true;
      }),
    ),
  );
  const entry = (rule: string, at: string) => ({ rule, at, reason: "r", place: "breaking.yaml:1:1" });

  test("is matched by rule and pointer, in any spelling of it", () => {
    const { changes: reviewed, unmatched } = review(changes, [entry("path-removed", "#/paths/~1jobs")]);
    expect(unmatched).toEqual([]);
    expect(reviewed.map(({ change, intended }) => [change.rule.id, intended])).toEqual([
      ["path-removed", "r"],
      ["operation-deprecated", undefined],
    ]);
  });

  test.for([
    { name: "another place", rule: "path-removed", at: "#/paths/~1things" },
    { name: "another rule", rule: "operation-removed", at: "#/paths/~1jobs" },
    { name: "what is compatible", rule: "operation-deprecated", at: "#/paths/~1things~1%7Bid%7D/get" },
  ])("matches nothing: $name", ({ rule, at }) => {
    expect(review(changes, [entry(rule, at)]).unmatched).toHaveLength(1);
  });
});
