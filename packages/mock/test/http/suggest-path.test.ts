import { expect, test } from "vitest";
import { createSuggestPath } from "../../src/http/suggest-path.ts";

const suggestPath = createSuggestPath([
  "/guests",
  "/guests/{id}",
  "/guests/{id}/CheckOut",
  "/rooms/{id}/keys/{key}",
  "/rooms",
  "/{any}/things",
  "/{id}",
  "/a",
]);

test.for([
  { path: "/guest", meant: "/guests" },
  { path: "/Guests/ada", meant: "/guests/{id}" },
  { path: "/guests/ada/checkout", meant: "/guests/{id}/CheckOut" },
  { path: "/guests/ada/ChekOut", meant: "/guests/{id}/CheckOut" },
  { path: "/guests/", meant: "/guests" },
  { path: "/v1/guests/ada", meant: "/guests/{id}" },
  { path: "/things", meant: "/{any}/things" },
  { path: "/room/12/key/3", meant: "/rooms/{id}/keys/{key}" },
  { path: "/rooms/keys/3", meant: "/rooms/{id}/keys/{key}" },
])("$path was meant for $meant", ({ path, meant }) => {
  expect(suggestPath(path.slice(1).split("/"))).toBe(` Did you mean ${meant}?`);
});

test.for([
  { name: "another name", path: "/nowhere" },
  { name: "none", path: "/" },
  { name: "another letter", path: "/b" },
  { name: "another letter, and more", path: "/b/x" },
  { name: "other names", path: "/x/y/z" },
  { name: "more than a person writes", path: "/a".repeat(1_000) },
  { name: "a name that is too long", path: `/${"guests".repeat(1_000)}` },
])("$name was meant for none of them", ({ path }) => {
  expect(suggestPath(path.slice(1).split("/"))).toBe("");
});
