import { readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { fuzzCases } from "../src/cases/fuzz.ts";
import { planCases } from "../src/index.ts";

const description = readDescription(await readDocument("museum"));
const { cases } = planCases(description);
const fuzz = (seed: number) =>
  description.operations.flatMap((operation) =>
    fuzzCases(
      description,
      operation,
      cases.filter((each) => each.operation === operation),
      seed,
    ),
  );

describe("requests with several unusual values", () => {
  const made = fuzz(1);

  test("are the same by the same seed, and others by another one", () => {
    const sentBy = (all: typeof made) =>
      JSON.stringify(all.map(({ id, request }) => [id, request.parameters, request.body?.value]));
    expect(sentBy(fuzz(1))).toBe(sentBy(made));
    expect(sentBy(fuzz(2))).not.toBe(sentBy(made));
    expect(new Set(made.map(({ id }) => id)).size).toBe(made.length);
  });

  test("keep the description, or break it, as they say", () => {
    const bodies = made.flatMap(({ request: { body }, wanted }) =>
      body?.media.schema ? [{ value: body.value, pointer: body.media.schema.pointer, outcome: wanted.outcome }] : [],
    );
    const isValid = ({ pointer, value }: (typeof bodies)[number]) => description.accepts(pointer, value, "request");
    expect(bodies.filter((each) => isValid(each) !== (each.outcome === "accepted"))).toEqual([]);
    expect(new Set(bodies.map(({ outcome }) => outcome))).toEqual(new Set(["accepted", "refused"]));
  });
});
