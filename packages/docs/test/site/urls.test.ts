import { readDescription } from "@spkey/model";
import { descriptions, readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { operationUrl, redocUrl } from "../../src/site/urls.ts";

test.for(["listDoors", "list_doors-2"])("%s is its own address", (id) => {
  expect(operationUrl(id)).toBe(`operations/${id}/`);
});

const alike = [
  ["grüß", "größ"],
  ["list doors", "list/doors"],
  ["doors.list", "doors-list"],
  ["..", "."],
  ["con", "con-"],
  ["é", "e\u0301"],
  ["x".repeat(300), `${"x".repeat(299)}y`],
] as const;

test.for(alike)("%s and %s have different addresses", ([one, other]) => {
  const addresses = [one, other].map(operationUrl);
  expect(new Set(addresses.map((address) => address.toLowerCase())).size).toBe(2);
  for (const address of addresses) expect(address).toMatch(/^operations\/[\w-]{1,100}\/$/);
});

test("an id that looks like the address of another one has another one", () => {
  const address = operationUrl("list doors");
  expect(operationUrl(address.replace(/^operations\/|\/$/g, ""))).not.toBe(address);
});

describe.for(descriptions)("$name", ({ name }) => {
  test("has an address for each operation, on file systems that ignore case, too", async () => {
    const { operations } = readDescription(await readDocument(name));
    const addresses = operations.map(({ id }) => operationUrl(id).toLowerCase());
    expect(operations.length).toBeGreaterThan(0);
    expect(new Set(addresses).size).toBe(operations.length);
  });
});

test.for([
  { tag: "Lock access", id: "listDoors", want: "redoc/#/lock-access/listdoors" },
  { tag: undefined, id: "listDoors", want: "redoc/" },
  { tag: "Doors", id: undefined, want: "redoc/" },
])("Redoc shows $id of $tag at $want", ({ tag, id, want }) => {
  expect(redocUrl(tag, id)).toBe(want);
});
