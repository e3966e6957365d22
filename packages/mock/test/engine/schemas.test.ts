import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startMock } from "../../dist/index.js";
import { describing, done, judgeOf } from "./judged.ts";

/** Schemas with something in them that a validator can't read as it is written: all else in them is held against values. */
const beside = { type: "object", required: ["name"], properties: { name: { type: "string" } } };
const post = (schema: object) => ({
  post: done({ requestBody: { required: true, content: { "application/json": { schema } } } }),
});
const withProperty = (it: unknown) => post({ ...beside, properties: { ...beside.properties, it } });
const name = { name: "x" };

interface Row {
  readonly schema: unknown;
  readonly fits: readonly unknown[];
  /** By the value, what is found wrong with it. */
  readonly breaks: readonly (readonly [value: unknown, found: string])[];
  /** What is said of values that could not be held against all of it. */
  readonly hints?: readonly string[];
  readonly openapi?: string;
}

/** What is put right. */
const repaired: Readonly<Record<string, Row>> = {
  "nullable and null in an enumeration": {
    openapi: "3.0.3",
    schema: { nullable: true, enum: ["a", null] },
    fits: [null, "a"],
    breaks: [["b", "body.it enum"]],
  },
  "nullable alone": { openapi: "3.0.3", schema: { nullable: true }, fits: [null, "a", 1], breaks: [] },
  "nullable beside a reference": {
    openapi: "3.0.3",
    schema: { nullable: true, allOf: [{ $ref: "#/components/schemas/Short" }] },
    fits: [null, "a"],
    breaks: [["abc", "body.it anyOf"]],
  },
  "nullable in 3.1, which has no such keyword": {
    schema: { nullable: true, type: "string" },
    fits: [null, "a"],
    breaks: [[1, "body.it type"]],
  },
  "nullable without a type in 3.1": {
    schema: { nullable: true, maxLength: 2 },
    fits: ["a", null],
    breaks: [["abc", "body.it maxLength"]],
  },
  "a hyphen in a class of characters": {
    schema: { type: "string", pattern: "^[\\w-.]+$" },
    fits: ["a-b.c"],
    breaks: [["a b", "body.it pattern"]],
  },
  "a flag in front of a pattern": {
    schema: { type: "string", pattern: "(?i)^abc$" },
    fits: ["ABC"],
    breaks: [["abd", "body.it pattern"]],
  },
  "a flag behind the start": {
    schema: { type: "string", pattern: "^(?i)abc$" },
    fits: ["ABC"],
    breaks: [["xabc", "body.it pattern"]],
  },
  "a group that is named as in Python": {
    schema: { type: "string", pattern: "^(?P<a>x)$" },
    fits: ["x"],
    breaks: [["y", "body.it pattern"]],
  },
  "a value that is listed twice": {
    schema: { enum: ["a", "a", "b"] },
    fits: ["a", "b"],
    breaks: [["c", "body.it enum"]],
  },
  "a type that is named twice": { schema: { type: ["string", "string"] }, fits: ["a"], breaks: [[1, "body.it type"]] },
  "a format that nobody knows": {
    schema: { type: "string", format: "zip-code" },
    fits: ["a"],
    breaks: [[1, "body.it type"]],
  },
  "a keyword that nobody knows": {
    schema: { type: "string", id: "x", nonsense: { a: 1 } },
    fits: ["a"],
    breaks: [[1, "body.it type"]],
  },
  "an exclusive bound of draft 4": {
    openapi: "3.0.3",
    schema: { type: "integer", minimum: 3, exclusiveMinimum: true },
    fits: [4],
    breaks: [[3, "body.it exclusiveMinimum"]],
  },
};

/** What is not: nothing is held against it, and who asks is told so. */
const unread: Readonly<Record<string, Row>> = {
  "a pattern of another dialect": {
    schema: { type: "string", pattern: "(?>a)b", maxLength: 2 },
    fits: ["ab"],
    breaks: [["abc", "body.it maxLength"]],
    hints: ["body unjudged"],
  },
  "a pattern of names": {
    schema: { type: "object", patternProperties: { "(": { type: "string" } }, maxProperties: 1 },
    fits: [{ a: 1 }],
    breaks: [[{ a: 1, b: 2 }, "body.it maxProperties"]],
    hints: ["body unjudged"],
  },
  "a type that there is not": { schema: { type: "file" }, fits: ["a", 1], breaks: [], hints: ["body unjudged"] },
  "a mark that is no list": {
    schema: { type: "string", required: true },
    fits: ["a"],
    breaks: [[1, "body.it type"]],
    hints: ["body unjudged"],
  },
  "a number as text": {
    schema: { type: "string", minLength: "3", maxLength: 4 },
    fits: ["a"],
    breaks: [["abcde", "body.it maxLength"]],
    hints: ["body unjudged"],
  },
  "an enumeration of nothing": {
    schema: { type: "string", enum: [] },
    fits: ["a"],
    breaks: [],
    hints: ["body unjudged"],
  },
  "a property that is no schema": {
    schema: { type: "object", properties: { a: "string", b: { type: "string" } } },
    fits: [{ a: 1, b: "x" }],
    breaks: [[{ b: 1 }, "body.it.b type"]],
    hints: ["body unjudged"],
  },
  "items of draft 7": {
    schema: { type: "array", items: [{ type: "string" }], maxItems: 1 },
    fits: [["a"]],
    breaks: [[[1, 2], "body.it maxItems"]],
    hints: ["body unjudged"],
  },
};

