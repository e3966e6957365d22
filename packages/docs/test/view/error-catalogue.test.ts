import { readDescription } from "@spkey/model";
import { expect, test } from "vitest";
import { errorCatalogue } from "../../src/view/error-catalogue.ts";

const fault = { "application/json": { schema: { $ref: "#/components/schemas/Fault" } } };
const other = { "application/json": { schema: { type: "object" } } };

test("each status once, in order, with all that is said of it, who says it, and each shape once", () => {
  const description = readDescription({
    openapi: "3.1.0",
    info: { title: "Doors", version: "1" },
    paths: {
      "/a": {
        get: {
          operationId: "a",
          responses: {
            200: { description: "Fine." },
            default: { description: "Else." },
            "5XX": { description: "Broken." },
            404: { description: "Missing.", content: fault },
          },
        },
        put: {
          operationId: "b",
          responses: {
            500: { description: "Broken." },
            404: { description: "Missing.", content: fault },
            "4XX": { description: "Refused.", content: other },
          },
        },
        post: { operationId: "c", responses: { 404: { description: "No such door.", content: other } } },
      },
    },
    components: { schemas: { Fault: { type: "object" } } },
  });
  const catalogue = errorCatalogue(description);
  expect(catalogue.map(({ status }) => status)).toEqual(["404", "4XX", "500", "5XX", "default"]);
  const [missing] = catalogue;
  expect(missing?.meanings.map((each) => [each.description, each.operations.map(({ id }) => id)])).toEqual([
    ["Missing.", ["a", "b"]],
    ["No such door.", ["c"]],
  ]);
  expect(missing?.schemas.map(({ kind, name }) => [kind, name])).toEqual([
    ["reference", "Fault"],
    ["object", undefined],
  ]);
});

test("no documented error, no entry", () => {
  const responses = { 200: { description: "Fine." } };
  const paths = { "/a": { get: { operationId: "a", responses } } };
  expect(errorCatalogue(readDescription({ openapi: "3.1.0", info: { title: "x", version: "1" }, paths }))).toEqual([]);
});
