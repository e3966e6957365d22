import { readDescription } from "@spkey/spec";
import { describe, expect, test } from "vitest";
import { type Answer, createValidator } from "../src/validator.ts";

const description = readDescription({
  openapi: "3.1.0",
  paths: {
    "/books/{isbn}": {
      get: {
        responses: {
          "200": {
            description: "The book.",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Book" } } },
          },
          "204": { description: "Nothing." },
        },
      },
    },
  },
  components: {
    schemas: {
      Book: {
        type: "object",
        required: ["title", "event"],
        properties: { title: { type: "string" }, event: { type: ["object", "null"] } },
      },
    },
  },
});
const [operation] = description.operations;
const validate = createValidator(description);

const rows: { name: string; given: Answer; want: string[] }[] = [
  { name: "what is promised", given: answer({ title: "Emma", event: null }), want: [] },
  { name: "fields that are not documented", given: answer({ title: "Emma", event: {}, pages: 1 }), want: [] },
  { name: "a missing field", given: answer({ title: "Emma" }), want: ["the body must have required property 'event'"] },
  { name: "a wrong type", given: answer({ title: "Emma", event: "null" }), want: ["/event must be object,null"] },
  { name: "no body", given: answer(undefined), want: ["the body must be object"] },
  { name: "an undocumented status", given: { ...answer({}), status: 500 }, want: ["the status 500 is not documented"] },
  {
    name: "a problem document",
    given: { ...answer({}), mediaType: "application/problem+json" },
    want: ["the media type application/problem+json is not documented"],
  },
  { name: "no content where none is documented", given: { status: 204, mediaType: "", body: undefined }, want: [] },
];

describe("the independent judge", () => {
  test.for(rows)("$name", ({ given, want }) => {
    expect(operation && validate(operation, given)).toEqual(want);
  });
});

function answer(body: unknown): Answer {
  return { status: 200, mediaType: "application/json", body };
}
