import { expect, test } from "vitest";
import { operationView } from "../../src/view/operation.ts";
import { describeOperation } from "../describe.ts";

const viewOf = (operation: object, components: object = {}, document: object = {}) => {
  const description = describeOperation(operation, components, document);
  const [first] = description.operations;
  if (!first) throw new Error("The description has no operation.");
  return operationView(description, first);
};

const server = {
  url: "https://{region}.example.com/",
  variables: { region: { default: "north", enum: ["north", "south"], description: "The coast." } },
};

test("a server's variables are filled in, and listed where the server is the operation's own", () => {
  expect(viewOf({}, {}, { servers: [server] })).toMatchObject({ server: "https://north.example.com", servers: [] });
  const { servers } = viewOf({ servers: [server] }, {}, { servers: [{ url: "https://other.example.com" }] });
  expect(servers).toMatchObject([
    {
      name: "https://north.example.com",
      constraints: ["template `https://{region}.example.com/`"],
      children: [{ name: "region", description: "The coast.", constraints: ["default north", "one of north, south"] }],
    },
  ]);
});

test.for([
  {
    name: "an exploded list",
    given: { schema: { type: "array" }, example: [0, 2] },
    want: ["sent as `it=0&it=2`"],
  },
  {
    name: "another style",
    given: { schema: { type: "array" }, style: "pipeDelimited", explode: false, example: ["a", "b"] },
    want: ["style pipeDelimited", "sent as `it=a%7Cb`"],
  },
  {
    name: "a media type",
    given: { content: { "application/json": { schema: { type: "object" }, example: { a: 1 } } } },
    want: ["written as application/json", "sent as `it=%7B%22a%22%3A1%7D`"],
  },
  {
    name: "a name alone",
    given: { schema: { type: "boolean" }, allowEmptyValue: true },
    want: ["may be sent without a value"],
  },
  {
    name: "reserved characters",
    given: { schema: { type: "string" }, allowReserved: true },
    want: ["reserved characters are sent as they are"],
  },
  { name: "a text", given: { schema: { type: "string", maxLength: 3 } }, want: ["at most 3 characters"] },
])("how a parameter is written: $name", ({ given, want }) => {
  const { parameters } = viewOf({ parameters: [{ name: "it", in: "query", ...given }] });
  expect(parameters[0]?.fields[0]?.constraints).toEqual(want);
});

test("a field of a form says how it is written, and which headers its part has", () => {
  const content = {
    "multipart/form-data": {
      schema: {
        type: "object",
        properties: { portrait: { contentMediaType: "image/png" }, owner: { type: "string" } },
      },
      encoding: {
        portrait: {
          contentType: "image/png, image/jpeg",
          headers: { "X-Taken": { description: "When.", schema: { type: "string" } } },
        },
      },
    },
  };
  expect(viewOf({ requestBody: { content } }).body?.content[0]?.body?.children).toMatchObject([
    {
      name: "portrait",
      constraints: ["media type image/png", "sent as image/png, image/jpeg"],
      children: [{ name: "X-Taken", description: "When." }],
    },
    { name: "owner", constraints: [], children: [] },
  ]);
});

const examples = [
  { name: "a written one wins", given: { schema: { type: "integer" }, example: 7 }, want: ["7", false] },
  { name: "else one is made", given: { schema: { type: "integer", minimum: 8, maximum: 8 } }, want: ["8", true] },
] as const;

test.for(examples)("an example of a body: $name", ({ given, want }) => {
  const [media] = viewOf({ requestBody: { content: { "application/json": given } } }).body?.content ?? [];
  expect([media?.examples[0]?.text, media?.made]).toEqual(want);
});

test("of a written example, only what is sent that way is shown", () => {
  const schema = {
    type: "object",
    properties: {
      id: { type: "integer", readOnly: true },
      key: { type: "string", writeOnly: true },
      name: { type: "string" },
    },
  };
  const content = { "application/json": { schema, example: { id: 1, key: "k", name: "Oak" } } };
  const { body, responses } = viewOf({
    requestBody: { content },
    responses: { "200": { description: "It.", content } },
  });
  const shown = [body, responses[0]].map((each) => JSON.parse(each?.content[0]?.examples[0]?.text ?? "null"));
  expect(shown).toEqual([
    { key: "k", name: "Oak" },
    { id: 1, name: "Oak" },
  ]);
});

test("where no example can be made, it is said why", () => {
  const schema = { type: "string", minLength: 2, maxLength: 1 };
  const [media] = viewOf({ requestBody: { content: { "application/json": { schema } } } }).body?.content ?? [];
  expect(media?.examples).toEqual([]);
  expect(media?.impossible).toMatch(/\w/);
});

