import { describe, expect, test } from "vitest";
import { type Bump, bumpBetween, demandedBump, highestBump, isBelow, raise } from "../src/index.ts";
import { type Edit, reportOf } from "./facts.ts";

const secured: Edit = (document) => {
  document.components.securitySchemes = { key: { type: "apiKey", in: "header", name: "Key" } };
  document.security = [{ key: [] }];
};
const moved: Edit = (document) => {
  document.paths["/a"] = document.paths["/jobs"];
  delete document.paths["/jobs"];
};

describe("the least bump for a change", () => {
  test.for<{ readonly name: string; readonly edit: Edit; readonly wanted: Bump }>([
    { name: "none", edit: () => {}, wanted: "none" },
    { name: "a text", edit: ({ info }) => Object.assign(info, { description: "Things." }), wanted: "none" },
    {
      name: "a new operation",
      edit: ({ paths }) => Object.assign(paths, { "/a": { get: { responses: {} } } }),
      wanted: "minor",
    },
    {
      name: "a deprecation",
      edit: ({ paths }) => Object.assign(paths["/jobs"].get, { deprecated: true }),
      wanted: "minor",
    },
    {
      name: "a new value in an answer",
      edit: ({ components }) => components.schemas.Thing.properties.size.enum.push(9),
      wanted: "minor",
    },
    { name: "a credential", edit: secured, wanted: "major" },
    { name: "an operation that is gone", edit: ({ paths }) => delete paths["/jobs"], wanted: "major" },
    { name: "something new, and something that is gone", edit: moved, wanted: "major" },
  ])("$name: $wanted", ({ edit, wanted }) => {
    expect(demandedBump(reportOf(edit).changes.map(({ change }) => change))).toBe(wanted);
  });
});

test.for<readonly [version: string, bump: Bump, next: string]>([
  ["0.1.0", "none", "0.1.0"],
  ["0.1.0", "patch", "0.1.1"],
  ["0.1.9", "minor", "0.2.0"],
  ["0.9.3", "major", "1.0.0"],
  ["1.9.3", "minor", "1.10.0"],
  ["9.9.9", "major", "10.0.0"],
])("%s, raised by %s, is %s", ([version, bump, next]) => {
  expect(raise(version, bump)).toBe(next);
  expect(bumpBetween(version, next)).toBe(bump);
});

test.for<readonly [before: string, after: string, bump: Bump]>([
  ["1.2.3", "1.2.2", "none"],
  ["1.2.3", "1.1.9", "none"],
  ["2.0.0", "1.9.9", "none"],
  ["1.2.3", "3.0.0", "major"],
  ["1.9.0", "1.10.0", "minor"],
])("from %s to %s it is %s", ([before, after, bump]) => {
  expect(bumpBetween(before, after)).toBe(bump);
});

test("bumps are in an order", () => {
  expect(highestBump([])).toBe("none");
  expect(highestBump(["patch", "major", "minor"])).toBe("major");
  expect([isBelow("patch", "minor"), isBelow("minor", "minor"), isBelow("major", "minor")]).toEqual([
    true,
    false,
    false,
  ]);
});
