import { describe, expect, test } from "vitest";
import { covers, essenceOf, kindOf, lookUpMediaType, parseMediaType, sentMedia } from "../../src/http/media-type.ts";

describe("kindOf", () => {
  test.for([
    ["application/json", "json"],
    ["Application/JSON; charset=utf-8", "json"],
    ["application/problem+json", "json"],
    ["application/vnd.x.y+JSON", "json"],
    ["text/json", "json"],
    ["application/jsonp", "bytes"],
    ["application/x-json-stream", "bytes"],
    ["application/json-seq", "stream"],
    ["application/x-ndjson", "stream"],
    ["application/jsonl", "stream"],
    ["text/event-stream", "stream"],
    ["application/x-www-form-urlencoded", "form"],
    ["multipart/form-data", "multipart"],
    ["multipart/mixed; boundary=x", "multipart"],
    ["text/plain", "text"],
    ["text/*", "text"],
    ["application/xml", "text"],
    ["application/soap+xml", "text"],
    ["application/yaml", "text"],
    ["text/csv", "text"],
    ["application/octet-stream", "bytes"],
    ["image/*", "bytes"],
    ["*/*", "bytes"],
    ["application/*", "bytes"],
    ["", "bytes"],
  ] as const)("%s is %s", ([mediaType, kind]) => expect(kindOf(mediaType)).toBe(kind));
});

describe("parseMediaType", () => {
  test.for([
    ["text/plain", { type: "text", subtype: "plain", parameters: {} }],
    ["Text/HTML;Charset=UTF-8", { type: "text", subtype: "html", parameters: { charset: "UTF-8" } }],
    [
      'multipart/form-data; boundary="a \\"b\\"; c"',
      { type: "multipart", subtype: "form-data", parameters: { boundary: 'a "b"; c' } },
    ],
    ["application/a+b+json", { type: "application", subtype: "a+b+json", suffix: "json", parameters: {} }],
    ["nonsense", undefined],
    ["a/b/c", undefined],
    ["/json", undefined],
  ] as const)("%s", ([text, want]) => expect(parseMediaType(text)).toEqual(want));
});

describe("lookUpMediaType", () => {
  const content = ["*/*", "application/*", "application/json", "text/plain"].map((mediaType) => ({ mediaType }));

  test.for([
    ["application/json; charset=utf-8", "application/json"],
    ["APPLICATION/JSON", "application/json"],
    ["application/xml", "application/*"],
    ["application/problem+json", "application/*"],
    ["image/png", "*/*"],
  ] as const)("%s is described by %s", ([sent, want]) => expect(lookUpMediaType(content, sent)?.mediaType).toBe(want));

  test("what nothing covers is described by nothing", () => {
    expect(lookUpMediaType([{ mediaType: "text/plain" }], "text/html")).toBeUndefined();
    expect(covers("application/json", "application/vnd.x+json")).toBe(false);
  });

  test("a body is sent as JSON where there is a choice, else as the first one", () => {
    expect(sentMedia(content)?.mediaType).toBe("application/json");
    expect(sentMedia([{ mediaType: "text/csv" }, { mediaType: "text/plain" }])?.mediaType).toBe("text/csv");
    expect(essenceOf(" Text/CSV ; header=present")).toBe("text/csv");
  });
});
