import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../../dist/index.js";

/** What of a description Prism reads so that it validates nothing, or something else: the mock hands it over in other words. */
const operation = (fields: object) => ({ ...fields, responses: { "204": { description: "Done." } } });
const list = { name: "t", in: "query", schema: { type: "array", items: { type: "integer" }, maxItems: 2 } };
const body = (schema: object) =>
  operation({ requestBody: { required: true, content: { "application/json": { schema } } } });
const beside = { type: "object", required: ["name"], properties: { name: { type: "string" } } };
const withProperty = (schema: object) => body({ ...beside, properties: { ...beside.properties, it: schema } });

const document = {
  openapi: "3.0.4",
  info: { title: "Repairs", version: "1" },
  paths: {
    "/list": { get: operation({ parameters: [list] }) },
    "/listed": { get: operation({ parameters: [{ ...list, explode: false }] }) },
    "/enum": { post: withProperty({ nullable: true, enum: ["a", null] }) },
    "/typed": { post: withProperty({ type: "string", nullable: true, enum: ["a", null] }) },
    "/any": { post: withProperty({ nullable: true }) },
    "/all": { post: withProperty({ nullable: true, allOf: [{ type: "string", maxLength: 2 }] }) },
    "/ref": { post: withProperty({ nullable: true, oneOf: [{ $ref: "#/components/schemas/Name" }] }) },
  },
  components: { schemas: { Name: { type: "string", maxLength: 2 } } },
};

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ description: document });
});
afterAll(() => mock.stop());

describe("a list in a query", () => {
  test.for([
    { target: "/list?t=1&t=2", status: 204 },
    { target: "/list?t=1&t=2&t=3", status: 422 },
    { target: "/list?t=x&t=2", status: 422 },
    { target: "/listed?t=1,2", status: 204 },
    { target: "/listed?t=1,2,3", status: 422 },
  ])("$target is answered with $status", async ({ target, status }) => {
    expect((await fetch(mock.url + target)).status).toBe(status);
  });
});

describe("`nullable`", () => {
  const rows = ["enum", "typed", "any", "all", "ref"].flatMap((path) => [
    { path, value: {}, status: 422 },
    { path, value: { name: "x" }, status: 204 },
    { path, value: { name: "x", it: null }, status: 204 },
    { path, value: { name: "x", it: "a" }, status: 204 },
    { path, value: { name: "x", it: "abc" }, status: path === "any" ? 204 : 422 },
  ]);
  test.for(rows)("of $path takes $value with $status", async ({ path, value, status }) => {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(`${mock.url}/${path}`, { method: "POST", headers, body: JSON.stringify(value) });
    expect(answer.status).toBe(status);
  });
});
