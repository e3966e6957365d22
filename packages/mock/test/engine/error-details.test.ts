import { readOutline, type Schema } from "@spkey/model/outline";
import { expect, test } from "vitest";
import { withDetails } from "../../src/engine/error-details.ts";

const string = { type: "string" };
const list = (properties: object) => ({ type: "array", items: { type: "object", properties } });

/** The schema of an object with these properties, as the model reads it; beside it, others that may be referred to. */
function objectOf(properties: object, others: object = {}): Schema {
  const schemas = { It: { type: "object", properties }, ...others };
  const { schemas: read } = readOutline({
    openapi: "3.1.0",
    info: { title: "It", version: "1" },
    paths: {},
    components: { schemas },
  });
  const [it] = read;
  if (!it) throw new Error("There is no such schema.");
  return it;
}

const violation = (location: string[], message: string, code = "type") => ({
  location,
  message,
  code,
  severity: "Error",
});
const violations = [
  violation(["request", "body", "guests", "0", "name"], "must be string"),
  violation(["request", "body", "guests", "0"], "must have required property 'age'", "required"),
  violation(["request", "body"], "must NOT have additional properties; found 'x'", "additionalProperties"),
  violation(["request", "query", "limit"], "must be <= 10"),
];
const fields = ["guests.0.name", "guests.0.age", "x", "query.limit"];

test.for([
  {
    name: "details of field and message",
    shape: { details: list({ field: string, message: string }) },
    at: ["details", "field"],
  },
  {
    name: "errors of pointer and detail (RFC 9457)",
    shape: { type: string, errors: list({ detail: string, pointer: string }) },
    at: ["errors", "pointer"],
  },
])("are put into $name", ({ shape, at: [list = "", place = ""] }) => {
  const body = withDetails({ title: "Refused", [list]: ["of the example"] }, objectOf(shape), violations);
  expect(body).toMatchObject({ title: "Refused", [list]: fields.map((field) => ({ [place]: field })) });
});

test("are put where references lead", () => {
  const others = {
    Fault: { type: "object", properties: { field: { $ref: "#/components/schemas/Text" }, message: string } },
    Faults: { type: ["array", "null"], items: { $ref: "#/components/schemas/Fault" } },
    Text: { type: ["string", "null"] },
  };
  const schema = objectOf({ faults: { $ref: "#/components/schemas/Faults" } }, others);
  const body = withDetails({ faults: [] }, schema, violations);
  expect(body).toMatchObject({ faults: fields.map((field) => ({ field })) });
});

test.for([
  { name: "there is no list", shape: { message: string } },
  { name: "the list is of texts", shape: { errors: { type: "array", items: string } } },
  { name: "the list says no place", shape: { errors: list({ message: string }) } },
  { name: "the list says nothing in words", shape: { errors: list({ field: string, code: { type: "integer" } }) } },
])("find no room where $name", ({ shape }) => {
  expect(withDetails({ message: "Refused" }, objectOf(shape), violations)).toBeUndefined();
});
