import { expect, test } from "vitest";
import { distance } from "../../src/search/distance.ts";
import { wordsOf, wordsOfName } from "../../src/search/words.ts";

test.for([
  { text: "revokedBy", want: ["revoked", "by"] },
  { text: "X-API-Key", want: ["x", "api", "key"] },
  { text: "HTTPServer", want: ["http", "server"] },
  { text: "lock_id2", want: ["lock", "id2"] },
  { text: "/guests/{id}/CloseFrontDoor", want: ["guests", "id", "close", "front", "door"] },
  { text: "Größe café Ångström", want: ["große", "cafe", "angstrom"] },
  { text: "ドア 一覧", want: ["ト", "ア", "一", "覧"] },
  { text: "ключДоступа", want: ["ключ", "доступа"] },
  { text: "404", want: ["404"] },
  { text: "— …", want: [] },
])("$text is $want", ({ text, want }) => {
  expect(wordsOf(text)).toEqual(want);
});

test("a name is a word as a whole, too", () => {
  expect(wordsOfName("revokedBy")).toEqual(["revoked", "by", "revokedby"]);
  expect(wordsOfName("id")).toEqual(["id"]);
});

test.for([
  { one: "revoke", other: "revoke", want: 0 },
  { one: "revoke", other: "rovoke", want: 1 },
  { one: "revoke", other: "revok", want: 1 },
  { one: "revoke", other: "reovke", want: 1 },
  { one: "revoke", other: "reovkes", want: 2 },
  { one: "a", other: "abcdef", want: 3 },
])("$one and $other differ by $want", ({ one, other, want }) => {
  expect(distance(one, other, 2)).toBe(want);
  expect(distance(other, one, 2)).toBe(want);
});
