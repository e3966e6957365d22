import type { MediaType, Operation, Parameter } from "./types.ts";

/** A valid request, made of the first example of everything that an operation requires. */
export interface ExampleRequest {
  readonly parameters: Readonly<Record<Parameter["in"], Readonly<Record<string, unknown>>>>;
  /** The media type of the body: JSON where there is a choice. */
  readonly mediaType?: string;
  readonly body?: unknown;
}

/** Makes a valid request to an operation from the description's examples. */
export function exampleRequest({ parameters, requestBody }: Operation): ExampleRequest {
  const values: Record<Parameter["in"], Record<string, unknown>> = { path: {}, query: {}, header: {}, cookie: {} };
  for (const { name, in: location, required, example } of parameters) {
    if (required) values[location][name] = example ?? "example";
  }
  const media = jsonMedia(requestBody?.content ?? []) ?? requestBody?.content[0];
  return { parameters: values, ...(media && { mediaType: media.mediaType, body: media.examples[0]?.value }) };
}

/** The JSON media type among several, if there is one (RFC 8259, and the `+json` suffix of RFC 6839). */
export function jsonMedia(content: readonly MediaType[]): MediaType | undefined {
  return content.find(({ mediaType }) => /^application\/(.+\+)?json\b/i.test(mediaType));
}
