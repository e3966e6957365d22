import { expect, test } from "vitest";
import { shownId } from "../../src/console/shown-id.ts";

const page = new Set(["response-200", "response-200.pet", "response-200.pet.name"]);

test.for([
  ["response-200.pet.name", "response-200.pet.name"],
  ["response-200.pet.owner.address", "response-200.pet"],
  ["response-200.shop", "response-200"],
  ["responses", "responses"],
  ["response-404.pet", "response-404.pet"],
] as const)("%s leads to %s", ([id, shown]) => {
  expect(shownId(id, (each) => page.has(each))).toBe(shown);
});
