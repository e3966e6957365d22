import {
  type Description,
  type ExampleRequest,
  exampleRequest,
  examplesOf,
  type Operation,
  sentMedia,
} from "@spkey/model";
import type { SampleValues } from "./request.ts";

/** What a sample shows, by the name of the request's example that it is of. */
export interface NamedValues {
  readonly name?: string;
  readonly values: SampleValues;
}

/**
 * The requests of an operation's named examples, those of the body that is sent, in their order; or else the one request that
 * there is. A parameter takes its example of the same name, if it has one.
 */
export function valuesByExample(description: Description, operation: Operation): readonly NamedValues[] {
  const base = exampleRequest(description, operation);
  const media = sentMedia(operation.requestBody?.content ?? []);
  const examples = media ? examplesOf(description, media, "request") : [];
  const named = examples.flatMap(({ name, value }): NamedValues[] =>
    name === undefined
      ? []
      : [{ name, values: { ...base, parameters: parametersOf(operation, base, name), body: value } }],
  );
  return named.length > 0 ? named : [{ values: base }];
}

function parametersOf({ parameters }: Operation, base: ExampleRequest, name: string): ExampleRequest["parameters"] {
  const of = (place: keyof ExampleRequest["parameters"]) =>
    Object.fromEntries(
      Object.entries(base.parameters[place]).map(([key, value]) => {
        const parameter = parameters.find((each) => each.in === place && each.name === key);
        const own = parameter?.examples.find((each) => each.name === name);
        return [key, own ? own.value : value];
      }),
    );
  return { path: of("path"), query: of("query"), header: of("header"), cookie: of("cookie") };
}
