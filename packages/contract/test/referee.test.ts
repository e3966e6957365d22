import { isJson, readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { createReferee, planCases } from "../src/index.ts";
import { describeOperation } from "./describe-operation.ts";

describe.each(["ours", "museum", "workshop", "all-kinds", "all-kinds-30"] as const)(
  "a validator that nothing else here is made of agrees, by %s,",
  async (name) => {
    const description = readDescription(await readDocument(name));
    const referee = createReferee(description);
    const bodies = planCases(description).cases.flatMap(({ id, request: { body }, wanted }) => {
      const violation = wanted.outcome === "refused" ? wanted.violation : undefined;
      if (!body?.media.schema || !isJson(body.contentType) || violation?.keyword === "content") return [];
      return [{ id, pointer: body.media.schema.pointer, value: body.value, isValid: violation?.in !== "body" }];
    });

    test("on each body that is sent", async () => {
      expect(bodies.length).toBeGreaterThan(40);
      for (const { id, pointer, value, isValid } of bodies)
        expect([id, await referee(pointer, value, "request")]).toEqual([id, isValid]);
    });
  },
);

test("the referee knows formats, and what is only sent or only answered", async () => {
  const schema = {
    type: "object",
    required: ["day", "secret"],
    properties: { day: { type: "string", format: "date" }, secret: { type: "string", writeOnly: true } },
  };
  const { description } = describeOperation({
    responses: { "200": { description: "It.", content: { "application/json": { schema } } } },
  });
  const pointer = description.operations[0]?.responses[0]?.content[0]?.schema?.pointer ?? "";
  const referee = createReferee(description);
  expect(await referee(pointer, { day: "2026-01-01" }, "response")).toBe(true);
  expect(await referee(pointer, { day: "today" }, "response")).toBe(false);
  expect(await referee(pointer, { day: "2026-01-01" }, "request")).toBe(false);
});
