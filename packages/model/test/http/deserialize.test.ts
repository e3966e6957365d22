import { expect, test } from "vitest";
import { type ParameterStyle, serializeParameter } from "../../src/index.ts";
import {
  decodeForm,
  decodeUri,
  firstFitting,
  matchPath,
  type Parameter,
  pairsOfCookies,
  pairsOfQuery,
  readHeaderText,
  readOutline,
  readPairs,
  readPathText,
  typedText,
} from "../../src/outline.ts";

/** What the serializer writes is read back as it was, in each place, style and shape (OpenAPI 3.1, section 4.8.12.4). */
const styles: Readonly<Record<Parameter["in"], readonly ParameterStyle[]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form"],
};
const integer = { type: "integer" };
const values: readonly (readonly [schema: object, value: unknown])[] = [
  [integer, -12],
  [{ type: "number" }, 0.5],
  [{ type: "boolean" }, true],
  [{ type: "string" }, "a b,c|d=e&f;g"],
  [{ type: "string" }, "ü/ß%2C"],
  [{ type: ["integer", "null"] }, 3],
  [{ enum: [1, "one"] }, 1],
  [{ anyOf: [integer, { type: "array", items: integer }] }, [1, 2]],
  [{ type: "array", items: integer }, [1, 2, 3]],
  [{ type: "array", items: { type: "string" } }, ["a", "é", "c,d"]],
  [
    { type: "object", properties: { a: integer, b: { type: "string" } } },
    { a: 1, b: "x,y" },
  ],
];

/** What has objects and lists in it, which only one style can write; what is described beside them may be an empty text, to unset them. */
const orEmpty = (schema: object) => ({ anyOf: [schema, { type: "string", enum: [""] }] });
const numbers = { type: "array", items: integer };
const within = { type: "object", properties: { a: integer, list: orEmpty(numbers) } };
const metadata = { type: "object", additionalProperties: { type: "string" } };
const nested: typeof values = [
  [{ type: "object", properties: { in: within } }, { in: { a: 1 } }],
  [{ type: "object", properties: { in: orEmpty(within) } }, { in: { a: 1, list: [1, 2] } }],
  [{ type: "object", properties: { in: orEmpty(within) } }, { in: "" }],
  [
    { type: "object", properties: { list: orEmpty({ type: "array", items: within }) } },
    { list: [{ a: 1 }, { list: [3] }] },
  ],
  [{ type: "object", properties: { in: orEmpty(metadata) } }, { in: { "0": "a", "1": "b" } }],
  [orEmpty(metadata), { "0": "a" }],
  [{ type: "array", items: { type: "array", items: integer } }, [[1, 2], [3]]],
];

const rows = Object.entries(styles).flatMap(([place, all]) =>
  all.flatMap((style) =>
    [false, true].flatMap((explode) =>
      [...values, ...(style === "deepObject" ? nested : [])].map(([schema, value]) => ({
        place,
        style,
        explode,
        schema,
        value,
      })),
    ),
  ),
);

function parameterOf({ place, style, explode, schema }: Omit<(typeof rows)[number], "value">): Parameter {
  const parameter = {
    name: place === "header" ? "X-Size" : "größe",
    in: place,
    required: true,
    style,
    explode,
    schema,
  };
  const { operations } = readOutline({
    openapi: "3.1.0",
    info: { title: "It", version: "1" },
    paths: { "/it/{größe}": { get: { parameters: [parameter], responses: {} } } },
  });
  const [found] = operations[0]?.parameters ?? [];
  if (!found) throw new Error("There is a parameter.");
  return found;
}

function readBack(parameter: Parameter, text: string) {
  switch (parameter.in) {
    case "path": {
      const [way] = matchPath("/it/{größe}", `/it/${text}`);
      return readPathText(parameter, way?.["größe"] ?? "");
    }
    case "header":
      return readHeaderText(parameter, text);
    case "query":
      return readPairs(parameter, pairsOfQuery(text), { decode: decodeForm, isOthers: () => false });
    case "cookie":
      return readPairs(parameter, pairsOfCookies(text.replaceAll("&", "; ")), {
        decode: decodeUri,
        isOthers: () => false,
      });
  }
}

/** What no reader can tell: which of two commas separates, and which stands in a value that is not encoded. */
function isAmbiguous({ place, style, value }: (typeof rows)[number]): boolean {
  const hasComma = typeof value === "object" && JSON.stringify(value).includes("c,d");
  return place === "header" && style === "simple" && (hasComma || JSON.stringify(value).includes("x,y"));
}

test.for(rows.filter((row) => !isAmbiguous(row)))(
  "$value in a $place, in the style $style (explode: $explode), is read back",
  ({ value, ...given }) => {
    const parameter = parameterOf(given);
    const found = readBack(parameter, serializeParameter(parameter, value));
    if (!found || "malformed" in found) throw new Error(found?.malformed ?? "It is not there.");
    const fits = (_: unknown, one: unknown) => JSON.stringify(one) === JSON.stringify(value);
    const typed = found.readings.map((reading) => typedText(parameter.schema, reading, fits));
    expect(firstFitting(parameter.schema, typed, fits)).toEqual(value);
  },
);

test.for([
  { template: "/a/{x}", path: "/a/1", ways: [{ x: "1" }] },
  { template: "/a/{x}", path: "/a/1/2", ways: [] },
  {
    template: "/a/{x}.{y}",
    path: "/a/1.2.3",
    ways: [
      { x: "1", y: "2.3" },
      { x: "1.2", y: "3" },
    ],
  },
  { template: "/a/{x}.{y}", path: "/a/1%2E2", ways: [{ x: "1", y: "2" }] },
  { template: "/a/{x}:do", path: "/a/1%3Ado", ways: [{ x: "1" }] },
  { template: "/ö-{x}", path: "/%C3%B6-1", ways: [{ x: "1" }] },
  {
    template: "/{x}{y}",
    path: "/abc",
    ways: [
      { x: "a", y: "bc" },
      { x: "ab", y: "c" },
    ],
  },
  { template: "/{x}{y}", path: "/%41b", ways: [{ x: "%41", y: "b" }] },
])("$path by $template", ({ template, path, ways }) => {
  expect(matchPath(template, path)).toEqual(ways);
});
