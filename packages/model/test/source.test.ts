import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { descriptionFile, splitDescription } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { tokensOf } from "../src/http/pointer.ts";
import { readJsonTree } from "../src/source/json-tree.ts";
import { readYamlTree } from "../src/source/yaml-tree.ts";
import { readSource } from "../src/source.ts";

/** The file that a pointer leads to, and what stands at its place. */
async function textAt(entry: string, pointer: string): Promise<[file: string, text: string]> {
  const { file, line, column } = (await readSource(entry)).placeOf(pointer);
  const lines = (await readFile(resolve(file), "utf8")).split("\n");
  return [basename(file), (lines[line - 1] ?? "").slice(column - 1)];
}

describe("the place of what a pointer leads to", () => {
  test.for<[pointer: string, text: RegExp]>([
    ["#/paths/~1books~1%7Bisbn%7D/get/operationId", /^operationId: /],
    ["#/paths/~1books~1{isbn}/get", /^get:/],
    ["#/info/title", /^title: /],
    ["#/paths/~1books~1%7Bisbn%7D/get/nothing/here", /^get:/],
    ["#", /^openapi: /],
  ])("in one file: %s", async ([pointer, text]) => {
    const [file, found] = await textAt(descriptionFile("library"), pointer);
    expect(file).toBe("library.yaml");
    expect(found).toMatch(text);
  });

  const array = "#/paths/~1bottles/get/responses/200/content/application~1json";
  test.for<[pointer: string, file: string, text: RegExp]>([
    ["#/paths/~1bottles/get/operationId", "openapi.yaml", /^operationId: listBottles/],
    ["#/paths/~1bottles~1%7Blabel%7D/get/summary", "bottle-path.yaml", /^summary: Get a bottle/],
    ["#/paths/~1bottles/get/parameters/0/schema", "common.yaml", /^schema: /],
    [`${array}/schema/items/properties/before`, "bottle.yaml", /^before: /],
    [`${array}/schema/items/properties/before/properties/label`, "bottle.yaml", /^label: /],
    // What a bundler makes components of.
    ["#/components/schemas/bottle/required", "bottle.yaml", /^required: /],
    ["#/components/parameters/Shelf/schema/minimum", "common.yaml", /^minimum: /],
  ])("in several files: %s", async ([pointer, file, text]) => {
    const [name, found] = await textAt(splitDescription.file, pointer);
    expect(name).toBe(file);
    expect(found).toMatch(text);
  });

  test("a file that is not there: its first line", async () => {
    const { placeOf } = await readSource("none.yaml");
    expect(placeOf("#/info")).toEqual({ file: "none.yaml", line: 1, column: 1 });
  });
});

describe("JSON and YAML", () => {
  const json = JSON.stringify(
    {
      openapi: "3.1.0",
      "a/b": [1, { "c d": '"$ref": "no.yaml"' }, [], {}, "{", { e: [true, null, { f: -1.5e3 }] }],
      paths: { "/x": { $ref: "other.yaml#/x" }, "/y": { get: { "": {} } } },
    },
    undefined,
    2,
  );
  const pointers = [
    "#",
    "#/openapi",
    "#/a~1b",
    "#/a~1b/0",
    "#/a~1b/1",
    "#/a~1b/1/c d",
    "#/a~1b/2",
    "#/a~1b/2/0",
    "#/a~1b/3",
  ];
  const deeper = ["#/a~1b/4", "#/a~1b/5/e/2/f", "#/paths/~1x/$ref", "#/paths/~1y/get/", "#/paths/~1z", "#/none"];

  test.for([...pointers, ...deeper])("have %s at the same place", (pointer) => {
    const places = [readJsonTree(json), readYamlTree(json)].map((tree) => {
      let offset = tree?.root.offset ?? Number.NaN;
      let node = tree?.root.node;
      for (const token of tokensOf(pointer)) {
        const next = tree?.child(node, token);
        if (!next) break;
        ({ node, offset } = next);
      }
      return tree?.placeAt(offset);
    });
    expect(places[0]).toEqual(places[1]);
    expect(places[0]?.line).toBeGreaterThan(0);
  });

  test("have the same references", () => {
    expect(readJsonTree(json)?.references()).toEqual(["other.yaml#/x"]);
    expect(readYamlTree(json).references()).toEqual(["other.yaml#/x"]);
  });

  test.for(["openapi: 3.1.0", "{openapi: 3.1.0}", '{"openapi": "3.1.0",', "", "[1]"])(
    "%j is no description in JSON",
    (text) => {
      expect(readJsonTree(text)).toBeUndefined();
    },
  );
});
