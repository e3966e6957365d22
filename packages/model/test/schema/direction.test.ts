import { describe, expect, test } from "vitest";
import { type Direction, isPartOf, propertiesOf, resolved, type Schema, schemaFor } from "../../src/index.ts";
import { read, readSchema, subjectOf } from "../describe.ts";

const id = { type: "string", readOnly: true };
const secret = { type: "string", writeOnly: true };
const whole = {
  type: "object",
  properties: { id, secret, name: { type: "string" } },
  required: ["id", "secret", "name"],
};
const others = { Whole: whole, Id: id };
const ref = { $ref: "#/components/schemas/Whole" };

/** The properties of all objects in a schema, by their paths. */
function namesIn(schema: Schema): string[] {
  const end = resolved(schema);
  const inner: Schema[] =
    end.kind === "object"
      ? [
          ...end.properties.map((property) => property.schema),
          ...(end.additionalProperties ? [end.additionalProperties] : []),
        ]
      : end.kind === "array"
        ? [end.items, ...end.prefixItems]
        : end.kind === "union"
          ? [...end.members]
          : end.kind === "string" && end.contentSchema
            ? [end.contentSchema]
            : [];
  const conditional = end.conditions.flatMap((each) => (each.keyword === "if" ? (each.whenTrue ?? []) : each.schema));
  return [...propertiesOf(end).map(({ name }) => name), ...[...inner, ...conditional].flatMap(namesIn)];
}

describe("schemaFor", () => {
  test.for<[name: string, given: object]>([
    ["an object", whole],
    ["a reference", { items: ref }],
    ["an object in an array", { type: "array", items: whole }],
    ["an object in a map", { type: "object", additionalProperties: whole }],
    ["an object or null", { ...whole, type: ["object", "null"] }],
    ["a variant", { oneOf: [ref, { type: "integer" }] }],
    ["allOf", { allOf: [ref, { properties: { name: { maxLength: 9 } } }] }],
    ["JSON in a text", { type: "string", contentMediaType: "application/json", contentSchema: whole }],
    ["under a condition", { type: "object", if: { required: ["a"] }, then: whole }],
    ["under a dependency", { type: "object", dependentSchemas: { a: whole } }],
  ])("%s", ([, given]) => {
    const schema = readSchema(given, others);
    expect(namesIn(schemaFor("request", schema))).toEqual(expect.arrayContaining(["secret", "name"]));
    expect(namesIn(schemaFor("request", schema))).not.toContain("id");
    expect(namesIn(schemaFor("response", schema))).toEqual(expect.arrayContaining(["id", "name"]));
    expect(namesIn(schemaFor("response", schema))).not.toContain("secret");
    expect(namesIn(schema)).toEqual(expect.arrayContaining(["id", "secret", "name"]));
  });

  test("is made once, and ends where a schema contains itself", () => {
    const node = { type: "object", properties: { id, next: { $ref: "#/components/schemas/Subject" } } };
    const projected = schemaFor("request", readSchema(node));
    const [next] = propertiesOf(projected);
    expect(next?.name).toBe("next");
    expect(next && propertiesOf(next.schema).map(({ name }) => name)).toEqual(["next"]);
    expect(schemaFor("request", projected)).toBe(schemaFor("request", projected));
  });

  test.for([
    [id, false, true],
    [secret, true, false],
    [{ $ref: "#/components/schemas/Id" }, false, true],
    [{ type: "string" }, true, true],
  ] as const)("isPartOf: %j", ([given, request, response]) => {
    const [property] = propertiesOf(readSchema({ properties: { a: given } }, others));
    if (!property) throw new Error("There is no property.");
    expect([isPartOf("request", property), isPartOf("response", property)]).toEqual([request, response]);
  });
});

describe("validators do not ask for what is not part of a direction", () => {
  test.for<[name: string, given: object]>([
    ["its own", whole],
    [
      "a property that is a reference",
      { ...whole, properties: { ...whole.properties, id: { $ref: "#/components/schemas/Id" } } },
    ],
    ["beside a reference", { $ref: "#/components/schemas/Open", required: ["id", "secret", "name"] }],
    ["beside allOf", { allOf: [{ $ref: "#/components/schemas/Open" }], required: ["id", "secret", "name"] }],
  ])("%s", ([, given]) => {
    const { required: _, ...Open } = whole;
    const description = read({ components: { schemas: { Subject: given, ...others, Open } } });
    const { pointer } = subjectOf(description);
    const missing = (value: object, direction: Direction) =>
      description.validate(pointer, value, direction).map(({ message }) => /"(\w+)"/.exec(message)?.[1]);
    expect(missing({}, "request").toSorted()).toEqual(["name", "secret"]);
    expect(missing({}, "response").toSorted()).toEqual(["id", "name"]);
  });
});
