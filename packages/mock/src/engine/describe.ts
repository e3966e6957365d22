import {
  type Direction,
  type Operation as ModelOperation,
  type Notice,
  readOutline,
  type Schema,
} from "@spkey/model/outline";
import type { Operation } from "../prism/index.ts";
import { loadDocument } from "../prism/load.ts";
import { readOperations } from "../prism/operations.ts";
import { createExemplify } from "./exemplify.ts";
import { operationKey } from "./operation-summary.ts";
import { createSchemaValidators, type SchemaValidator } from "./schema-validator.ts";

/** An operation as Prism has it, which makes the responses, and as the model has it, which says what is valid. */
export interface DescribedOperation {
  readonly prism: Operation;
  readonly model: ModelOperation;
  /** The first, with an example for each response that has a schema and none. */
  readonly exemplified: () => Operation;
}

export type Validators = Readonly<Record<Direction, SchemaValidator>>;

/** A description that has been read. */
export interface Described {
  readonly operations: readonly DescribedOperation[];
  readonly validators: Validators;
  /** What in it can't be read. */
  readonly notices: readonly Notice[];
}

/** @throws where it can't be read, or is no OpenAPI 3 */
export async function readDescribed(description: string | object): Promise<Described> {
  const document = await loadDocument(description);
  const outline = readOutline(document);
  const models = new Map(outline.operations.map((operation) => [operationKey(operation), operation]));
  const operations = readOperations(document).map((prism) => {
    const model = models.get(operationKey(prism));
    if (!model) throw new Error(`${operationKey(prism)} is an operation to Prism only.`);
    return { prism, model };
  });
  const validators = createSchemaValidators(outline);
  const exemplify = await createExemplify(operations, outline, validators.response);
  return {
    operations: operations.map((operation) => ({ ...operation, exemplified: () => exemplify(operation) })),
    validators,
    notices: outline.unsupported,
  };
}

/** The schemas that requests to an operation, and its responses, are held against. */
export function schemasOf({ parameters, requestBody, responses }: ModelOperation): Record<Direction, Schema[]> {
  return {
    request: [
      ...parameters.map(({ schema }) => schema),
      ...(requestBody?.content ?? []).flatMap(({ schema }) => schema ?? []),
    ],
    response: responses.flatMap(({ headers, content }) => [
      ...headers.map(({ schema }) => schema),
      ...content.flatMap(({ schema }) => schema ?? []),
    ]),
  };
}
