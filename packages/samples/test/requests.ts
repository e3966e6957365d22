import {
  type Description,
  exampleOfParameter,
  exampleRequest,
  examplesOf,
  type Operation,
  type Parameter,
  readDescription,
} from "@spkey/model";
import { type DescriptionName, descriptions, readDocument } from "@spkey/test-kit";
import type { SampleValues } from "../src/index.ts";

/** One request of a description that the packages are tested with. */
export interface TestRequest {
  /** Unique, and fit for a folder. */
  readonly name: string;
  readonly description: Description;
  readonly operation: Operation;
  readonly values: SampleValues;
}

/** Every operation of all test descriptions: as samples show it, and with every parameter in each media type of its body. */
export async function testRequests(): Promise<TestRequest[]> {
  const all = await Promise.all(descriptions.map(({ name }) => requestsOf(name)));
  return all.flat();
}

async function requestsOf(name: DescriptionName): Promise<TestRequest[]> {
  const description = readDescription(await readDocument(name));
  return description.operations.flatMap((operation, index) =>
    [exampleRequest(description, operation), ...wholeRequests(description, operation)].map((values, variant) => ({
      // Not its id, which may differ from another one's in case only.
      name: `${name}-${index}-${variant}`,
      description,
      operation,
      values,
    })),
  );
}

function wholeRequests(description: Description, operation: Operation): SampleValues[] {
  const parameters: Record<Parameter["in"], Record<string, unknown>> = { path: {}, query: {}, header: {}, cookie: {} };
  for (const parameter of operation.parameters) {
    const made = exampleOfParameter(description, parameter);
    if ("value" in made) parameters[parameter.in][parameter.name] = made.value;
  }
  const content = operation.requestBody?.content ?? [];
  if (content.length === 0) return [{ parameters }];
  return content.map((media) => {
    const [example] = examplesOf(description, media, "request");
    return { parameters, mediaType: media.mediaType, ...(example && { body: example.value }) };
  });
}
