import { expect, test } from "vitest";
import { readDocument } from "../src/index.ts";
import { openapi31 } from "./openapi-objects.ts";
import { fieldsOf, objectAt } from "./walk.ts";

const document = await readDocument("all-kinds");
const met = fieldsOf(document, openapi31);
const ownersOf = (kind: string) => [...new Set(met.filter((one) => one.kind === kind).map(({ owner }) => owner))];
const valuesOf = (kind: string, field: string): unknown[] =>
  met.filter((one) => one.kind === kind && one.field === field).map(({ value }) => value);
const namesIn = (kind: string, field: string) => valuesOf(kind, field).flatMap((value) => Object.keys(value ?? {}));

const exploded = [true, false];
/** The styles of each place, and the shapes that they are defined for (OpenAPI 3.1, section 4.8.12.3). */
const parameterKinds = [
  { in: "path", styles: ["simple", "label", "matrix"], explode: exploded, types: ["array", "object"] },
  { in: "path", styles: ["simple", "label", "matrix"], explode: [false], types: ["string"] },
  { in: "query", styles: ["form"], explode: exploded, types: ["array", "object"] },
  { in: "query", styles: ["form"], explode: [true], types: ["string", "integer", "boolean"] },
  { in: "query", styles: ["spaceDelimited", "pipeDelimited"], explode: [false], types: ["array", "object"] },
  { in: "query", styles: ["deepObject"], explode: [true], types: ["object"] },
  { in: "header", styles: ["simple"], explode: exploded, types: ["array", "object"] },
  { in: "header", styles: ["simple"], explode: [false], types: ["string", "integer", "boolean"] },
  { in: "cookie", styles: ["form"], explode: exploded, types: ["array", "object"] },
  { in: "cookie", styles: ["form"], explode: [true], types: ["string"] },
].flatMap(({ styles, explode, types, ...rest }) =>
  styles.flatMap((style) => explode.flatMap((explode) => types.map((type) => ({ ...rest, style, explode, type })))),
);

const defaultStyles: Readonly<Record<string, string>> = {
  path: "simple",
  query: "form",
  header: "simple",
  cookie: "form",
};

function kindOf(parameter: Readonly<Record<string, unknown>>) {
  const place = String(parameter["in"]);
  const style = parameter["style"] ?? defaultStyles[place];
  const { type } = objectAt(parameter["schema"]) ?? {};
  return { in: place, style, explode: parameter["explode"] ?? style === "form", type };
}

test.for(parameterKinds)("a $type in $in, style $style, explode $explode", (kind) => {
  expect(ownersOf("parameter").map(kindOf)).toContainEqual(kind);
});

test.for(["path", "query", "header", "cookie"])("a parameter in %s with a media type", (place) => {
  expect(ownersOf("parameter").filter((one) => one["in"] === place && "content" in one)).not.toEqual([]);
});

test.for(["Accept", "Content-Type", "Authorization"])("a header parameter %s, which is ignored", (name) => {
  expect(ownersOf("parameter")).toContainEqual(expect.objectContaining({ name, in: "header" }));
});

test.for([
  ["application/json", /^application\/json$/],
  ["JSON with a suffix", /^application\/[\w.]+\+json$/],
  ["JSON with parameters", /\+json;/],
  ["upper-case JSON", /^APPLICATION\/JSON/],
  ["a range of a type", /^application\/\*$/],
  ["any", /^\*\/\*$/],
  ["text", /^text\/plain/],
  ["CSV", /^text\/csv$/],
  ["HTML", /^text\/html$/],
  ["XML", /^application\/xml$/],
  ["XML with a suffix", /\+xml$/],
  ["a form", /^application\/x-www-form-urlencoded$/],
  ["multipart form data", /^multipart\/form-data$/],
  ["another multipart type", /^multipart\/mixed$/],
  ["bytes", /^application\/octet-stream$/],
  ["an image", /^image\/png$/],
  ["events", /^text\/event-stream$/],
  ["lines of JSON", /^application\/x-ndjson$/],
  ["a problem", /^application\/problem\+json$/],
] as const)("a media type: %s", ([, pattern]) => {
  const names = [...namesIn("requestBody", "content"), ...namesIn("response", "content")];
  expect(names.filter((name) => pattern.test(name))).not.toEqual([]);
});

