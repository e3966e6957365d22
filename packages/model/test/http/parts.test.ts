import { describe, expect, test } from "vitest";
import { hasFields, type PartForm, partForm } from "../../src/index.ts";
import { readOperation } from "../describe.ts";

/** What is said of the property `part` of a multipart body (OpenAPI 3.1, sections 4.8.14.4 and 4.8.15). */
function partOf(schema: unknown, encoding?: object): PartForm {
  const media = {
    schema: { type: "object", properties: { part: schema } },
    ...(encoding && { encoding: { part: encoding } }),
  };
  const { operation } = readOperation({ requestBody: { content: { "multipart/form-data": media } } });
  const [content] = operation.requestBody?.content ?? [];
  if (!content) throw new Error("There is no content.");
  return partForm(content, "part");
}

const text = { contentType: "text/plain", explicit: false, repeated: false, file: false };
const bytes = { ...text, contentType: "application/octet-stream", file: true };
const json = { ...text, contentType: "application/json" };
const file = { type: "string", format: "binary" };
const list = (items: unknown) => ({ type: "array", items });

test.for<[name: string, schema: unknown, want: boolean]>([
  ["anything", true, true],
  ["an object", { type: "object" }, true],
  ["an object or null", { type: ["object", "null"] }, true],
  ["a list of parts", list(file), true],
  ["a text", { type: "string" }, false],
  ["bytes", file, false],
])("a body that is %s is made of fields: %s", ([, schema, want]) => {
  const { operation } = readOperation({ requestBody: { content: { "multipart/mixed": { schema } } } });
  expect((operation.requestBody?.content ?? []).map(hasFields)).toEqual([want]);
});

describe("partForm", () => {
  test.for<[name: string, schema: unknown, encoding: object | undefined, want: Partial<PartForm>]>([
    ["a text", { type: "string" }, undefined, text],
    ["a number", { type: "integer" }, undefined, text],
    ["an object", { type: "object" }, undefined, json],
    ["a number or null", { type: ["integer", "null"] }, undefined, text],
    ["an object or null", { type: ["object", "null"] }, undefined, json],
    ["bytes", file, undefined, bytes],
    ["bytes with a media type", { type: "string", contentMediaType: "image/png" }, undefined, bytes],
    ["bytes as text", { type: "string", contentEncoding: "base64" }, undefined, { ...bytes, file: false }],
    ["an array of texts", list({ type: "string" }), undefined, { ...text, repeated: true }],
    ["an array of files", list(file), undefined, { ...bytes, repeated: true }],
    ["files in a style", list(file), { style: "form" }, { ...bytes, repeated: true }],
    ["an array of objects", list({ type: "object" }), undefined, { ...json, repeated: true }],
    ["an array or null", { ...list(file), type: ["array", "null"] }, undefined, { ...bytes, repeated: true }],
    ["its media type", file, { contentType: "image/png" }, { ...bytes, contentType: "image/png", explicit: true }],
    ["the first of several", file, { contentType: "image/png, image/*" }, { contentType: "image/png", explicit: true }],
    [
      "bytes with a media type of their own",
      { type: "string", contentMediaType: "image/png" },
      { contentType: "image/png, image/jpeg" },
      { contentType: "image/png", explicit: true, file: true },
    ],
    ["an array as JSON", list({ type: "string" }), { contentType: "application/json" }, { ...json, explicit: true }],
    [
      "an array as JSON with a parameter",
      list({ type: "string" }),
      { contentType: "Application/JSON; charset=utf-8" },
      { repeated: false, explicit: true },
    ],
    [
      "a style",
      list({ type: "string" }),
      { style: "pipeDelimited", explode: false, allowReserved: true },
      { style: { style: "pipeDelimited", explode: false, allowReserved: true } },
    ],
  ])("%s", ([, schema, encoding, want]) => {
    expect(partOf(schema, encoding)).toMatchObject(want);
  });

  test("a property that no schema names may be anything", () => {
    const media = { mediaType: "multipart/form-data", encoding: {}, examples: [], pointer: "#" };
    expect(partForm(media, "unknown")).toMatchObject({ ...bytes, file: false, repeated: true });
  });

  test("a property without encoding has no style, also where its name is a method of every object", () => {
    expect(partOf({ type: "string" })).not.toHaveProperty("style");
    const media = { mediaType: "multipart/form-data", encoding: {}, examples: [], pointer: "#" };
    expect(partForm(media, "constructor")).not.toHaveProperty("style");
  });
});
