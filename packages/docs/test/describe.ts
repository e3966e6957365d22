import { type Description, readDescription, type Schema } from "@spkey/model";

/** A description with one operation, for what tests ask of an operation. */
export function describeOperation(operation: object, components: object = {}, document: object = {}): Description {
  return readDescription({
    openapi: "3.1.0",
    info: { title: "Doors", version: "1" },
    paths: { "/doors": { get: { operationId: "listDoors", responses: {}, ...operation } } },
    components,
    ...document,
  });
}

/** Reads a schema beside others that it may refer to by `#/components/schemas/<name>`. */
export function readSchema(schema: unknown, schemas: object = {}): Schema {
  const parameters = [{ name: "it", in: "query", schema }];
  const [operation] = describeOperation({ parameters }, { schemas }).operations;
  const [parameter] = operation?.parameters ?? [];
  if (!parameter) throw new Error("The description has no parameter.");
  return parameter.schema;
}