const link = { parameters: { id: "$response.body#/id" }, requestBody: { a: 1 }, description: "Next." };
test.for([
  { name: "an id", given: { operationId: "listDoors" }, leads: true },
  { name: "a reference", given: { operationRef: "#/paths/~1doors/get" }, leads: true },
  {
    name: "an operation elsewhere",
    given: { operationRef: "https://other.example/#/paths/~1doors/get" },
    leads: false,
  },
])("a link by $name", ({ given, leads }) => {
  const { responses } = viewOf({ responses: { 200: { description: "OK", links: { next: { ...given, ...link } } } } });
  expect(responses[0]?.links).toMatchObject([
    {
      name: "next",
      description: "Next.",
      fields: [
        { name: "id", constraints: ["filled in with `$response.body#/id`"] },
        { name: "request body", constraints: ['filled in with `{"a":1}`'] },
      ],
    },
  ]);
  expect(responses[0]?.links[0]?.operation?.id).toBe(leads ? "listDoors" : undefined);
});

test.for([
  ["a text", { schema: { type: "string" }, example: "a b" }, ["a b"]],
  ["the example of its schema", { schema: { type: "string", example: "a" } }, ["a"]],
  ["an empty text", { schema: { type: "string" }, example: "" }, ['""']],
  ["a number", { schema: { type: "integer" }, example: 7 }, ["7"]],
  ["a list", { schema: { type: "array" }, example: ["a", 1] }, ['["a",1]']],
  ["several", { schema: {}, examples: { one: { value: "a" }, two: { value: "b" } } }, ["a", "b"]],
  ["text as JSON", { content: { "application/json": { example: "a" } } }, ['"a"']],
  ["text as text", { content: { "text/plain": { example: "a" } } }, ["a"]],
] as const)("an example of a parameter: %s", ([, parameter, want]) => {
  const { parameters } = viewOf({ parameters: [{ name: "it", in: "query", ...parameter }] });
  expect(
    parameters.flatMap(({ fields }) => fields).flatMap(({ examples }) => examples.map(({ text }) => text)),
  ).toEqual(want);
});

test("a response whose body has the fields of one above leads there", () => {
  const schema = { $ref: "#/components/schemas/Fault" };
  const content = { "application/json": { schema, example: { why: "a" } } };
  const { responses } = viewOf(
    {
      responses: {
        400: { description: "Wrong.", content },
        404: { description: "Missing.", content: { "application/json": { schema, example: { why: "b" } } } },
        409: { description: "Other type.", content: { "application/problem+json": { schema } } },
        410: { description: "Gone." },
        411: { description: "No body either." },
      },
    },
    { schemas: { Fault: { type: "object", properties: { why: { type: "string" } } } } },
  );
  expect(responses.map(({ status, same }) => [status, same?.id])).toEqual([
    ["400", undefined],
    ["404", "response-400"],
    ["409", undefined],
    ["410", undefined],
    ["411", undefined],
  ]);
  expect(responses[1]?.content[0]?.examples).toEqual([{ text: '{\n  "why": "b"\n}' }]);
});

test("media types with the same fields: they are written out once, below the first", () => {
  const properties = { name: { type: "string" }, size: { type: "integer", description: "In bytes." } };
  const schema = { type: "object", properties };
  const { body, responses } = viewOf({
    requestBody: {
      content: {
        "image/png": { schema },
        "image/gif": { schema },
        "image/jpeg": { schema: { type: "object", properties: { size: properties.size } } },
        "text/plain": { schema: { type: "string" } },
        "text/csv": { schema: { type: "string" } },
      },
    },
    responses: {
      "200": { description: "", content: { "image/png": { schema } } },
      "201": { description: "", content: { "text/plain": { schema: { type: "string" } }, "image/png": { schema } } },
    },
  });
  const shown = [body, ...responses].map((each) =>
    each?.content.map((media) => [
      media.mediaType,
      media.body?.children.map(({ id }) => id).join(" "),
      media.body?.same,
    ]),
  );
  expect(shown).toEqual([
    [
      ["image/png", "body.name body.size", undefined],
      ["image/gif", "", { name: "image/png", id: "body" }],
      ["image/jpeg", "body(3).size", undefined],
      ["text/plain", "", undefined],
      ["text/csv", "", undefined],
    ],
    [["image/png", "response-200.name response-200.size", undefined]],
    [
      ["text/plain", "", undefined],
      ["image/png", "response-201(2).name response-201(2).size", undefined],
    ],
  ]);
});
