import { readDescription } from "@spkey/model";
import { type DescriptionName, readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { type Case, type Coverage, coverageOf, planCases, planWitnesses } from "../src/index.ts";

async function coverage(
  name: DescriptionName,
  only: (given: Pick<Case, "id">) => boolean = () => true,
): Promise<Coverage> {
  const description = readDescription(await readDocument(name));
  const [plan, witnesses] = [planCases(description), planWitnesses(description)];
  const tries = [...plan.cases, ...witnesses.witnesses].filter(only);
  return coverageOf(description, { tries, untried: [...plan.untried, ...witnesses.untried] });
}

describe("coverage", () => {
  test.for(["command", "museum"] as const)("%s: everything that is described is tried", async (name) => {
    const { rules, tried, missing } = await coverage(name);
    expect(missing).toEqual([]);
    expect(tried).toBe(rules.length);
    expect(rules.length).toBeGreaterThan(50);
  });

  test("ours: everything that is described is tried, or else some of it can't be sent", async () => {
    const description = readDescription(await readDocument("ours"));
    const { rules, missing } = await coverage("ours");
    if (planCases(description).leftOut.length === 0) expect(missing).toEqual([]);
    expect(missing.length / rules.length).toBeLessThan(0.03);
  });

  test("of every kind of description, nearly all is tried, and what is not is named with its place", async () => {
    const { rules, tried, missing } = await coverage("all-kinds");
    expect(tried / rules.length).toBeGreaterThan(0.97);
    for (const { pointer, keyword } of missing)
      expect([pointer, keyword]).toEqual([expect.stringMatching(/^#\//), expect.stringMatching(/./)]);
  });

  test.for([
    { without: "a required property", id: /\/body\/required\/without-/, keyword: "required" },
    { without: "wrong types", id: /\/type\//, keyword: "type" },
    { without: "a credential", id: /security/, keyword: expect.stringMatching(/^security\//) as unknown },
    { without: "a method", id: /undocumented$/, keyword: "status" },
    {
      without: "other media types",
      id: /content-type|media-type|cut|trailing|no-json|html|not-utf8|empty|byte-order|twice/,
      keyword: "content",
    },
    { without: "the examples", id: /example/, keyword: "example" },
  ])("names what is missing without $without", async ({ id, keyword }) => {
    const { missing } = await coverage("ours", (given) => !id.test(given.id));
    expect(missing.map((rule) => rule.keyword)).toContainEqual(keyword);
  });
});
