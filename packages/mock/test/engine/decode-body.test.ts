import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeBody } from "../../src/engine/decode-body.ts";

const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

test.for([
  { body: '{"a":1}', value: { a: 1 } },
  { body: '"\\ud800"', value: "\ud800" },
  { body: JSON.stringify("\uFFFD"), value: "\uFFFD" },
  { body: deep(200), value: JSON.parse(deep(200)) },
  { body: JSON.stringify("[".repeat(500)), value: "[".repeat(500) },
])("$body is JSON", ({ body, value }) => {
  expect(decodeBody(body, "application/json; charset=UTF-8")).toEqual({ value });
});

test.for([
  { body: "", type: "nonsense", reason: /not a media type/ },
  { body: "{}", type: "application/json; charset=utf-16", reason: /UTF-8/ },
  { body: '{\n  "a": }', type: "application/json", reason: /line 2, column 8/ },
  { body: "{", type: "application/json", reason: /line 1, column 2/ },
  { body: '{"a":,"b":}', type: "application/json", reason: /line 1, column 6/ },
  { body: Buffer.from([0x22, 0xff, 0x22]), type: "application/json", reason: /at byte 1\)/ },
  { body: Buffer.from([0x22, 0xef, 0xbf, 0xbd, 0xef, 0x22]), type: "application/json", reason: /at byte 4\)/ },
  { body: Buffer.from([0x22, 0xc3, 0xa4, 0xe2, 0x82]), type: "application/json", reason: /at byte 3\)/ },
])("$body of $type is not: $reason", ({ body, type, reason }) => {
  expect(decodeBody(body, type)).toEqual({ malformed: expect.stringMatching(reason) });
});

test.for([
  '{"__proto__":{"a":1},"b":2}',
  '{"a":{"__proto__":null,"constructor":1},"":[]}',
  '{"a":1,"b":2,"a":{"c":3}}',
  "[-0,1e400,-1.5E-3,12345678901234567890]",
  '[[],{},[{"a":[null,true,false]}],"x"]',
])("%s has the properties that JSON.parse gives it", (text) => {
  const decoded = decodeBody(text, "application/json");
  expect(JSON.stringify(decoded)).toBe(JSON.stringify({ value: JSON.parse(text) }));
});

test("a property that is named __proto__ is no prototype", () => {
  expect(decodeBody('{"__proto__":{"a":1}}', "application/json")).not.toHaveProperty("value.a");
});

test("what is decoded stays as it is, and no body has no value", () => {
  expect(decodeBody({ value: "[" }, "application/json")).toEqual({ value: "[" });
  expect(decodeBody(undefined, "")).toEqual({ value: undefined });
});

test("what JSON is, is what JSON.parse says it is", () => {
  const hostile = fc.string({
    unit: fc.constantFrom(...'{}[]":,/\\*-+.0123eEu tfnrals\t\r\n\v\f\0\x7f\u00a0\u2028\ufeff\ud800ä'),
  });
  const damaged = fc.tuple(fc.json(), fc.nat(), fc.nat({ max: 2 }), hostile).map(([json, at, length, text]) => {
    const place = at % (json.length + 1);
    return json.slice(0, place) + text.slice(0, 2) + json.slice(place + length);
  });
  const readJson = (text: string) => {
    try {
      return { value: JSON.parse(text) };
    } catch {
      return undefined;
    }
  };
  fc.assert(
    fc.property(fc.oneof(hostile, fc.json(), damaged), (text) => {
      const decoded = decodeBody(text, "application/json");
      expect(decoded).toEqual(readJson(text) ?? { malformed: expect.any(String) });
    }),
    { numRuns: 20_000 },
  );
});

test.for([201, 5_000, 500_000])("%s values in each other are more than the mock reads", (levels) => {
  const tooDeep = "The body has more than 200 values in each other, which is all that the mock reads";
  expect(decodeBody(deep(levels), "application/problem+json")).toEqual({ tooDeep });
});

test("what is no JSON is text, or bytes as characters where it isn't that", () => {
  expect(decodeBody("ä", "text/plain")).toEqual({ value: "ä" });
  expect(decodeBody(Buffer.from([0xff, 0x00]), "application/octet-stream")).toEqual({
    value: "\u00ff\0",
    latin1: true,
  });
});
