import { afterAll, beforeAll, expect, test } from "vitest";
import { type Mock, startMock } from "../../dist/index.js";

const string = { type: "string" };
const example = { errors: [{ field: "of the example", message: "of the example" }] };
/** An error that has room for one thing that is wrong. */
const narrow = {
  type: "object",
  properties: {
    errors: {
      type: "array",
      maxItems: 1,
      items: { type: "object", properties: { field: string, message: string } },
    },
  },
};
const body = { type: "object", required: ["title", "author"], properties: { title: string, author: string } };
const description = {
  openapi: "3.1.0",
  info: { title: "Books", version: "1.0.0" },
  paths: {
    "/books": {
      post: {
        requestBody: { content: { "application/json": { schema: body } } },
        responses: {
          "204": { description: "Added." },
          "400": { description: "Refused.", content: { "application/json": { schema: narrow, example } } },
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

test.for([
  { name: "what is wrong, where its schema allows it", sent: { title: "Emma" }, fields: ["author"] },
  { name: "its example, where what is wrong would break its schema", sent: {}, fields: ["of the example"] },
])("a documented error has $name", async ({ sent, fields }) => {
  const response = await fetch(`${mock.url}/books`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(sent),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: fields.map((field) => ({ field })) });
  expect(response.headers.get("sl-violations")).not.toContain('"response"');
  expect(mock.calls.at(-1)?.verdict).toBe("refused");
});
