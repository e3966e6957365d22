/**
 * Schemas before and after, and what is wanted of each pair on both ways: `fact request/answer`, where `B` is breaking, `C`
 * compatible and `U` unspecified; nothing where it is no change.
 */
export interface SchemaRow {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly wants: readonly string[];
  /** Components of before and after. */
  readonly components?: readonly [before: object, after: object];
  /** Of what is said before, where that is not 3.1. */
  readonly openapi?: string;
}

export const row = (
  name: string,
  before: unknown,
  after: unknown,
  wants: readonly string[],
  components?: readonly [object, object],
): SchemaRow => ({ name, before, after, wants, ...(components && { components }) });

export const from30 = (name: string, before: unknown, after: unknown, wants: readonly string[] = []): SchemaRow => ({
  name,
  before,
  after,
  wants,
  openapi: "3.0.3",
});

export const text = { type: "string" };
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });
export const { Cat, Dog, Fish } = { Cat: ref("Cat"), Dog: ref("Dog"), Fish: ref("Fish") };
export const pets = { oneOf: [Cat, Dog] };
export const petsBy = (mapping?: object, members: readonly object[] = [Cat, Dog], propertyName = "kind") => ({
  oneOf: members,
  discriminator: { propertyName, ...(mapping && { mapping }) },
});

export const colored = (required: readonly string[]) => object({ kind: { const: "cat" }, color: text }, { required });
