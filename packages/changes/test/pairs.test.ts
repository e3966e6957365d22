import { describe, expect, test } from "vitest";
import { rules } from "../src/index.ts";
import { baseDocument, classified, documentOf, edited } from "./describe.ts";
import { messageRows, schemaRows } from "./rows/index.ts";
import type { SchemaRow } from "./rows/schema-row.ts";

const classes: Readonly<Record<string, string>> = { B: "breaking", C: "compatible", U: "unspecified" };
const directions = ["request", "answer"] as const;

/** `null-added C/B` as it is on one of the ways: `compatible request-null-added`. */
function wanted({ wants }: SchemaRow, direction: (typeof directions)[number]): string[] {
  return wants
    .flatMap((want) => {
      const [fact = "", both = ""] = want.split(" ");
      const letter = both.split("/")[directions.indexOf(direction)] ?? "";
      return letter === "-" ? [] : [`${classes[letter]} ${direction}-${fact}`];
    })
    .toSorted();
}

describe.for(directions)("a schema in the %s", (direction) => {
  test.for(schemaRows)("$name", (row) => {
    const [before, after] = row.components ?? [{}, {}];
    const old = documentOf(direction, row.before, before, row.openapi);
    expect(classified(old, documentOf(direction, row.after, after))).toEqual(wanted(row, direction));
  });
});

describe("around schemas", () => {
  test.for(messageRows)("$name", ({ before, after, wants }) => {
    expect(classified(edited(before), edited(after))).toEqual([...wants].toSorted());
  });
});

describe("the table", () => {
  const seen = new Set([
    ...schemaRows.flatMap((row) => directions.flatMap((direction) => wanted(row, direction))),
    ...messageRows.flatMap(({ wants }) => wants),
  ]);

  test("has each rule once, with a reason, and a way out where somebody is broken", () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { class: verdict, reason, instead } of rules) {
      expect(reason).toMatch(/^[A-Z`].*[.]$/);
      if (verdict === "compatible") expect(instead).toBe("");
      else expect(instead).toMatch(/^[A-Z].*[.]$/);
    }
  });

  test("has a row of these tests for each rule that breaks, or may break", () => {
    const untested = rules
      .filter((rule) => rule.class !== "compatible" && !seen.has(`${rule.class} ${rule.id}`))
      .map(({ id }) => id);
    expect(untested).toEqual([]);
  });

  test("is held against 150 pairs and more", () => {
    expect(2 * schemaRows.length + messageRows.length).toBeGreaterThan(150);
  });

  test("finds nothing where nothing has changed", () => {
    expect(classified(baseDocument(), baseDocument())).toEqual([]);
  });
});
