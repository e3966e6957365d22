import { isDeepStrictEqual } from "node:util";
import { lookUpMediaType, parseMediaType } from "@spkey/model/http/media-type.ts";
import { isExact, isOfClass } from "@spkey/model/http/status.ts";
import type { Operation, PrismRequest } from "../prism/index.ts";

/** A documented example of a response. */
export interface SelectedExample {
  readonly code: number;
  readonly example: string;
}

/** A named example of a request, of which each part that is written has to be what was sent. */
interface RequestExample {
  readonly name: string;
  readonly code: number;
  readonly parameters: readonly {
    readonly in: "path" | "query" | "header";
    readonly name: string;
    readonly value: unknown;
  }[];
  /** By media type; none where the body has no such example. */
  readonly bodies: readonly { readonly mediaType: string; readonly value: unknown }[];
}

const known = new WeakMap<Operation, readonly RequestExample[]>();

/**
 * The example of a response that belongs to a request: a named example of the request is what was sent, and a response has an
 * example of the same name. All that is written by that name has to be equal: the body as a value, parameters as texts. A success
 * goes before an error, and else the first in the description before the others.
 *
 * @param parameters those of its path, decoded
 */
export function selectExample(
  operation: Operation,
  request: PrismRequest,
  parameters: Readonly<Record<string, string>>,
): SelectedExample | undefined {
  const examples = known.get(operation) ?? examplesOf(operation);
  known.set(operation, examples);
  const found = examples.find((one) => isSent(one, request, parameters));
  return found && { code: found.code, example: found.name };
}

function examplesOf({ request = {}, responses }: Operation): RequestExample[] {
  const contents = request.body?.contents ?? [];
  const places = [
    ["path", request.path],
    ["query", request.query],
    ["header", request.headers],
  ] as const;
  const ofParameters = places.flatMap(([place, list = []]) =>
    list.flatMap(({ name, examples = [] }) =>
      examples.flatMap((one) => ("value" in one ? [{ key: one.key, in: place, name, value: one.value }] : [])),
    ),
  );
  const ofBodies = contents.flatMap(({ mediaType, examples = [] }) =>
    examples.flatMap((one) => ("value" in one ? [{ key: one.key, mediaType, value: one.value }] : [])),
  );
  const names = new Set([...ofBodies, ...ofParameters].map(({ key }) => key));
  names.delete(unnamed);
  return [...names].flatMap((name) => {
    const code = codeOf(responses, name);
    if (code === undefined) return [];
    const isNamed = ({ key }: { readonly key: string }) => key === name;
    return [{ name, code, parameters: ofParameters.filter(isNamed), bodies: ofBodies.filter(isNamed) }];
  });
}

/** Prism's name of an example that has none. */
const unnamed = "default";

/** The status whose response has an example of that name. */
function codeOf(responses: Operation["responses"], name: string): number | undefined {
  const codes = responses.flatMap(({ code, contents = [] }) => {
    const hasIt = contents.some(({ examples = [] }) => examples.some(({ key }) => key === name));
    return hasIt && isExact(code) && !isOfClass(code, 1) ? [code] : []; // A range is of no one status.
  });
  const code = codes.find((one) => isOfClass(one, 2)) ?? codes[0];
  return code === undefined ? undefined : Number(code);
}

function isSent(
  { bodies, parameters }: RequestExample,
  { body, headers = {}, url }: PrismRequest,
  ofPath: Readonly<Record<string, string>>,
): boolean {
  const texts = { path: ofPath, query: url.query ?? {}, header: headers };
  const areSent = parameters.every((one) => {
    const name = one.in === "header" ? one.name.toLowerCase() : one.name;
    return Object.hasOwn(texts[one.in], name) && isText(one.value, texts[one.in][name]);
  });
  if (!areSent || bodies.length === 0) return areSent;
  const contentType = headers["content-type"] ?? "";
  const media = parseMediaType(contentType) && lookUpMediaType(bodies, contentType);
  return media !== undefined && isDeepStrictEqual(media.value, body);
}

function isText(value: unknown, text: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value) && String(value) === text;
}
