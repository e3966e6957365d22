import { describe, expect, test } from "vitest";
import { isNullable, withoutNull } from "../../src/index.ts";
import { readSchema } from "../describe.ts";

const others = {
  Text: { type: ["string", "null"] },
  Plain: { type: "string" },
  Loop: { anyOf: [{ $ref: "#/components/schemas/Loop" }, { type: "null" }] },
};
const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe("null is a member of a union", () => {
  test.for<[name: string, given: unknown, nullable: boolean, rest: object]>([
    ["a type", { type: ["string", "null"], minLength: 1 }, true, { kind: "string", minLength: 1 }],
    ["null alone", { type: "null" }, true, { kind: "null" }],
    ["no null", { type: "string" }, false, { kind: "string" }],
    ["any", {}, true, { kind: "any" }],
    ["an enumeration", { enum: ["a", null] }, true, { kind: "enum", values: ["a"] }],
    ["an enumeration whose type refuses null", { type: "string", enum: ["a", null] }, false, { kind: "enum" }],
    ["a reference or null", { anyOf: [to("Plain"), { type: "null" }] }, true, { kind: "reference", name: "Plain" }],
    ["a reference to what may be null", to("Text"), true, { kind: "string" }],
    [
      "two references or null",
      { oneOf: [to("Plain"), { type: "integer" }, { type: "null" }] },
      true,
      { kind: "union", of: "oneOf", members: [{}, {}] },
    ],
    [
      "a union in a union",
      { anyOf: [{ oneOf: [to("Plain"), { type: "integer" }] }, { type: "null" }] },
      true,
      { kind: "union", of: "oneOf", members: [{}, {}] },
    ],
    ["null twice", { anyOf: [{ type: ["string", "null"] }, { type: "null" }] }, true, { kind: "string" }],
    ["what leads to itself", to("Loop"), true, { kind: "reference", name: "Loop" }],
  ])("%s", ([, given, nullable, rest]) => {
    const schema = readSchema(given, others);
    expect(isNullable(schema)).toBe(nullable);
    expect(withoutNull(schema)).toMatchObject(rest);
  });

  test("a union in a union stays where it says something else", () => {
    const inner = { oneOf: [{ minLength: 1 }, { type: "null" }] };
    expect(readSchema({ anyOf: [inner, { type: "null" }] })).toMatchObject({
      of: "anyOf",
      members: [{ of: "oneOf" }, {}],
    });
  });
});
