import { describe, expect, test } from "vitest";
import {
  covers,
  essenceOf,
  isJson,
  isRange,
  jsonMedia,
  kindOf,
  lookUpMediaType,
  type MediaKind,
  parseMediaType,
  sentMedia,
  suffixedType,
} from "../../src/index.ts";

describe("parseMediaType", () => {
  test.for<[given: string, want: object | undefined]>([
    ["application/json", { type: "application", subtype: "json", parameters: {} }],
    ["Application/JSON", { type: "application", subtype: "json", parameters: {} }],
    [" text/plain ; Charset=UTF-8", { type: "text", subtype: "plain", parameters: { charset: "UTF-8" } }],
    ["a/b+c+json", { type: "a", subtype: "b+c+json", suffix: "json", parameters: {} }],
    ['a/b;x="1; y=2";z=3', { type: "a", subtype: "b", parameters: { x: "1; y=2", z: "3" } }],
    ['a/b;x="a \\"quote\\""', { type: "a", subtype: "b", parameters: { x: 'a "quote"' } }],
    ["a/b;x=1;x=2", { type: "a", subtype: "b", parameters: { x: "1" } }],
    ["*/*", { type: "*", subtype: "*", parameters: {} }],
    ["json", undefined],
    ["a/b/c", undefined],
    ["/json", undefined],
    ["application/json, text/plain", undefined],
    ["", undefined],
  ])("%s", ([given, want]) => {
    expect(parseMediaType(given)).toEqual(want);
  });
});

describe("kindOf", () => {
  test.for<[given: string, want: MediaKind]>([
    ["application/json", "json"],
    ["APPLICATION/JSON; charset=utf-8", "json"],
    ["text/json", "json"],
    ["application/problem+json", "json"],
    ["application/vnd.api+JSON", "json"],
    ["application/jsonp", "bytes"],
    ["application/x-json-stream", "bytes"],
    ["application/x-www-form-urlencoded", "form"],
    ["multipart/form-data; boundary=x", "multipart"],
    ["multipart/mixed", "multipart"],
    ["text/event-stream", "stream"],
    ["application/x-ndjson", "stream"],
    ["application/jsonl", "stream"],
    ["application/json-seq", "stream"],
    ["application/geo+json-seq", "stream"],
    ["text/html", "text"],
    ["application/xml", "text"],
    ["application/soap+xml", "text"],
    ["image/svg+xml", "text"],
    ["application/yaml", "text"],
    ["application/octet-stream", "bytes"],
    ["image/png", "bytes"],
    ["application/*", "bytes"],
    ["*/*", "bytes"],
    ["text/*", "text"],
    ["nonsense", "bytes"],
    ["", "bytes"],
  ])("%s is %s", ([given, want]) => {
    expect(kindOf(given)).toBe(want);
    expect(isJson(given)).toBe(want === "json");
  });
});

describe("covers", () => {
  test.for<[range: string, mediaType: string, want: boolean]>([
    ["application/json", "Application/Json; charset=utf-8", true],
    ["application/*", "application/json", true],
    ["*/*", "image/png", true],
    ["text/*", "application/json", false],
    ["application/json", "application/problem+json", false],
    ["application/json", "application/*", false],
    ["application/*+json", "application/problem+json", true],
    ["application/*+json", "application/*+json", true],
    ["application/*+json", "application/json", false],
    ["application/*+json", "application/atom+xml", false],
    ["application/*+json", "text/x+json", false],
    ["nonsense", "NONSENSE", true],
    ["nonsense", "text/plain", false],
  ])("%s, %s: %s", ([range, mediaType, want]) => {
    expect(covers(range, mediaType)).toBe(want);
  });
});

describe("lookUpMediaType", () => {
  const content = ["*/*", "text/*", "application/*", "application/*+json", "text/plain", "application/json"].map(
    (mediaType) => ({
      mediaType,
    }),
  );

  test.for([
    ["text/plain;charset=utf-8", "text/plain"],
    ["text/html", "text/*"],
    ["image/png", "*/*"],
    ["application/pdf", "application/*"],
    ["application/problem+json", "application/*+json"],
    ["APPLICATION/JSON", "application/json"],
  ])("%s is described by %s", ([given, want]) => {
    expect(lookUpMediaType(content, given ?? "")?.mediaType).toBe(want);
  });

  test("finds nothing where nothing covers it", () => {
    expect(lookUpMediaType([{ mediaType: "text/*" }], "image/png")).toBeUndefined();
  });
});

test.for([
  ["application/*", true],
  ["*/*", true],
  ["application/json; x=*", false],
] as const)("isRange: %s, %s", ([given, want]) => {
  expect(isRange(given)).toBe(want);
});

test.for([
  [["text/plain", "application/json"], "application/json", "application/json"],
  [["text/plain", "a/b+json"], "a/b+json", "a/b+json"],
  [["text/plain", "image/png"], undefined, "text/plain"],
  [["*/*", "application/*", "application/json"], "application/json", "application/json"],
  [["application/*+json", "application/json"], "application/json", "application/json"],
  [["text/plain", "application/*+json"], "application/*+json", "application/*+json"],
  [[], undefined, undefined],
] as const)("of %j, JSON is %s and %s is sent", ([given, json, sent]) => {
  const content = given.map((mediaType) => ({ mediaType }));
  expect(jsonMedia(content)?.mediaType).toBe(json);
  expect(sentMedia(content)?.mediaType).toBe(sent);
});

test.for([
  ["application/*+json", "application/x.example+json"],
  ["Application/*+JSON; charset=utf-8", "Application/x.example+JSON; charset=utf-8"],
  ["*/*+xml", "application/x.example+xml"],
  ["image/*+xml", "image/x.example+xml"],
  ["application/*", undefined],
  ["*/*", undefined],
  ["application/json", undefined],
] as const)("of %s, %s is sent", ([given, want]) => {
  expect(suffixedType(given)).toBe(want);
});

test.for([
  ["Text/Plain; a=b", "text/plain"],
  ["Nonsense ; a=b", "nonsense"],
] as const)("essenceOf %s", ([given, want]) => {
  expect(essenceOf(given)).toBe(want);
});
