import type { Operation } from "../prism/index.ts";
import type { OperationInputs } from "./operation-summary.ts";

/** The names of what an operation is sent. */
export function inputsOf({ request }: Operation): OperationInputs {
  const contents = request?.body?.contents;
  return {
    path: (request?.path ?? []).map(({ name }) => name),
    query: (request?.query ?? []).map(({ name }) => name),
    body: contents ? allOfThem(contents.map(({ schema }) => propertyNames(schema))) : [],
  };
}

/** The keywords that say nothing of further properties. */
const plain =
  /^(\$schema|\$id|type|properties|required|title|description|examples?|default|deprecated|readOnly|writeOnly|x-.*)$/;

/** @returns nothing where the schema says more of its properties than their names, or nothing of them */
function propertyNames(schema: object | undefined): readonly string[] | undefined {
  if (!schema || !("properties" in schema) || !Object.keys(schema).every((keyword) => isPlain(schema, keyword))) {
    return undefined;
  }
  return Object.keys(schema.properties as object); // A schema's properties are an object.
}

function isPlain(schema: object, keyword: string): boolean {
  return (
    plain.test(keyword) ||
    (keyword === "additionalProperties" && "additionalProperties" in schema && schema.additionalProperties === false)
  );
}

function allOfThem(lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  return lists.includes(undefined) ? undefined : [...new Set(lists.flatMap((list) => list ?? []))];
}
