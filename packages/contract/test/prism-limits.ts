import {
  type Description,
  essenceOf,
  isRange,
  kindOf,
  lookUpStatus,
  type MediaType,
  partForm,
  type Response,
  resolved,
  type Schema,
  successesOf,
  visitSchema,
} from "@spkey/model";
import type { Case, CaseBody } from "../src/index.ts";

/** What Prism, or its engine in the mock, can't do. */
export interface Limit {
  readonly reason: string;
  readonly applies: (given: Case, description: Description) => boolean;
}

/** Each case of these fails, and no other one: `run.ts` asserts both. */
export const limits: readonly Limit[] = [
  {
    reason: "it has no serializer for a range of media types, and answers no value but a text in one",
    applies: (given) => answerOf(given)?.content.some(isUnwritable) ?? false,
  },
  {
    reason: "it reads the numbers of exploded objects in the style `label` as texts",
    applies: (given) =>
      isValidated(given) &&
      given.operation.parameters.some(
        ({ style, explode, schema }) => style === "label" && explode && resolved(schema).kind === "object",
      ),
  },
  {
    reason: "it reads no XML",
    applies: (given) => hasBody(given, ({ media }) => kindOf(media.mediaType) === "text" && isObject(media.schema)),
  },
  {
    reason: "it reads no JSON in the fields of a form",
    applies: (given) => hasBody(given, (body) => kindOf(body.contentType) === "form" && hasField(body, isInJson)),
  },
  {
    reason: "it sees one text for each name of a multipart form, and no JSON in it",
    applies: (given) =>
      hasBody(given, (body) => essenceOf(body.contentType) === "multipart/form-data" && hasField(body, isNoText)),
  },
  {
    reason: "it knows no multipart body but `multipart/form-data`",
    applies: (given) => hasBody(given, ({ contentType }) => /^multipart\/(?!form-data)/.test(essenceOf(contentType))),
  },
  {
    reason: "its validator can't compile `nullable` without a `type` beside it, and then validates nothing",
    applies: (given, { openapi }) =>
      openapi.startsWith("3.0.") &&
      given.wanted.outcome === "refused" &&
      given.wanted.violation?.property !== undefined &&
      hasBody(given, ({ media }) => media.schema !== undefined && hasUntypedNull(media.schema)),
  },
];

/** @returns why a case can't be had of Prism; nothing where it can */
export function limitOf(description: Description, given: Case): string | undefined {
  return limits.find(({ applies }) => applies(given, description))?.reason;
}

/** The response that is answered if all goes well: to what is refused, that of the last status first. */
function answerOf({ operation: { responses }, wanted }: Case): Response | undefined {
  switch (wanted.outcome) {
    case "accepted":
      return successesOf(responses)[0];
    case "answered":
      return lookUpStatus(responses, wanted.status);
    case "refused":
      return wanted.statuses
        .toReversed()
        .map((status) => lookUpStatus(responses, status))
        .find(Boolean);
  }
}

function isUnwritable({ mediaType, examples: [example], schema }: MediaType): boolean {
  if (!isRange(mediaType) || essenceOf(mediaType).startsWith("text/")) return false;
  if (example) return typeof example.value !== "string";
  const end = schema && resolved(schema);
  return end !== undefined && (end.kind !== "string" || end.implied);
}

/** Whether the request gets past the check of its credentials. */
function isValidated({ wanted }: Case): boolean {
  return wanted.outcome !== "refused" || wanted.violation !== undefined;
}

function hasBody(given: Case, is: (body: CaseBody) => boolean): boolean {
  return isValidated(given) && given.request.body !== undefined && is(given.request.body);
}

function isObject(schema: Schema | undefined): boolean {
  return schema !== undefined && resolved(schema).kind === "object";
}

function hasField({ media, value }: CaseBody, is: (form: ReturnType<typeof partForm>, item: unknown) => boolean) {
  return Object.entries(value ?? {}).some(([name, item]) => is(partForm(media, name), item));
}

function isInJson({ contentType, style }: ReturnType<typeof partForm>, item: unknown): boolean {
  return !style && contentType === "application/json" && typeof item === "object";
}

function isNoText(_form: ReturnType<typeof partForm>, item: unknown): boolean {
  return typeof item === "object";
}

/** In 3.0 there is no type of null: the model has it from `nullable`, in an `anyOf` where there is no type beside it. */
function hasUntypedNull(schema: Schema): boolean {
  let found = false;
  visitSchema(schema, (each) => {
    found ||= each.kind === "union" && each.of === "anyOf" && each.members.some(({ kind }) => kind === "null");
    return !found;
  });
  return found;
}
