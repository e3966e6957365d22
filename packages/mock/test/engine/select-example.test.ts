import { afterAll, beforeAll, expect, test } from "vitest";
import { type Mock, startMock } from "../../dist/index.js";

const json = (examples: Readonly<Record<string, unknown>>) => ({
  content: {
    "application/json": {
      schema: {},
      examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
    },
  },
});
const text = { type: "string" };

const description = {
  openapi: "3.1.0",
  info: { title: "Things", version: "1.0.0" },
  paths: {
    "/things/{id}": {
      get: {
        operationId: "find",
        parameters: [
          {
            name: "id",
            in: "path",
            required: true,
            schema: text,
            examples: { found: { value: "a" }, missing: { value: "z" }, huge: { value: "h" } },
          },
          { name: "page", in: "query", schema: { type: "integer" }, examples: { huge: { value: 9 } } },
          { name: "X-Kind", in: "header", schema: text, examples: { special: { value: "s" } } },
        ],
        responses: {
          "200": { description: "It.", ...json({ usual: "usual", found: "found", huge: "huge", special: "special" }) },
          "404": { description: "None.", ...json({ missing: "missing" }) },
        },
      },
    },
    "/things": {
      post: {
        operationId: "add",
        requestBody: {
          ...json({
            one: { name: "one", tags: ["a", "b"] },
            two: { name: "two" },
            taken: { name: "taken" },
            lone: { name: "lone" },
          }),
        },
        responses: {
          "201": {
            description: "Made.",
            ...json({ usual: { name: "usual" }, two: { name: "second" }, one: { name: "first" } }),
          },
          "409": { description: "Taken.", ...json({ taken: "taken", two: "never" }) },
          "4XX": { description: "Wrong.", ...json({ lone: "never" }) },
        },
      },
    },
  },
};

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ description });
});
afterAll(() => mock.stop());

interface Row {
  readonly sends: string;
  readonly target?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly wants: readonly [status: number, body: unknown];
}

const rows: Row[] = [
  { sends: "the example of a success", target: "/things/a", wants: [200, "found"] },
  { sends: "the example of an error", target: "/things/z", wants: [404, "missing"] },
  { sends: "nothing that is an example", target: "/things/b", wants: [200, "usual"] },
  { sends: "two parameters of one example", target: "/things/h?page=9", wants: [200, "huge"] },
  { sends: "one of two parameters of an example", target: "/things/h", wants: [200, "usual"] },
  { sends: "the example of a header", target: "/things/b", headers: { "X-Kind": "s" }, wants: [200, "special"] },
  {
    sends: "the example, and chooses another status",
    target: "/things/z",
    headers: { Prefer: "code=200" },
    wants: [200, "usual"],
  },
  {
    sends: "the example, and chooses another one",
    target: "/things/z",
    headers: { Prefer: "code=200, example=huge" },
    wants: [200, "huge"],
  },
  {
    sends: "a body, however it is written",
    body: '{ "tags": ["a", "b"], "name": "\\u006fne" }',
    wants: [201, { name: "first" }],
  },
  {
    sends: "a body whose list is in another order",
    body: '{"name":"one","tags":["b","a"]}',
    wants: [201, { name: "usual" }],
  },
  { sends: "a body of a success and an error", body: '{"name":"two"}', wants: [201, { name: "second" }] },
  { sends: "a body of an error", body: '{"name":"taken"}', wants: [409, "taken"] },
  { sends: "a body of a range, which is of no one status", body: '{"name":"lone"}', wants: [201, { name: "usual" }] },
];

test.for(rows)("who sends $sends is answered $wants", async ({ target = "/things", body, headers, wants }) => {
  const response = await fetch(mock.url + target, {
    method: body === undefined ? "GET" : "POST",
    headers: { ...headers, ...(body !== undefined && { "Content-Type": "application/json" }) },
    ...(body !== undefined && { body }),
  });
  expect([response.status, await response.json()]).toEqual(wants);
});

test("a scenario goes before what is sent", async () => {
  const other = await startMock({ description, scenarios: { find: { answers: [{ code: 200 }] } } });
  try {
    expect(await (await fetch(`${other.url}/things/z`)).json()).toBe("usual");
  } finally {
    await other.stop();
  }
});
