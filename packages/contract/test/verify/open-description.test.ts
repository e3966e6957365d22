import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { splitDescription, temporaryFolder } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { openDescription } from "../../src/verify/open-description.ts";

describe("a description", () => {
  test.for([
    { name: "no YAML", text: "openapi: 3.1.0\ninfo: {title: [}\n", says: /it\.yaml:2:\d+: / },
    { name: "no OpenAPI", text: "- 1\n", says: /it\.yaml: this is no OpenAPI/ },
    {
      name: "a reference to nothing",
      text: 'openapi: 3.1.0\ninfo: {title: a, version: "1"}\npaths: { /a: { $ref: nowhere.yaml } }\n',
      says: /nowhere\.yaml/,
    },
  ])("that is $name is refused with its place", async ({ text, says }) => {
    const file = join(await temporaryFolder(), "it.yaml");
    await writeFile(file, text);
    await expect(openDescription(file)).rejects.toThrow(says);
  });

  test("is the released one where none is named", async () => {
    const { description, source } = await openDescription();
    expect(description.operations.length).toBeGreaterThan(0);
    expect(source.placeOf(description.operations[0]?.pointer ?? "")).toMatchObject({
      file: expect.stringMatching(/openapi\.yaml$/) as unknown,
      line: expect.any(Number) as unknown,
    });
  });

  test("in several files is read as one, and keeps its places", async () => {
    const { description, source } = await openDescription(splitDescription.file);
    const files = new Set(description.operations.map(({ pointer }) => source.placeOf(pointer).file));
    expect(description.operations.length).toBeGreaterThan(0);
    expect(files.size).toBeGreaterThan(1);
  });
});
