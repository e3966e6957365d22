import { readReleased } from "@spkey/changes";
import { describe, expect, test } from "vitest";
import { draftNote, nameFor, readNote, releaseLine, sectionOf } from "../src/index.ts";
import { changeset, declared, type Edit, reportOf } from "./facts.ts";

const at = "#/components/schemas/Thing/properties/name";
const edit: Edit = ({ components, paths }) => {
  delete components.schemas.Thing.properties.name;
  components.schemas.Thing.properties["a<b>_*`c`"] = { type: "string" };
  paths["/jobs"].get.deprecated = true;
};

describe("a changeset that is written from the comparison", () => {
  test("names the packages, tells each change in plain words, and declares what breaks, with a reason to be said", () => {
    const { changes } = reportOf(edit);
    const draft = { packages: ["@a/client", "@a/spec"], bump: "major", summary: "", changes, reason: "" } as const;
    expect(draftNote(draft)).toBe(`---
"@a/client": major
"@a/spec": major
---

<!-- What changes for those who use it, and what do they have to do? -->

- PUT /things/{id} › 200 › a\\<b\\>\\_\\*\`c\`: is new
- GET /jobs: is deprecated now

\`\`\`yaml api-changes
- rule: answer-property-removed
  at: "${at}"
  what: "PUT /things/{id} › 200 › name: is no longer answered"
  reason: ""
\`\`\`
`);
    const unfinished = readNote(draftNote(draft), "note.md");
    expect(unfinished.problems).toEqual([expect.stringMatching(/^note\.md:12:3: this entry needs a `reason`/)]);
    const finished = readNote(draftNote({ ...draft, reason: "Nobody reads it: see #4." }), "note.md");
    expect(finished.problems).toEqual([]);
    expect(finished.intended).toEqual([expect.objectContaining({ at, reason: "Nobody reads it: see #4." })]);
  });

  test("without changes of the description has only the words of its author", () => {
    const text = draftNote({
      packages: ["@a/mock"],
      bump: "patch",
      summary: "It starts faster.",
      changes: [],
      reason: "",
    });
    expect(text).toBe('---\n"@a/mock": patch\n---\n\nIt starts faster.\n');
  });

  test.for([
    ["It starts faster.", "it-starts-faster"],
    ["PUT /things/{id} › 200 answer-property-removed", "put-things-id-200-answer-property-removed"],
    ["Überall ändert sich viel, und niemand weiß, was davon zuerst", "uberall-andert-sich-viel-und-niemand-wei-was"],
    ["…", "change"],
    ["../../etc/passwd", "etc-passwd"],
  ] as const)("%j is called %s.md", ([text, name]) => {
    expect(nameFor(text)).toBe(name);
  });
});

const block = declared("answer-property-removed", at, "Nobody > reads *it* --> at all.");

describe("an entry of a changelog", () => {
  test.for([
    { name: "one line", summary: "It starts faster.", wanted: "- It starts faster." },
    { name: "paragraphs and lists", summary: "A.\n\n- b\n- c\n", wanted: "- A.\n\n  - b\n  - c" },
    {
      name: "lines of Windows, and what is only for its author",
      summary: "A.\r\n\r\n<!-- Why? -->\r\n\r\nB.",
      wanted: "- A.\n\n  B.",
    },
    {
      name: "a break, with its reason, and for the check as it was declared",
      summary: `No names.\n\n${block}`,
      wanted: `- No names.\n\n  - **Breaking:** \`answer-property-removed\` at \`${at}\`. Nobody \\> reads \\*it\\* --\\> at all.\n\n  <!-- api-changes [{"rule":"answer-property-removed","at":"${at}","reason":"Nobody \\u003e reads *it* --\\u003e at all."}] -->`,
    },
    {
      name: "a break in plain words",
      summary: block.replace("  reason", '  what: "GET /a › name: is gone"\n  reason'),
      wanted: expect.stringContaining("- - **Breaking:** GET /a › name: is gone. Nobody"),
    },
  ])("$name", ({ summary, wanted }) => {
    expect(releaseLine(summary)).toEqual(wanted);
  });

  test("is read by the check until the release has its tag", () => {
    const changelog = `# @a/spec\n\n## 2.0.0\n\n### Major Changes\n\n${releaseLine(`No names.\n\n${block}`)}\n`;
    const later = `# @a/spec\n\n## 2.1.0\n\nNo changes in this release.\n\n${changelog.split("\n").slice(2).join("\n")}`;
    const entry = { rule: "answer-property-removed", at, reason: "Nobody > reads *it* --> at all." };
    expect(readReleased(changelog, "", "CHANGELOG.md")).toEqual([{ ...entry, place: "CHANGELOG.md:11:21" }]);
    expect(readReleased(later, "", "CHANGELOG.md")).toHaveLength(1);
    expect(readReleased(later, changelog, "CHANGELOG.md")).toEqual([]);
    expect(readReleased("", "", "CHANGELOG.md")).toEqual([]);
  });

  test("is shown without what only programs read, and by version", () => {
    const changelog = `# @a/spec\n\n## 2.0.0\n\n${releaseLine(`No names.\n\n${block}`)}\n\n## 1.0.0\n\n- The first.\n`;
    expect(sectionOf(changelog, "1.0.0")).toBe("- The first.\n");
    expect(sectionOf(changelog, "2.0.0")).toMatch(/^- No names\.\n\n {2}- \*\*Breaking:\*\* .* at all\.\n$/);
    expect(sectionOf(changelog, "3.0.0")).toBeUndefined();
  });
});

test("a changeset's place of a package is that of its line", () => {
  const note = readNote(changeset({ "@a/b": "patch", "@a/c": "minor" }, "Text."), "note.md");
  expect(note.releases.map(({ place }) => place)).toEqual(["note.md:2:1", "note.md:3:1"]);
});
