import { namesOf, resolved, type Schema } from "@spkey/model/outline";
import type { DescribedOperation } from "./describe.ts";
import type { OperationInputs } from "./operation-summary.ts";

/** The names of what an operation is sent. */
export function inputsOf({ model: { parameters, requestBody } }: DescribedOperation): OperationInputs {
  const namesIn = (place: string) => parameters.filter((one) => one.in === place).map(({ name }) => name);
  const schemas = (requestBody?.content ?? []).map(({ schema }) => schema);
  return {
    path: namesIn("path"),
    query: namesIn("query"),
    body: schemas.some((schema) => !schema || isOpen(schema))
      ? undefined
      : schemas.flatMap((schema) => bodyNames(schema)),
  };
}

/** Whether a name is one of the request's body. */
export function isInBody({ model: { requestBody } }: DescribedOperation, name: string): boolean {
  return (requestBody?.content ?? []).some(({ schema }) => bodyNames(schema).includes(name));
}

function bodyNames(schema: Schema | undefined): readonly string[] {
  return schema ? namesOf(schema) : [];
}

/** Whether an object may have properties that have no name there, or anything. */
function isOpen(schema: Schema, above: readonly Schema[] = []): boolean {
  const end = resolved(schema);
  if (end.kind === "union")
    return !above.includes(end) && end.members.some((member) => isOpen(member, [...above, end]));
  if (end.kind !== "object") return end.kind === "any";
  const { additionalProperties, patternProperties, properties } = end;
  return (
    (additionalProperties !== undefined && additionalProperties.kind !== "never") ||
    patternProperties.length > 0 ||
    properties.length === 0
  );
}
