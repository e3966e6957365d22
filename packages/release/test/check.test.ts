import { describe, expect, test } from "vitest";
import { type Facts, problemsOf } from "../src/index.ts";
import { changeset, declared, type Edit, factsOf } from "./facts.ts";

interface Row {
  readonly name: string;
  readonly edit: Edit;
  readonly changesets?: readonly string[];
  readonly more?: Partial<Facts>;
  /** What each problem says; none where the release may be made. */
  readonly problems?: readonly RegExp[];
}

const nothing: Edit = () => {};
const withoutName: Edit = (document) => {
  delete document.components.schemas.Thing.properties.name;
};
const withoutJobs: Edit = (document) => {
  delete document.paths["/jobs"];
};
const withoutBoth: Edit = (document) => {
  withoutName(document);
  withoutJobs(document);
};
const withColour: Edit = (document) => {
  document.components.schemas.Thing.properties.colour = { type: "string" };
};
const withSize: Edit = (document) => {
  document.components.schemas.Thing.properties.size.enum.push(3);
};
const retitled: Edit = (document) => {
  document.info.title = "Other things";
  document.components.schemas.Thing.properties.name.description = "What it is called.";
};
const requiredName: Edit = (document) => {
  document.components.schemas.NewThing.required = ["name"];
};
const renamed: Edit = (document) => {
  document.paths["/things/{id}"].put.operationId = "storeThing";
};

const all = (bump: string) => ({ "@a/client": bump, "@a/mock": bump, "@a/spec": bump });
const nameAt = "#/components/schemas/Thing/properties/name";
const noName = declared("answer-property-removed", nameAt);
const noJobs = declared("path-removed", "#/paths/~1jobs");
const mockChanged = { changed: [{ name: "@a/mock", file: "packages/mock/src/a.ts" }] };

