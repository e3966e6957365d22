import { readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { answerOf, checkWitness, createJudge, planWitnesses } from "../src/index.ts";
import { describeOperation } from "./describe-operation.ts";

describe.each(["all-kinds", "all-kinds-30", "museum", "workshop"] as const)("answers by %s", async (name) => {
  const description = readDescription(await readDocument(name));
  const { witnesses } = planWitnesses(description);
  const judge = createJudge(description);

  test.for(description.operations)("of $id: the judge tells those that it allows", (operation) => {
    const own = witnesses.filter((witness) => witness.operation === operation);
    expect(own.length).toBeGreaterThan(0);
    const problems = own.map((witness) => [witness.name, checkWitness(judge, witness, answerOf(witness))]);
    expect(problems.filter(([, problem]) => problem !== undefined)).toEqual([]);
  });

  test("each has an id of its own", () => {
    const ids = witnesses.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

describe("a judge is found out that", () => {
  const schema = {
    type: "object",
    required: ["a"],
    properties: { a: { type: "string" }, b: { type: "integer", minimum: 0 } },
  };
  const respond = (body: object, more: object = {}) => ({
    responses: {
      "200": { description: "It.", content: { "application/json": { schema: body, example: { a: "x" } } }, ...more },
    },
  });
  const { description } = describeOperation(respond(schema));
  const { witnesses } = planWitnesses(description);

  test.for([
    { what: "misses no property", body: { ...schema, required: [] } },
    { what: "misses a property more", body: { ...schema, required: ["a", "b"] } },
    { what: "knows a property less", body: { ...schema, properties: { a: schema.properties.a } } },
    { what: "takes any type", body: { ...schema, properties: { ...schema.properties, a: true } } },
    { what: "takes null", body: { ...schema, properties: { ...schema.properties, a: { type: ["string", "null"] } } } },
    {
      what: "has another bound",
      body: { ...schema, properties: { ...schema.properties, b: { type: "integer", minimum: 1 } } },
    },
    {
      what: "has a bound more",
      body: { ...schema, properties: { ...schema.properties, a: { type: "string", maxLength: 300 } } },
    },
    {
      what: "takes fractions",
      body: { ...schema, properties: { ...schema.properties, b: { type: "number", minimum: 0 } } },
    },
    { what: "closes the object", body: { ...schema, additionalProperties: false } },
  ])("$what", ({ body }) => {
    const { description: other, operation } = describeOperation(respond(body));
    const judge = createJudge(other);
    const wrong = witnesses.filter(
      (witness) => checkWitness(judge, { ...witness, operation }, answerOf(witness)) !== undefined,
    );
    expect(wrong.length).toBeGreaterThan(0);
  });
});
