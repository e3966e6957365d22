import { describe, expect, onTestFinished, test } from "vitest";
import { type MockOptions, startMock } from "../../dist/index.js";

type Json = Readonly<Record<string, unknown>>;

interface Row {
  readonly path?: string;
  readonly parameters?: readonly Json[];
  /** The properties of the request's body; none where it has no body. */
  readonly sent?: Json;
  /** The properties of the answer, and its example. */
  readonly answered: Json;
  readonly example: unknown;
}

/** An operation that is sent something, and answers with an example. */
function operation({ path = "/things", parameters = [], sent, answered, example }: Row) {
  const content = { schema: { type: "object", properties: answered }, example };
  return {
    openapi: "3.1.0",
    info: { title: "Things", version: "1.0.0" },
    paths: {
      [path]: {
        post: {
          operationId: "put",
          parameters,
          ...(sent && {
            requestBody: { content: { "application/json": { schema: { type: "object", properties: sent } } } },
          }),
          responses: {
            "200": { description: "Done.", content: { "application/json": content } },
            "404": {
              description: "None.",
              content: { "application/json": { schema: {}, example: { name: "written" } } },
            },
          },
        },
      },
    },
  };
}

async function answerTo(
  row: Row,
  { target = row.path ?? "/things", body, prefer }: { target?: string; body?: unknown; prefer?: string },
  options: MockOptions = {},
) {
  const mock = await startMock({ description: operation(row), ...options });
  onTestFinished(() => mock.stop());
  const response = await fetch(mock.url + target, {
    method: "POST",
    headers: { ...(body !== undefined && { "Content-Type": "application/json" }), ...(prefer && { Prefer: prefer }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  expect(response.headers.get("sl-violations")).toBeNull();
  return response.json();
}

const text = { type: "string" };
const path = (name: string, more: Json = {}) => ({ name, in: "path", required: true, schema: text, ...more });
const query = (name: string, schema: Json = text) => ({ name, in: "query", schema });

describe("an answer has in it", () => {
  const rows: (Row & { name: string; target?: string; body?: unknown; wants: unknown })[] = [
    {
      name: "what the body has",
      sent: { name: text, size: { type: "number" }, on: { type: "boolean" } },
      body: { name: "ada", size: 7, on: false },
      answered: { name: text, size: { type: "number" }, on: { type: "boolean" }, other: text },
      example: { name: "example", size: 1, on: true, other: "kept" },
      wants: { name: "ada", size: 7, on: false, other: "kept" },
    },
    {
      name: "what the path has, decoded",
      path: "/guests/{guestId}/doors/{doorId}/open",
      parameters: [path("guestId"), path("doorId")],
      target: "/guests/ada%20b/doors/a%2Fb/open",
      answered: { guestId: text, doorId: text },
      example: { guestId: "u", doorId: "l" },
      wants: { guestId: "ada b", doorId: "a/b" },
    },
    {
      name: "what the query has, as the type that it is",
      parameters: [query("page", { type: "integer" }), query("all", { type: "boolean" }), query("q")],
      target: "/things?page=3&all=false&q=a%20b",
      answered: { page: { type: "integer" }, all: { type: "boolean" }, q: text },
      example: { page: 1, all: true, q: "x" },
      wants: { page: 3, all: false, q: "a b" },
    },
    {
      name: "what the body has, before the path",
      path: "/things/{name}",
      parameters: [path("name")],
      target: "/things/of-path",
      sent: { name: text },
      body: { name: "of body" },
      answered: { name: text },
      example: { name: "x" },
      wants: { name: "of body" },
    },
    {
      name: "the id at the end of the path",
      path: "/things/{id}",
      parameters: [path("id")],
      target: "/things/7",
      answered: { id: text },
      example: { id: "1" },
      wants: { id: "7" },
    },
    {
      name: "the id inside of the path, where the examples say that it is the same",
      path: "/things/{id}/open",
      parameters: [path("id", { example: "1" })],
      target: "/things/7/open",
      answered: { id: text },
      example: { id: "1" },
      wants: { id: "7" },
    },
  ];
  test.for(rows)("$name", async ({ target, body, wants, ...row }) => {
    expect(await answerTo(row, { ...(target !== undefined && { target }), body })).toEqual(wants);
  });
});

describe("an answer stays as it is written", () => {
  const rows: (Row & { name: string; target?: string; body?: unknown })[] = [
    {
      name: "where the value breaks the type",
      sent: { size: {} },
      body: { size: "7" },
      answered: { size: { type: "number" } },
      example: { size: 1 },
    },
    {
      name: "where the value breaks the pattern",
      sent: { code: text },
      body: { code: "abc" },
      answered: { code: { type: "string", pattern: "^[A-Z]+$" } },
      example: { code: "ABC" },
    },
    {
      name: "where the value breaks the format",
      sent: { at: text },
      body: { at: "soon" },
      answered: { at: { type: "string", format: "date-time" } },
      example: { at: "2026-03-02T09:41:07Z" },
    },
    {
      name: "where the value breaks the length",
      sent: { code: text },
      body: { code: "long" },
      answered: { code: { type: "string", maxLength: 3 } },
      example: { code: "abc" },
    },
    {
      name: "where the value is none of those",
      sent: { kind: text },
      body: { kind: "c" },
      answered: { kind: { enum: ["a", "b"] } },
      example: { kind: "a" },
    },
    {
      name: "where the number is written in another way",
      parameters: [query("page")],
      target: "/things?page=1e3",
      answered: { page: { type: "number" } },
      example: { page: 1 },
    },
    {
      name: "where the name is not described",
      sent: { other: text },
      body: { name: "ada" },
      answered: { name: text },
      example: { name: "x" },
    },
    {
      name: "where the body is anything",
      sent: {},
      body: { name: "ada" },
      answered: { name: text },
      example: { name: "x" },
    },
    {
      name: "where the query has a name that is not described",
      target: "/things?name=ada",
      answered: { name: text },
      example: { name: "x" },
    },
    {
      name: "where the query has it twice",
      parameters: [query("name", { type: "array", items: text })],
      target: "/things?name=a&name=b",
      answered: { name: text },
      example: { name: "x" },
    },
    {
      name: "where the value is no scalar",
      sent: { list: {} },
      body: { list: ["a"] },
      answered: { list: {} },
      example: { list: ["b"] },
    },
    {
      name: "inside of it",
      sent: { name: text },
      body: { name: "ada" },
      answered: { user: {} },
      example: { user: { name: "x" } },
    },
    { name: "where it is a list", sent: { name: text }, body: { name: "ada" }, answered: {}, example: { name: null } },
    {
      name: "where the id in the path is another thing's",
      path: "/guests/{id}/orders",
      parameters: [path("id")],
      target: "/guests/ada/orders",
      answered: { id: text },
      example: { id: "order-1" },
    },
    {
      name: "with what each object inherits",
      sent: { x: text },
      body: { x: "a" },
      answered: {},
      example: { constructor: "x", toString: "y" },
    },
  ];
  test.for(rows)("$name", async ({ target, body, ...row }) => {
    expect(await answerTo(row, { ...(target !== undefined && { target }), body })).toEqual(row.example);
  });

  const row: Row = { sent: { name: text }, answered: { name: text }, example: { name: "x" } };
  test("where one value fits and another does not, but for the one that fits", async () => {
    const both: Row = {
      sent: { name: text, code: text },
      answered: { name: text, code: { type: "string", maxLength: 3 } },
      example: { name: "x", code: "abc" },
    };
    expect(await answerTo(both, { body: { name: "ada", code: "long" } })).toEqual({ name: "ada", code: "abc" });
  });

  test.for([
    { name: "with --static", options: { static: true } },
    { name: "in an error", prefer: "code=404", wants: { name: "written" } },
  ])("$name", async ({ options, prefer, wants = row.example }) => {
    expect(await answerTo(row, { body: { name: "ada" }, ...(prefer && { prefer }) }, options)).toEqual(wants);
  });
});

test("an answer that breaks its schema stays as it is written, and is told of", async () => {
  const broken = operation({
    sent: { name: text },
    answered: { name: text, size: { type: "number" } },
    example: { name: "x", size: "1" },
  });
  const mock = await startMock({ description: broken });
  onTestFinished(() => mock.stop());
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(`${mock.url}/things`, { method: "POST", headers, body: '{"name":"ada"}' });
  expect(await response.json()).toEqual({ name: "x", size: "1" });
  expect(response.headers.get("sl-violations")).toMatch(/"response","body","size"/);
});

describe("what is named is as it is written", () => {
  const named = operation({ sent: { name: text }, answered: { name: text }, example: undefined });
  const ok = named.paths["/things"]?.post.responses["200"].content["application/json"] as Json;
  const description = JSON.parse(JSON.stringify(named));
  description.paths["/things"].post.responses["200"].content["application/json"] = {
    schema: ok["schema"],
    examples: { first: { value: { name: "1" } }, second: { value: { name: "2" } } },
  };

  test.for([
    { name: "nothing", wants: { name: "ada" } },
    { name: "a status", prefer: "code=200", wants: { name: "ada" } },
    { name: "an example", prefer: "example=first", wants: { name: "1" } },
    { name: "a scenario's status", scenario: { code: 200 }, wants: { name: "ada" } },
    { name: "a scenario's example", scenario: { code: 200, example: "second" }, wants: { name: "2" } },
  ])("by $name", async ({ prefer, scenario, wants }) => {
    const mock = await startMock({ description, ...(scenario && { scenarios: { put: { answers: [scenario] } } }) });
    onTestFinished(() => mock.stop());
    const headers = { "Content-Type": "application/json", ...(prefer && { Prefer: prefer }) };
    const response = await fetch(`${mock.url}/things`, { method: "POST", headers, body: '{"name":"ada"}' });
    expect(await response.json()).toEqual(wants);
  });
});