const all = { ...repaired, ...unread };
const components = { schemas: { Short: { type: "string", maxLength: 2 } } };
const pathOf = (title: string) => `/${encodeURIComponent(title)}`;

describe.each(["3.1.0", "3.0.3"])("in OpenAPI %s", (version) => {
  const own = Object.entries(all).filter(([, { openapi = "3.1.0" }]) => openapi === version);
  let subject: Awaited<ReturnType<typeof judgeOf>>;
  beforeAll(async () => {
    const paths = Object.fromEntries(own.map(([title, { schema }]) => [pathOf(title), withProperty(schema)]));
    subject = await judgeOf(describing(paths, components, version));
  });
  afterAll(() => subject.mock.stop());

  const judge = (title: string, body: unknown) =>
    subject.judge({
      target: pathOf(title),
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });

  test.for(own)("%s", async ([title, { fits, breaks, hints = [] }]) => {
    expect(await judge(title, {})).toEqual(["body required"]);
    for (const it of fits) expect(await judge(title, { ...name, it })).toEqual(hints);
    for (const [it, found] of breaks) expect(await judge(title, { ...name, it })).toContain(found);
    // What is not there is not held against anything.
    expect(await judge(title, name)).toEqual([]);
  });

  test("what can't be read is named at the start, and nothing else", () => {
    const wanted = own.filter(([title]) => title in unread).map(([title]) => append(title));
    expect(subject.warnings.map((each) => each.slice(0, each.indexOf("/post")))).toEqual(wanted);
    for (const warning of subject.warnings) expect(warning).toMatch(/ is not .*: nothing is held against it\.$/);
  });
});

/** The pointer of a path. */
function append(title: string): string {
  return `#/paths/~1${encodeURIComponent(encodeURIComponent(title))}`;
}

test("in a file, the line of what can't be read is named", async () => {
  const file = join(await temporaryFolder(), "it.yaml");
  await writeFile(
    file,
    `openapi: 3.1.0
info: { title: It, version: "1" }
paths:
  /it:
    get:
      parameters:
        - name: q
          in: query
          schema:
            type: string
            pattern: (?>a)b
      responses: { "204": { description: Done. } }
`,
  );
  const warnings: string[] = [];
  const mock = await startMock({ description: file, onWarning: (message) => warnings.push(message) });
  onTestFinished(() => mock.stop());
  expect(warnings).toEqual([
    expect.stringMatching(
      /it\.yaml:11:13: `pattern`: "\(\?>a\)b" is not a regular expression of ECMA-262: nothing is held against it\.$/,
    ),
  ]);
  const answer = await fetch(`${mock.url}/it?q=x`);
  expect(answer.status).toBe(204);
  expect(answer.headers.get("sl-violations")).toContain(
    "Request query parameter q is not held against what can't be read: pattern",
  );
});

test.for([
  { name: "by allOf", schema: { allOf: [{ $ref: "#/components/schemas/Endless" }, { type: "object" }] } },
  { name: "by oneOf", schema: { oneOf: [{ $ref: "#/components/schemas/Endless" }, { type: "object" }] } },
  { name: "by itself", schema: { $ref: "#/components/schemas/Endless" } },
])("a schema that is made of itself without end, $name, ends nothing", async ({ schema }) => {
  const ref = { $ref: "#/components/schemas/Endless" };
  const content = { "application/json": { schema: ref }, "application/x-www-form-urlencoded": { schema: ref } };
  const post = done({ parameters: [{ name: "q", in: "query", schema: ref }], requestBody: { content } });
  const { mock, judge } = await judgeOf(describing({ "/it": { post } }, { schemas: { Endless: schema } }));
  onTestFinished(() => mock.stop());
  for (const [type, body] of [
    ["application/json", "{}"],
    ["application/x-www-form-urlencoded", "a=1"],
  ] as const) {
    const found = await judge({ target: "/it?q=x", headers: { "Content-Type": type }, body });
    expect(found.filter((each) => !each.endsWith("unjudged"))).toEqual([]);
  }
});

test.for([3.1, "3.0"])("the version %s, without a patch, is understood", async (openapi) => {
  const { mock, judge } = await judgeOf({ ...describing({ "/it": { get: done({}) } }), openapi });
  onTestFinished(() => mock.stop());
  expect(await judge({ target: "/it" })).toEqual([]);
});
