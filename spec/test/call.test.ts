import { expect, test } from "vitest";
import { functionName, guardName, layoutOf, readDescription, requestOf } from "../dist/index.js";

/** The only operation of a description. */
function read(operation: object) {
  const responses = { 200: { description: "Fine." } };
  const paths = { "/things/{id}": { post: { operationId: "add", responses, ...operation } } };
  const description = readDescription({ openapi: "3.1.0", info: { title: "Calls", version: "1" }, paths });
  const [first] = description.operations;
  if (!first) throw new Error("The description has no operation.");
  return { description, operation: first };
}

const parameter = (location: string, name: string) => ({ in: location, name, required: true, schema: {} });
const json = (schema: object, required = true) => ({ required, content: { "application/json": { schema } } });
const thing = { type: "object", properties: { name: { type: "string" } } };

test.for([
  ["flat", "names that differ", [parameter("path", "id")], json(thing)],
  ["flat", "a body alone", [], json(thing)],
  ["apart", "no body", [parameter("path", "id")], undefined],
  ["apart", "a body that may be left out", [], json(thing, false)],
  ["apart", "a name of the body that is a parameter's", [parameter("path", "name")], json(thing)],
  ["apart", "a body that is no object", [], json({ type: "array", items: {} })],
  ["apart", "a body that may be null", [], json({ ...thing, nullable: true })],
  ["apart", "a body with properties that have no names", [], json({ ...thing, additionalProperties: {} })],
  ["apart", "a body that is composed", [], json({ ...thing, oneOf: [thing] })],
  ["nested", "parameters of one name", [parameter("path", "id"), parameter("query", "id")], json(thing)],
  ["nested", "a parameter that is called `body`", [parameter("query", "body")], undefined],
] as const)("%s: %s", ([layout, , parameters, requestBody]) => {
  const { description, operation } = read({ parameters, ...(requestBody && { requestBody }) });
  expect(layoutOf(description, operation)).toBe(layout);
});

test.for([
  ["flat", { id: "1", page: 2, name: "n" }],
  ["apart", { id: "1", page: 2, body: { name: "n" } }],
  ["nested", { path: { id: "1" }, query: { page: 2 }, body: { name: "n" } }],
] as const)("what is given, %s", ([layout, wanted]) => {
  const parameters = { path: { id: "1" }, query: { page: 2 }, header: {}, cookie: {} };
  expect(requestOf(layout, { parameters, body: { name: "n" } })).toEqual(wanted);
  expect(requestOf("apart", { parameters })).toEqual({ id: "1", page: 2 });
});

test.for([
  ["addThing", "addThing", "isAddThingError"],
  ["add-thing", "addThing", "isAddThingError"],
  ["delete", "deleteOperation", "isDeleteOperationError"],
  ["createClient", "createClientOperation", "isCreateClientOperationError"],
  ["3rdThing", "_3rdThing", "is_3rdThingError"],
])("the functions of %s: %s and %s", ([operationId, name, guard]) => {
  const { operation } = read({ operationId });
  expect([functionName(operation), guardName(operation)]).toEqual([name, guard]);
});
