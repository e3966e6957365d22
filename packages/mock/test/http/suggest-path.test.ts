import { expect, test } from "vitest";
import { suggestPath } from "../../src/http/suggest-path.ts";

const templates = [
  "/guests",
  "/guests/{id}",
  "/guests/{id}/CheckOut",
  "/rooms/{id}/keys/{key}",
  "/rooms",
  "/{any}/things",
];

test.for([
  { path: "/guest", meant: "/guests" },
  { path: "/Guests/ada", meant: "/guests/{id}" },
  { path: "/guests/ada/checkout", meant: "/guests/{id}/CheckOut" },
  { path: "/guests/ada/ChekOut", meant: "/guests/{id}/CheckOut" },
  { path: "/guests/", meant: "/guests" },
  { path: "/v1/guests/ada", meant: "/guests/{id}" },
  { path: "/room/12/key/3", meant: "/rooms/{id}/keys/{key}" },
  { path: "/rooms/keys/3", meant: "/rooms/{id}/keys/{key}" },
])("$path was meant for $meant", ({ path, meant }) => {
  expect(suggestPath(path.slice(1).split("/"), templates)).toBe(` Did you mean ${meant}?`);
});

test.for(["/nowhere", "/", "/a/b/c/d/e/f", `/${"guests".repeat(1_000)}`, "/a".repeat(1_000)])(
  "%s was meant for none of them",
  (path) => {
    expect(suggestPath(path.slice(1).split("/"), templates)).toBe("");
  },
);
