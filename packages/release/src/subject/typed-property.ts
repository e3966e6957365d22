import { isJson, isNullable, type MediaType, type Property, resolved, type Schema, schemaFor } from "@spkey/model";

/** A property that is always answered, and what it is to the compiler. */
export interface TypedProperty {
  readonly name: string;
  readonly type: "string" | "number" | "boolean";
}

/**
 * The first property that each of these bodies must have, and that is of the same plain type in all of them.
 *
 * @param bodies the bodies that may be answered; `undefined` for none
 */
export function typedPropertyOf(bodies: readonly (MediaType | undefined)[]): TypedProperty | undefined {
  const [first = [], ...others] = bodies.map((media) =>
    propertiesAnswered(media).flatMap(({ name, required, schema }) => {
      const type = plainType(schema);
      return required && type ? [{ name, type }] : [];
    }),
  );
  return first.find(({ name, type }) =>
    others.every((properties) => properties.some((other) => other.name === name && other.type === type)),
  );
}

/** The first property that may be absent or null, which an integrator has to check first. */
export function uncertainPropertyOf(media: MediaType | undefined): string | undefined {
  // To the compiler, what has a default is always there.
  return propertiesAnswered(media).find(
    ({ required, schema }) =>
      !("default" in resolved(schema)) && resolved(schema).kind !== "any" && (!required || isNullable(schema)),
  )?.name;
}

/** The properties of an answer in JSON; none where it is not always an object. */
function propertiesAnswered(media: MediaType | undefined): readonly Property[] {
  if (!media?.schema || !isJson(media.mediaType)) return [];
  const schema = resolved(schemaFor("response", media.schema));
  return schema.kind === "object" ? schema.properties : [];
}

/** The type of TypeScript that openapi-typescript gives a plain value. */
function plainType(schema: Schema): TypedProperty["type"] | undefined {
  const { kind } = resolved(schema);
  if (kind === "integer") return "number";
  return kind === "string" || kind === "number" || kind === "boolean" ? kind : undefined;
}
