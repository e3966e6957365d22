import { readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { exampleValues, parseValues, textsOf } from "../../src/verify/values.ts";

const description = readDescription(await readDocument("command"));
const canary = "canary-71f2";

describe("a file of values", () => {
  test("is read by the description's names", () => {
    const text = `
POST /guards/{guardId}/dismiss:
  throwAway: false
  values:
    - path: { guardId: g-1 }
      body: { postId: p-1 }
`;
    const values = parseValues("v.yaml", text, description);
    expect([...values]).toEqual([
      [
        "dismissGuard",
        {
          throwAway: false,
          sets: [
            { parameters: { path: { guardId: "g-1" }, query: {}, header: {}, cookie: {} }, body: { postId: "p-1" } },
          ],
        },
      ],
    ]);
    expect(textsOf(values)).toEqual(["g-1", "p-1"]);
  });

  test("throws values away where it doesn't say otherwise", () => {
    expect(parseValues("v.yaml", "dismissGuard: { values: [{}] }", description).get("dismissGuard")?.throwAway).toBe(
      true,
    );
  });

  test("that is empty has none", () => {
    expect(parseValues("v.yaml", "# nothing yet\n", description).size).toBe(0);
  });

  test("of examples has a set for each operation", () => {
    expect(exampleValues(description).get("dismissGuard")).toMatchObject({ throwAway: false });
  });

  test.for([
    { text: "dismissGuard: [", place: "1:", says: "no YAML" },
    { text: `${canary}: {}`, place: "1:1", says: "no such operation" },
    { text: "dismissGuard:\n  throw: true", place: "2:3", says: "only throwAway, values" },
    { text: `dismissGuard:\n  throwAway: ${canary}\n  values: [{}]`, place: "2:14", says: "true or false" },
    { text: "dismissGuard:\n  values: []", place: "2:11", says: "at least one" },
    {
      text: `dismissGuard:\n  values:\n    - path: { id: ${canary} }`,
      place: "3:15",
      says: "no such parameter in path",
    },
    { text: "dismissGuard:\n  values:\n    - path: { guardId: 17 }", place: "3:24", says: "needs quotes" },
    { text: `dismissGuard:\n  values:\n    - body: { post: ${canary} }`, place: "3:15", says: "no such field" },
    { text: `dismissGuard:\n  values:\n    - body: { postId: [${canary}] }`, place: "3:23", says: "`type`" },
    { text: "[]", place: "1:1", says: "a map" },
  ])("with $text is refused with its place, and without a value", ({ text, place, says }) => {
    let message = "";
    try {
      parseValues("v.yaml", text, description);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain(`v.yaml:${place}`);
    expect(message).toContain(says);
    expect(message).not.toContain(canary);
  });
});
