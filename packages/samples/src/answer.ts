import { essenceOf, isJson, kindOf, type Operation, successesOf } from "@spkey/model";

/** How the answer of a success is read. */
export type Answer =
  | { readonly kind: "json" | "text" }
  /** Bytes, which go into a file of this name. */
  | { readonly kind: "bytes"; readonly file: string }
  /** No body is described: the status says it all. */
  | { readonly kind: "none" };

/** What the responses of a success have in common (OpenAPI 3.1, section 4.8.17); where that is nothing, they are texts. */
export function answerOf({ method, responses }: Operation): Answer {
  const contents = successesOf(responses).map(({ content }) => content.map(({ mediaType }) => mediaType));
  const mediaTypes = contents.flat();
  const [first] = mediaTypes;
  if (method === "HEAD" || first === undefined) return { kind: "none" };
  // One without a body, a 204 beside a 200, is no JSON.
  const always = contents.every(({ length }) => length > 0);
  if (always && mediaTypes.every(isJson)) return { kind: "json" };
  if (!always || !mediaTypes.every((each) => kindOf(each) === "bytes")) return { kind: "text" };
  const [, extension = "bin"] = /\/([a-z\d]+)$/.exec(essenceOf(first)) ?? [];
  return { kind: "bytes", file: `answer.${extension}` };
}
