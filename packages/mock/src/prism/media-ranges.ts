import { covers, isRange, lookUpMediaType, parseMediaType, suffixedType } from "@spkey/model/http/media-type.ts";
import type { Operation, PrismRequest } from "./index.ts";

type Response = Operation["responses"][number];
type Content = NonNullable<Response["contents"]>[number];

const [text, json] = ["text/plain", "application/json"];

/** Operations that answer ranges of media types are few: of the others, nothing is copied. */
const known = new WeakMap<Operation["responses"], boolean>();

/**
 * An operation whose answers have a media type each. In a description, a range, as some generators write it for everything,
 * stands for any of its media types (OpenAPI 3.1, section 4.8.14); an answer has one of them (RFC 9110, section 8.3). Prism answers
 * the range itself, has no serializer for it, and finds it not acceptable to whoever asks for JSON.
 */
export function withConcreteMedia(operation: Operation, { headers }: PrismRequest): Operation {
  const { responses } = operation;
  const hasRanges = known.get(responses) ?? responses.some(({ contents = [] }) => contents.some(isOfRange));
  known.set(responses, hasRanges);
  if (!hasRanges) return operation;
  const accepted = headers?.["accept"]?.split(",") ?? ["*/*"];
  return {
    ...operation,
    responses: responses.map((response) => withConcreteContents(response, accepted)) as typeof responses,
  };
}

function isOfRange({ mediaType }: Content): boolean {
  return isRange(mediaType);
}

function withConcreteContents(response: Response, accepted: readonly string[]): Response {
  const { contents } = response;
  if (!contents?.some(isOfRange)) return response;
  const concrete = contents.flatMap((content) => {
    const mediaType = concreteOf(content, contents, accepted);
    return mediaType === undefined ? [] : [{ ...content, mediaType }];
  });
  return concrete.length > 0 ? { ...response, contents: concrete } : response;
}

/**
 * What can be written and is accepted; else what can be written, of which Prism says that it is not acceptable.
 *
 * @returns nothing of a range of which nothing can be written but what another one describes better
 */
function concreteOf(content: Content, contents: readonly Content[], accepted: readonly string[]): string | undefined {
  const { mediaType } = content;
  if (!isRange(mediaType)) return mediaType;
  const isOwn = (each: string) => lookUpMediaType(contents, each) === content;
  const ofSuffix = suffixedType(mediaType);
  const covered = [...(isText(content) ? [text, json] : [json]), ...(ofSuffix ? [ofSuffix] : [])].filter((each) =>
    covers(mediaType, each),
  );
  const usual = covered.filter(isOwn);
  // A text is written as whatever is asked for.
  const asked = isText(content) || covered.length === 0 ? accepted.filter((each) => isExact(each) && isOwn(each)) : [];
  return usual.find((each) => accepted.some((range) => covers(range, each))) ?? asked[0]?.trim() ?? usual[0];
}

function isExact(mediaType: string): boolean {
  return parseMediaType(mediaType) !== undefined && !isRange(mediaType);
}

/** By its first example, or else by its schema. */
function isText({ examples: [example] = [], schema }: Content): boolean {
  if (example && "value" in example) return typeof example.value === "string";
  return schema?.type === "string";
}
