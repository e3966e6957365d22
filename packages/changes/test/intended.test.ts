import { describe, expect, test } from "vitest";
import { compareDescriptions, readIntended, review } from "../src/index.ts";
import { baseDocument, edited, read } from "./describe.ts";

/** A changeset with a block. */
const changeset = (block: string) => `---
"@spkey/spec": major
---

Nobody reads it.

\`\`\`yaml api-changes
${block}
\`\`\`
`;

describe("a block of intended breaks in a changeset", () => {
  test.for([
    { name: "no YAML", block: "- rule: [", says: /^note\.md:\d+:\d+: this is not valid YAML/ },
    { name: "no list", block: "rule: path-removed", says: /^note\.md:8:1: this must be a list/ },
    { name: "no entry", block: "- path-removed", says: /^note\.md:8:3: each entry has/ },
    { name: "no reason", block: "- rule: path-removed\n  at: '#'", says: /^note\.md:8:3: this entry needs a `reason`/ },
    { name: "an empty reason", block: "- {rule: path-removed, at: '#', reason: ' '}", says: /needs a `reason`/ },
    {
      name: "no such rule",
      block: "\n- {rule: path-lost, at: '#', reason: r}",
      says: /^note\.md:9:3: there is no rule `path-lost`/,
    },
  ])("$name", ({ block, says }) => {
    expect(() => readIntended(changeset(block), "note.md")).toThrow(says);
  });

  test.for([
    { name: "no text", text: "" },
    { name: "no block", text: "---\n'@spkey/client': patch\n---\n\nFaster.\n" },
    { name: "an empty block", text: changeset("# Nothing yet.") },
    { name: "an empty list", text: changeset("[]") },
    { name: "a block of something else", text: "```yaml\n- rule: path-removed\n  at: '#'\n  reason: r\n```\n" },
  ])("none in $name", ({ text }) => {
    expect(readIntended(text, "note.md")).toEqual([]);
  });

  test("is read with its place, also the second one, in other lines' ends", () => {
    const block = "- rule: path-removed\n  at: '#/paths/~1a'\n  what: '/a: is gone'\n  reason: r";
    const text = `${changeset(block)}\n${changeset("- {rule: path-removed, at: '#/paths/~1b', reason: s}")}`;
    for (const each of [text, text.replaceAll("\n", "\r\n")]) {
      expect(readIntended(each, "note.md")).toEqual([
        { rule: "path-removed", at: "#/paths/~1a", what: "/a: is gone", reason: "r", place: "note.md:8:3" },
        { rule: "path-removed", at: "#/paths/~1b", reason: "s", place: "note.md:21:3" },
      ]);
    }
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
  const entry = (rule: string, at: string) => ({ rule, at, reason: "r", place: "note.md:1:1" });

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
