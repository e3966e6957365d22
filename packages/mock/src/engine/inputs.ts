import type { Operation } from "../prism/index.ts";
import type { OperationInputs } from "./operation-summary.ts";

/** The names of what an operation is sent. */
export function inputsOf({ request }: Operation): OperationInputs {
  const contents = request?.body?.contents;
  return {
    path: (request?.path ?? []).map(({ name }) => name),
    query: (request?.query ?? []).map(({ name }) => name),
    body: contents ? allOfThem(contents.map(({ schema }) => closedNames(schema))) : [],
  };
}

/** Whether a name is one of the request's body; also where that can't be told. */
export function mayBeInBody({ request }: Operation, name: string): boolean {
  return (request?.body?.contents ?? []).some(({ schema = {} }) => {
    const says = (pattern: RegExp) => Object.keys(schema).every((keyword) => pattern.test(keyword));
    return Object.hasOwn(propertiesOf(schema), name) || !says(ofItself);
  });
}

/** The keywords that say nothing of further properties. */
const plain =
  /^(\$schema|\$id|type|properties|required|title|description|examples?|default|deprecated|readOnly|writeOnly|x-.*)$/;
/** Those that name no property anywhere else, as composition does. */
const ofItself = new RegExp(
  `${plain.source}|^(additionalProperties|(min|max)Properties|patternProperties|propertyNames)$`,
);

/** @returns nothing where the schema says more of its properties than their names, or nothing of them */
function closedNames(schema: object = {}): readonly string[] | undefined {
  const isClosed = Object.entries(schema).every(
    ([keyword, value]) => plain.test(keyword) || (keyword === "additionalProperties" && value === false),
  );
  return "properties" in schema && isClosed ? Object.keys(propertiesOf(schema)) : undefined;
}

function propertiesOf(schema: object): object {
  return "properties" in schema && typeof schema.properties === "object" ? (schema.properties ?? {}) : {};
}

function allOfThem(lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  return lists.includes(undefined) ? undefined : [...new Set(lists.flatMap((list) => list ?? []))];
}
