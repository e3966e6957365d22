import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../../dist/index.js";
import { describing } from "./judged.ts";

/** What is only sent is in no answer (OpenAPI 3.1, section 4.8.24): not in an example, and not in what is generated. */
const text = { type: "string" };
const password = { ...text, writeOnly: true };
const account = { type: "object", required: ["name", "password"], properties: { name: text, password } };
const given = { name: "Ada", password: "secret" };
const ref = { $ref: "#/components/schemas/Account" };
const get = (schema: object, example?: unknown) => ({
  get: {
    responses: {
      "200": {
        description: "It.",
        content: { "application/json": { schema, ...(example !== undefined && { example }) } },
      },
    },
  },
});

const rows: Readonly<Record<string, readonly [schema: object, example: unknown, answer: unknown]>> = {
  itself: [account, given, { name: "Ada" }],
  "a reference": [ref, given, { name: "Ada" }],
  "a list": [{ type: "array", items: ref }, [given, given], [{ name: "Ada" }, { name: "Ada" }]],
  "a property": [{ type: "object", properties: { owner: ref } }, { owner: given }, { owner: { name: "Ada" } }],
  "a part of it": [
    { allOf: [ref, { properties: { more: text } }] },
    { ...given, more: "x" },
    { name: "Ada", more: "x" },
  ],
  "an alternative": [
    { oneOf: [{ type: "object", required: ["id"], properties: { id: text } }, ref] },
    given,
    { name: "Ada" },
  ],
  "null or it": [{ anyOf: [ref, { type: "null" }] }, given, { name: "Ada" }],
  "properties of any name": [{ type: "object", additionalProperties: ref }, { a: given }, { a: { name: "Ada" } }],
  "what is not described": [{ type: "object", properties: { a: { type: "object" } } }, { a: given }, { a: given }],
  "no example": [account, undefined, { name: "string" }],
  "no example of a list": [{ type: "array", items: account }, undefined, [{ name: "string" }]],
};

let mock: Mock;
beforeAll(async () => {
  const paths = Object.fromEntries(
    Object.entries(rows).map(([name, [schema, example]]) => [`/${encodeURIComponent(name)}`, get(schema, example)]),
  );
  mock = await startMock({ description: describing(paths, { schemas: { Account: account } }) });
});
afterAll(() => mock.stop());

describe("what is only sent is not answered by", () => {
  test.for(Object.entries(rows))("%s", async ([name, [, , answer]]) => {
    const response = await fetch(`${mock.url}/${encodeURIComponent(name)}`);
    expect(response.headers.get("sl-violations")).toBe(null);
    expect(await response.json()).toEqual(answer);
    const made = await fetch(`${mock.url}/${encodeURIComponent(name)}`, { headers: { Prefer: "dynamic=true" } });
    if (name !== "what is not described") expect(await made.text()).not.toContain("password");
  });
});

test("its examples break no schema", async () => {
  expect(await mock.check()).toEqual([]);
});

test("a response header called Content-Type is ignored, also where there is no body", async () => {
  const described = { schema: { type: "string", example: "whatever" } };
  const response = {
    description: "It.",
    headers: { "content-type": described, "X-Own": described },
    content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
  };
  const description = describing({ "/file": { get: { responses: { "200": response } } } });
  const own = await startMock({ description });
  try {
    const { status, headers } = await fetch(`${own.url}/file`);
    expect([status, headers.get("X-Own"), headers.get("sl-violations")]).toEqual([200, "whatever", null]);
    expect(headers.get("Content-Type")).not.toBe("whatever");
  } finally {
    await own.stop();
  }
});
