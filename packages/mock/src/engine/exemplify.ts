import type { Made, MakeExample } from "@spkey/model/example/make";
import { type Direction, lookUpMediaType, type Node, type Outline, type Schema } from "@spkey/model/outline";
import type { Operation } from "../prism/index.ts";
import type { DescribedOperation } from "./describe.ts";
import type { SchemaValidator } from "./schema-validator.ts";

type Content = NonNullable<Operation["responses"][number]["contents"]>[number];

/** What an operation is to Prism and to the model. */
export type Exemplified = Pick<DescribedOperation, "prism" | "model">;

/** Makes examples by the model, for what Prism makes nothing valid of: the same ones each time. */
export interface Exemplify {
  /** @returns an operation of Prism's with an example for each response that has a schema and none */
  operation(operation: Exemplified): Operation;
  value(schema: Schema): Made;
}

/** Each example is made when it is asked for. */
export async function createExemplify(
  operations: readonly Exemplified[],
  outline: Outline,
  validator: SchemaValidator,
): Promise<Exemplify> {
  // Who describes every answer by an example does not wait for what makes one.
  if (!operations.some(lacksSomething)) {
    return {
      operation: ({ prism }) => prism,
      value: ({ pointer }) => ({ impossible: "All examples are written.", pointer }),
    };
  }
  const { createMakeExample } = await import("@spkey/model/example/make");
  const accepts = (pointer: string, value: unknown) => validator.fits({ pointer }, value);
  const validate = (pointer: string, value: unknown) =>
    accepts(pointer, value) ? [] : [{ path: [], keyword: "", message: "it breaks its schema" }];
  const schemas = (direction: Direction) => outline.jsonSchemas(direction) as Node; // A document, of schemas only.
  const make = createMakeExample({ validate, accepts }, schemas);
  const known = new WeakMap<Operation["responses"], Operation["responses"]>();
  return {
    operation({ prism, model }) {
      const made = known.get(prism.responses) ?? exemplify(prism, model, make);
      known.set(prism.responses, made);
      return made === prism.responses ? prism : { ...prism, responses: made };
    },
    value: (schema) => make(schema, "response"),
  };
}

function lacksSomething({ prism, model }: Exemplified): boolean {
  return (
    prism.responses.some(({ contents = [] }) => contents.some(lacksExample)) ||
    model.responses.some(({ headers }) => headers.some(({ examples }) => examples.length === 0))
  );
}

function lacksExample({ schema, examples = [] }: Content): boolean {
  return schema !== undefined && examples.length === 0;
}

function exemplify({ responses }: Operation, model: Exemplified["model"], make: MakeExample): Operation["responses"] {
  if (!responses.some(({ contents = [] }) => contents.some(lacksExample))) return responses;
  return responses.map((response) => {
    const described = model.responses.find(({ status }) => status.toLowerCase() === response.code.toLowerCase());
    const contents = response.contents?.map((content) => {
      const schema = lookUpMediaType(described?.content ?? [], content.mediaType)?.schema;
      return lacksExample(content) && schema ? withExample(content, schema, make) : content;
    });
    return { ...response, ...(contents && { contents }) };
  });
}

function withExample(content: Content, schema: Schema, make: MakeExample): Content {
  const made = make(schema, "response");
  if ("impossible" in made) return content;
  return { ...content, examples: [{ id: "made", key: "default", value: made.value }] };
}
