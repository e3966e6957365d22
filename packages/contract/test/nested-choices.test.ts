import { expect, test } from "vitest";
import { coverageOf, planCases, planWitnesses } from "../src/index.ts";
import { describeOperation } from "./describe-operation.ts";

const kinds = Array.from({ length: 12 }, (_, index) => `kind${index}`);

// Followed one in the other, twelve alternatives have tens of thousands of places.
test("of alternatives that contain each other, each rule is tried, and none at thousands of places", () => {
  const ofKind = (kind: string) => ({
    type: "object",
    required: ["kind"],
    properties: {
      before: { $ref: "#/components/schemas/Block" },
      inside: { type: "array", items: { $ref: "#/components/schemas/Block" } },
      kind: { const: kind },
      [`of-${kind}`]: { type: "string", maxLength: 5 },
    },
  });
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Block" } } };
  const { description } = describeOperation(
    { requestBody: { required: true, content }, responses: { "204": { description: "Done." } } },
    {
      schemas: {
        Block: { oneOf: kinds.map((kind) => ({ $ref: `#/components/schemas/${kind}` })) },
        ...Object.fromEntries(kinds.map((kind) => [kind, ofKind(kind)])),
      },
    },
  );
  const [plan, witnesses] = [planCases(description), planWitnesses(description)];
  expect(plan.cases.length).toBeLessThan(3_500);
  const tries = [...plan.cases, ...witnesses.witnesses];
  expect(coverageOf(description, { tries, untried: [...plan.untried, ...witnesses.untried] }).missing).toEqual([]);
});
