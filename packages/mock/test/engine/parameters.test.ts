import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../../dist/index.js";

/** What Prism's engine has no validation of. */
const json = (schema: object) => ({ content: { "application/json": { schema } } });
const floor = { type: "object", required: ["floor"], properties: { floor: { $ref: "#/components/schemas/Floor" } } };
const get = (...parameters: object[]) => ({ get: { parameters, responses: { "204": { description: "Done." } } } });

const document = {
  openapi: "3.1.0",
  info: { title: "Unseen", version: "1" },
  paths: {
    "/query": get({ name: "at", in: "query", required: true, ...json(floor) }),
    "/header": get({ name: "X-At", in: "header", ...json(floor) }),
    "/rooms/{room}.{format}": get(
      { name: "room", in: "path", required: true, ...json(floor) },
      { name: "format", in: "path", required: true, schema: { type: "string", enum: ["txt"] } },
    ),
    "/cookies": get(
      { name: "shoes", in: "cookie", required: true, schema: { type: "string", minLength: 3 } },
      { name: "landings", in: "cookie", schema: { type: "array", items: { type: "integer" } } },
      {
        name: "steps",
        in: "cookie",
        explode: false,
        schema: { type: "array", items: { type: "integer" }, maxItems: 2 },
      },
      {
        name: "size",
        in: "cookie",
        explode: false,
        schema: { type: "object", properties: { w: { type: "integer" } } },
      },
      { name: "spread", in: "cookie", schema: { type: "object", properties: { depth: { type: "integer" } } } },
      { name: "in-json", in: "cookie", ...json(floor) },
    ),
  },
  components: { schemas: { Floor: { type: "integer", minimum: 0 } } },
};

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ description: document });
});
afterAll(() => mock.stop());

async function violations(target: string, headers: Record<string, string> = {}) {
  const answer = await fetch(mock.url + target, { headers });
  if (answer.status === 204) return [];
  expect(answer.status).toBe(422);
  const { validation } = (await answer.json()) as { validation: { location: string[]; code: string }[] };
  return validation.map(({ location, code }) => `${location.join(".")} ${code}`);
}

const at = (value: unknown) => encodeURIComponent(JSON.stringify(value));

describe("what is described by `content`", () => {
  test.for([
    { target: `/query?at=${at({ floor: 2 })}`, found: [] },
    { target: `/query?at=${at({ floor: -1 })}`, found: ["query.at.floor minimum"] },
    { target: `/query?at=${at({})}`, found: ["query.at required"] },
    { target: `/query?at=${at("2")}`, found: ["query.at type"] },
    { target: "/query?at=%7B", found: ["query.at contentMediaType"] },
    { target: "/query", found: ["query required"] },
    { target: `/rooms/${at({ floor: 2 })}.txt`, found: [] },
    { target: `/rooms/${at({ floor: "2" })}.txt`, found: ["path.room.floor type"] },
  ])("$target: $found", async ({ target, found }) => {
    expect([...new Set(await violations(target))]).toEqual(found);
  });

  test.for([
    { value: '{"floor":2}', found: [] },
    { value: '{"floor":0.5}', found: ["header.X-At.floor type"] },
  ])("X-At: $value: $found", async ({ value, found }) => {
    expect(await violations("/header", { "X-At": value })).toEqual(found);
  });
});

describe("a cookie", () => {
  test.for([
    { cookie: "shoes=felt", found: [] },
    { cookie: "other=felt", found: ["cookie required"] },
    { cookie: "xshoes=felt", found: ["cookie required"] },
    { cookie: "shoes=ab", found: ["cookie.shoes minLength"] },
    { cookie: "shoes=a%20b", found: [] },
    { cookie: "shoes=felt; landings=1; landings=2", found: [] },
    { cookie: "shoes=felt; landings=1; landings=x", found: ["cookie.landings.1 type"] },
    { cookie: "shoes=felt; steps=1,2", found: [] },
    { cookie: "shoes=felt; steps=1,2,3", found: ["cookie.steps maxItems"] },
    { cookie: "shoes=felt; size=w,x", found: ["cookie.size.w type"] },
    { cookie: "shoes=felt; depth=x", found: ["cookie.spread.depth type"] },
    { cookie: `shoes=felt; in-json=${at({ floor: -1 })}`, found: ["cookie.in-json.floor minimum"] },
  ])("$cookie: $found", async ({ cookie, found }) => {
    expect(await violations("/cookies", { Cookie: cookie })).toEqual(found);
  });
});
