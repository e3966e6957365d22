import type { Made } from "../example/make.ts";
import type { Description } from "../parse/document.ts";
import type { MediaType } from "../parse/media-type.ts";
import type { Operation } from "../parse/operation.ts";
import { noAnnotations } from "../schema/annotations.ts";
import type { Direction, Schema } from "../schema/types.ts";
import { type Graph, readGraph, writeGraph } from "./graph.ts";
import { reachableSchemas, type SchemasByPointer } from "./schemas.ts";

/**
 * One operation of a description as JSON, for a browser: what has been read of the document, with what was merged in place, so
 * that nothing of the reader is needed there.
 */
export interface PortableOperation {
  /** The {@link Description}, with this operation only. */
  readonly graph: Graph;
  /** Examples that were made, or why none could be, by the pointers of their schemas. */
  readonly examples: Readonly<Record<string, Made>>;
  /** What a request and its answers are validated by: see `portable/validate.ts`. */
  readonly schemas: Readonly<Record<Direction, SchemasByPointer>>;
}

/**
 * So many objects of requests and answers: about 300 KB. The schemas of answers only lead from what is wrong to its row in the docs,
 * and of some APIs every object leads to all others: those furthest away are left out. What validates knows them all.
 */
const mostObjects = 2_000;

/**
 * Writes an operation with all that is needed to show, send and validate a request, and to judge its answer. Prose, links,
 * callbacks, and examples of answers are left out.
 *
 * @param operation of this description; its fields may be others, such as another `id`
 */
export function writePortableOperation(description: Description, operation: Operation): PortableOperation {
  const { parameters, requestBody, responses } = operation;
  const { validate: _1, accepts: _2, example: _3, jsonSchemas: _4, ...content } = description;
  const sent = [...parameters.map(({ schema }) => schema), ...schemasOf(requestBody?.content ?? [])];
  const answered = responses.flatMap(({ content: media, headers }) => [
    ...schemasOf(media),
    ...headers.map(({ schema }) => schema),
  ]);
  const own = shortened(operation);
  const root = {
    ...content,
    info: { title: content.info.title, version: content.info.version },
    tags: [],
    securitySchemes: [],
    webhooks: [],
    schemas: [],
    unsupported: [],
    warnings: [],
    operations: [own],
  };
  return {
    graph: writeGraph(root, {
      omits,
      isLast: (object, field) => object === own && field === "responses",
      most: mostObjects,
      otherwise: leftOut,
    }),
    examples: Object.fromEntries(sent.map((schema) => [schema.pointer, description.example(schema, "request")])),
    schemas: {
      request: reachableSchemas(description.jsonSchemas("request"), pointersOf(sent)),
      response: reachableSchemas(description.jsonSchemas("response"), pointersOf(answered)),
    },
  };
}

/**
 * Reads what {@link writePortableOperation} has written.
 *
 * @returns a description with one operation, which gives the same examples and samples as the whole one. It does not validate:
 * that takes the other function.
 */
export function readPortableOperation({ graph, examples, schemas }: PortableOperation): Description {
  return {
    ...(readGraph(graph) as Omit<Description, "validate" | "accepts" | "example" | "jsonSchemas">), // As it has been written.
    example: ({ pointer }) => examples[pointer] ?? { impossible: "No example of it was made.", pointer },
    jsonSchemas: (direction) => schemas[direction],
    validate: withoutValidator,
    accepts: withoutValidator,
  };
}

function withoutValidator(): never {
  throw new Error("This description comes without its validator: make one by `createPortableValidate`.");
}

function schemasOf(content: readonly MediaType[]): Schema[] {
  return content.flatMap(({ schema, itemSchema }) => [schema, itemSchema].filter((each) => each !== undefined));
}

function pointersOf(schemas: readonly Schema[]): string[] {
  return schemas.map(({ pointer }) => pointer);
}

function shortened(operation: Operation): Operation {
  const { externalDocs: _1, pathItem: _2, ...rest } = operation;
  return {
    ...rest,
    description: "",
    callbacks: [],
    extensions: {},
    responses: operation.responses.map((response) => ({
      ...response,
      links: [],
      content: response.content.map((media) => ({ ...media, examples: [] })),
    })),
  };
}

/** What a reference leads to that is not written. */
function leftOut(of: object): Schema {
  const pointer = "pointer" in of && typeof of.pointer === "string" ? of.pointer : "";
  return { ...noAnnotations, kind: "any", pointer, conditions: [] };
}

/** Fields of schemas that nothing of a request or an answer depends on. Data has no pointer beside conditions. */
const prose = new Set(["description", "externalDocs", "xml", "comment"]);

function omits(object: object, field: string): boolean {
  return prose.has(field) && "pointer" in object && "conditions" in object;
}