const rows: readonly Row[] = [
  { name: "nothing, and nothing told", edit: nothing },
  { name: "what only documents, and nothing told", edit: retitled },
  { name: "what only documents, told as a patch", edit: retitled, changesets: [changeset(all("patch"), "Clearer.")] },
  {
    name: "a removed property, not told",
    edit: withoutName,
    problems: [
      /^openapi\.yaml:7:3 in v1\.2\.3: PUT \/things\/\{id\} › 200 › name: is no longer answered, which breaks readers \(answer-property-removed\)\. Readers look for it in vain\.\nInstead: .+\nIf it is meant: `pnpm change` writes/,
    ],
  },
  {
    name: "a removed property, told and not declared",
    edit: withoutName,
    changesets: [changeset(all("major"), "No names.")],
    problems: [/is no longer answered, which breaks readers/],
  },
  {
    name: "a removed property, declared as major",
    edit: withoutName,
    changesets: [changeset(all("major"), "No names.", noName)],
  },
  {
    name: "a removed property, declared without another word",
    edit: withoutName,
    changesets: [changeset(all("major"), noName)],
    problems: [/^\.changeset\/a\.md:1:1: this changeset tells nothing/],
  },
  {
    name: "a removed property, declared as minor",
    edit: withoutName,
    changesets: [changeset(all("minor"), "No names.", noName)],
    problems: [
      /^\.changeset\/a\.md:4:1: minor is too little for @a\/spec: it has to be major, because of\nopenapi\.yaml:7:3 in v1\.2\.3: PUT/,
    ],
  },
  {
    name: "a removed property, declared as patch",
    edit: withoutName,
    changesets: [changeset(all("patch"), "No names.", noName)],
    problems: [/^\.changeset\/a\.md:4:1: patch is too little/],
  },
  {
    name: "a removed property, declared for another package only",
    edit: withoutName,
    changesets: [changeset({ "@a/client": "major" }, "No names.", noName)],
    problems: [
      /no changeset tells of it for @a\/spec, compared with v1\.2\.3\. It needs one with major: `pnpm change` writes it\.$/,
    ],
  },
  {
    name: "a removed property, declared without a reason",
    edit: withoutName,
    changesets: [changeset(all("major"), "No names.", declared("answer-property-removed", nameAt, ""))],
    problems: [/^\.changeset\/a\.md:10:3: this entry needs a `reason`/],
  },
  {
    name: "a removed property, declared with a reason of spaces",
    edit: withoutName,
    changesets: [changeset(all("major"), "No names.", declared("answer-property-removed", nameAt, "  "))],
    problems: [/needs a `reason`/],
  },
  {
    name: "a removed property, declared by another rule",
    edit: withoutName,
    changesets: [changeset(all("major"), "No names.", declared("path-removed", nameAt))],
    problems: [
      /is no longer answered/,
      /^\.changeset\/a\.md:10:3: `path-removed` does not break anything at .*name, compared with v1\.2\.3/,
    ],
  },
  {
    name: "a removed property, declared by a rule that there is not",
    edit: withoutName,
    changesets: [changeset(all("major"), "No names.", declared("lost", nameAt))],
    problems: [/there is no rule `lost`/],
  },
  {
    name: "two breaks, one declared",
    edit: withoutBoth,
    changesets: [changeset(all("major"), "No names.", noName)],
    problems: [/\/jobs: the path is gone, which breaks callers \(path-removed\)/],
  },
  {
    name: "two breaks, declared in two changesets, of which one is major",
    edit: withoutBoth,
    changesets: [changeset(all("major"), "No names.", noName), changeset(all("minor"), "No jobs.", noJobs)],
  },
  {
    name: "two breaks, declared in two blocks of one changeset",
    edit: withoutBoth,
    changesets: [changeset(all("major"), "No names.", noName, "No jobs.", noJobs)],
  },
  {
    name: "a declared break that is none",
    edit: nothing,
    changesets: [changeset(all("major"), "No jobs.", noJobs)],
    problems: [/^\.changeset\/a\.md:10:3: `path-removed` does not break anything/],
  },
  { name: "a new requirement, not told", edit: requiredName, problems: [/which breaks callers \(/] },
  {
    name: "another name of an operation, not told",
    edit: renamed,
    problems: [/which breaks callers of the generated client \(operation-id-renamed\)/],
  },
  {
    name: "a new property, not told",
    edit: withColour,
    problems: [
      /^openapi\.yaml:7:3: .*colour: is new \(answer-property-added\): no changeset tells of it for @a\/spec.*It needs one with minor/,
    ],
  },
  {
    name: "a new property, told as patch",
    edit: withColour,
    changesets: [changeset(all("patch"), "Colours.")],
    problems: [/^\.changeset\/a\.md:4:1: patch is too little for @a\/spec: it has to be minor/],
  },
  {
    name: "a new property, told as none",
    edit: withColour,
    changesets: [changeset(all("none"), "Colours.")],
    problems: [/^\.changeset\/a\.md:4:1: none is too little for @a\/spec: it has to be minor/],
  },
  { name: "a new property, told as minor", edit: withColour, changesets: [changeset(all("minor"), "Colours.")] },
  { name: "a new property, told as major", edit: withColour, changesets: [changeset(all("major"), "Colours.")] },
  {
    name: "a new property, told as minor by the second changeset",
    edit: withColour,
    changesets: [changeset(all("patch"), "Faster."), changeset({ "@a/spec": "minor" }, "Colours.")],
  },
  {
    name: "a new property, told by an empty changeset",
    edit: withColour,
    changesets: [changeset({}, "Nothing to tell.")],
    problems: [/no changeset tells of it/],
  },
  { name: "what nobody can tell, not told", edit: withSize, problems: [/It needs one with minor/] },
  {
    name: "what nobody can tell, told as minor",
    edit: withSize,
    changesets: [changeset(all("minor"), "Larger ones.")],
  },
  { name: "before the first release, a break", edit: withoutName, more: { report: undefined } },
  {
    name: "before the first release, a note without text",
    edit: nothing,
    changesets: [changeset(all("minor"))],
    more: { report: undefined },
    problems: [/tells nothing/],
  },
  { name: "a release that is made", edit: withColour, more: { raised: "minor" } },
  {
    name: "a release that is made, too low",
    edit: withColour,
    more: { raised: "patch" },
    problems: [/one with minor/],
  },
  {
    name: "another package, not told",
    edit: nothing,
    more: mockChanged,
    problems: [
      /^packages\/mock\/src\/a\.ts: @a\/mock has changed, and no changeset names it\. `pnpm change` writes one; .* `pnpm change --none` says so\.$/,
    ],
  },
  {
    name: "another package, told",
    edit: nothing,
    changesets: [changeset({ "@a/mock": "patch" }, "Faster.")],
    more: mockChanged,
  },
  {
    name: "another package, where a third is told of",
    edit: nothing,
    changesets: [changeset({ "@a/client": "patch" }, "Faster.")],
    more: mockChanged,
    problems: [/@a\/mock has changed/],
  },
  {
    name: "another package, with nothing to tell",
    edit: nothing,
    changesets: [changeset({}, "Only comments.")],
    more: mockChanged,
  },
  {
    name: "another package, told by a changeset that was there before",
    edit: nothing,
    changesets: [changeset({ "@a/mock": "patch" }, "Faster.")],
    more: { ...mockChanged, added: [] },
    problems: [/@a\/mock has changed/],
  },
  {
    name: "the command, with the base that was given",
    edit: nothing,
    more: { ...mockChanged, command: "pnpm change --base main" },
    problems: [/`pnpm change --base main` writes one/],
  },
  {
    name: "a package that there is not",
    edit: nothing,
    changesets: [changeset({ "@a/spec": "patch", "@a/mok": "patch" }, "Faster.")],
    problems: [/^\.changeset\/a\.md:3:1: @a\/mok is not published\. Published are @a\/client, @a\/mock, @a\/spec\.$/],
  },
  {
    name: "no such bump",
    edit: nothing,
    changesets: [changeset({ "@a/spec": "huge" }, "Faster.")],
    problems: [/^\.changeset\/a\.md:1:1: could not parse changeset - invalid version type "huge"/],
  },
  {
    name: "no front matter",
    edit: nothing,
    changesets: ["Faster.\n"],
    problems: [/^\.changeset\/a\.md:1:1: could not parse/],
  },
  { name: "an empty file", edit: nothing, changesets: [""], problems: [/^\.changeset\/a\.md:1:1: could not parse/] },
  {
    name: "no YAML in the front matter",
    edit: nothing,
    changesets: ['---\n"@a/spec": [\n---\n\nFaster.\n'],
    problems: [/^\.changeset\/a\.md:1:1: could not parse changeset - invalid YAML/],
  },
  {
    name: "only a question to its author",
    edit: nothing,
    changesets: [changeset(all("patch"), "<!-- What changes? -->")],
    problems: [/tells nothing/],
  },
  {
    name: "a changeset in lines of Windows",
    edit: withoutName,
    changesets: [changeset(all("major"), "No names.", noName).replaceAll("\n", "\r\n")],
  },
];

describe("a release is held back, or is not", () => {
  test("by enough rows", () => expect(rows.length).toBeGreaterThanOrEqual(30));

  test.for(rows)("$name", ({ edit, changesets = [], more, problems = [] }) => {
    const found = problemsOf(factsOf(edit, changesets, more));
    expect(found.map((text, index) => problems[index]?.test(text) || text)).toEqual(problems.map(() => true));
  });
});
