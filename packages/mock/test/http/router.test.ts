import { expect, test, vi } from "vitest";
import { createRouter } from "../../src/http/router.ts";

const templates = [
  "GET /guests",
  "POST /guests",
  "GET /guests/{id}",
  "GET /guests/me",
  "DELETE /guests/{id}",
  "POST /guests/{id}:activate",
  "GET /files/{name}.{extension}",
  "GET /files/{name}",
  "GET /a/{b}/c",
  "GET /a/b/{d}",
  "GET /caf%C3%A9",
  "GET /",
];
const route = createRouter(
  templates.map((template) => {
    const [method = "", path = ""] = template.split(" ");
    return { method, path };
  }),
);

const routeOf = (request: string) => {
  const [method = "", path = ""] = request.split(" ");
  return route(method, path.slice(1).split("/").map(decodeURIComponent));
};

test.for([
  { request: "GET /guests", found: "/guests", parameters: {} },
  { request: "GET /guests/7", found: "/guests/{id}", parameters: { id: "7" } },
  { request: "GET /guests/me", found: "/guests/me", parameters: {} },
  { request: "DELETE /guests/me", found: "/guests/{id}", parameters: { id: "me" } },
  { request: "GET /guests/a%2Fb", found: "/guests/{id}", parameters: { id: "a/b" } },
  { request: "POST /guests/7:activate", found: "/guests/{id}:activate", parameters: { id: "7" } },
  {
    request: "GET /files/a.tar.gz",
    found: "/files/{name}.{extension}",
    parameters: { name: "a", extension: "tar.gz" },
  },
  { request: "GET /files/readme", found: "/files/{name}", parameters: { name: "readme" } },
  { request: "GET /a/b/c", found: "/a/b/{d}", parameters: { d: "c" } },
  { request: "GET /a/x/c", found: "/a/{b}/c", parameters: { b: "x" } },
  { request: "GET /caf%c3%a9", found: "/café", parameters: {} },
  { request: "GET /", found: "/", parameters: {} },
  { request: "GET /guests/__proto__", found: "/guests/{id}", parameters: { id: "__proto__" } },
])("$request is $found", ({ request, found, parameters }) => {
  const result = routeOf(request);
  if (!result || !("found" in result)) throw new Error("Nothing was found.");
  expect(decodeURIComponent(result.found.path)).toBe(found);
  expect(result.parameters).toEqual(parameters);
});

test.for([
  { request: "PUT /guests", allowed: ["GET", "POST"] },
  { request: "PATCH /guests/me", allowed: ["GET", "DELETE"] },
  { request: "GET /guests/", allowed: undefined },
  { request: "GET //guests", allowed: undefined },
  { request: "GET /guests/7/locks", allowed: undefined },
  { request: `GET ${"/x".repeat(5_000)}`, allowed: undefined },
])("$request is not there; allowed: $allowed", ({ request, allowed }) => {
  expect(routeOf(request)).toEqual(allowed && { allowed, template: expect.any(String) });
});

test("among 10,000 operations a path is found by as many steps as among one", () => {
  const steps = [1, 10_000].map((count) => {
    const targets = Array.from({ length: count }, (_, index) => ({
      method: "GET",
      path: `/things${index}/{id}/parts`,
    }));
    const among = createRouter(targets);
    const exec = vi.spyOn(RegExp.prototype, "exec");
    const get = vi.spyOn(Map.prototype, "get");
    const route = among("GET", [`things${count - 1}`, "7", "parts"]);
    const counted = { exec: exec.mock.calls.length, get: get.mock.calls.length };
    exec.mockRestore();
    get.mockRestore();
    expect(route).toMatchObject({ found: targets.at(-1), parameters: { id: "7" } });
    return counted;
  });
  expect(steps[0]?.exec).toBe(1);
  expect(steps[1]).toEqual(steps[0]);
});
