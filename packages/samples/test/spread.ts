import { type SampleRequest, sampleRequest } from "../src/index.ts";
import type { TestRequest } from "./requests.ts";

/** A request that is tried, and what its samples are made of. */
export type Spread<Request extends TestRequest> = Request & { readonly request: SampleRequest };

/** As few requests as have everything that any of them has. */
export function spreadOf<Request extends TestRequest>(all: readonly Request[]): Spread<Request>[] {
  const seen = new Set<string>();
  return all
    .map((each) => ({ ...each, request: sampleRequest(each.description, each.operation, each.values) }))
    .map((each) => ({ each, features: featuresOf(each, each.request) }))
    .toSorted((a, b) => b.features.length - a.features.length)
    .filter(({ features }) => {
      const isNew = features.some((feature) => !seen.has(feature));
      for (const feature of features) seen.add(feature);
      return isNew;
    })
    .map(({ each }) => each);
}

/** What a request has that another one may not have. */
export function featuresOf(
  { operation, values }: TestRequest,
  { body, credentials, method, cookie }: SampleRequest,
): string[] {
  const { encoding = {} } = operation.requestBody?.content.find((each) => each.mediaType === values.mediaType) ?? {};
  return [
    method,
    body ? `body ${body.kind}` : "no body",
    ...credentials.map(({ kind }) => `credential ${kind}`),
    ...(cookie ? ["cookie"] : []),
    ...Object.values(encoding).map((each) => JSON.stringify({ ...each, headers: [] })),
    ...operation.parameters.flatMap((parameter) => {
      const value = values.parameters[parameter.in][parameter.name];
      const shape = Array.isArray(value) ? "array" : typeof value;
      return value === undefined ? [] : [`${parameter.in} ${parameter.style} ${parameter.explode} ${shape}`];
    }),
  ];
}