test.for([
  { type: "http", scheme: "bearer" },
  { type: "http", scheme: "Basic" },
  { type: "http", scheme: "digest" },
  { type: "apiKey", in: "header" },
  { type: "apiKey", in: "query" },
  { type: "apiKey", in: "cookie" },
  { type: "oauth2" },
  { type: "openIdConnect" },
  { type: "mutualTLS" },
])("security %j", (scheme) => {
  expect(ownersOf("securityScheme")).toContainEqual(expect.objectContaining(scheme));
});

/** Requirements of security by what they are made of: for each alternative, how many schemes and scopes. */
const requirements = [...valuesOf("openapi", "security"), ...valuesOf("operation", "security")].map((alternatives) =>
  Object.values(alternatives ?? {}).map((schemes) =>
    Object.values(schemes ?? {}).map((scopes) => String(scopes).split(",")[0] !== ""),
  ),
);
test.for([
  { name: "none", want: [] },
  { name: "an optional one", want: [[], [false]] },
  { name: "two together as an alternative to one", want: [[false], [false, false]] },
  { name: "one with scopes", want: [[true]] },
  { name: "three together, or another with scopes, or another", want: [[false, false, false], [true], [false]] },
])("a security requirement: $name", ({ want }) => {
  expect(requirements).toContainEqual(want);
});

test.for(["200", "201", "204", "304", "2XX", "4XX", "5XX", "default"])("a response %s", (status) => {
  const names = [...namesIn("operation", "responses")];
  expect(names).toContain(status);
});

test.for(["get", "put", "post", "delete", "options", "head", "patch", "trace"])("a method %s", (method) => {
  expect(valuesOf("pathItem", method)).not.toEqual([]);
});

test.for([
  { name: "a reference into another schema", has: (ref: string) => /\/allOf\/\d+$/.test(ref) },
  { name: "a reference to a property", has: (ref: string) => /\/properties\/\w+$/.test(ref) },
  { name: "a reference with an escaped name", has: (ref: string) => /schemas\/.*~1/.test(ref) },
  { name: "a reference to an anchor", has: (ref: string) => /^#\w+$/.test(ref) },
  { name: "a path item behind a reference", has: (ref: string) => ref.startsWith("#/components/pathItems/") },
])("$name", ({ has }) => {
  expect(met.filter(({ field, value }) => field === "$ref" && has(String(value)))).not.toEqual([]);
});

test("ids that are hard to keep apart", () => {
  const ids = valuesOf("operation", "operationId").map(String);
  const same = (fold: (id: string) => string) => ids.length - new Set(ids.map(fold)).size;
  expect(new Set(ids).size).toBe(ids.length);
  expect(same((id) => id.toLowerCase())).toBeGreaterThan(0); // differ in case only
  expect(same((id) => id.replace(/[^ -~]/g, ""))).toBeGreaterThan(0); // differ outside ASCII only
});

test("operations without an id, whose paths make the same name", () => {
  const nameless = met.filter(
    ({ kind, value }) => kind === "pathItem" && objectAt(value)?.["responses"] && !objectAt(value)?.["operationId"],
  );
  const names = nameless.map(
    ({ pointer, field }) =>
      field +
      decodeURIComponent(pointer)
        .replace(/^#\/paths/, "")
        .replace(/~1|\W|_/g, ""),
  );
  expect(names.length - new Set(names).size).toBeGreaterThan(1);
});

test("it has 45 to 70 operations", () => {
  const count = ownersOf("operation").length;
  expect(count).toBeGreaterThan(44);
  expect(count).toBeLessThan(71);
});
