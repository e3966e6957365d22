import {
  type Description,
  essenceOf,
  isRange,
  kindOf,
  lookUpStatus,
  type MediaType,
  type Parameter,
  partForm,
  propertiesOf,
  type Response,
  resolved,
  type Schema,
  successesOf,
} from "@spkey/model";
import type { Case, CaseBody } from "../src/index.ts";

/** What Prism, or its engine in the mock, can't do. */
export interface Limit {
  readonly reason: string;
  readonly applies: (given: Case, description: Description) => boolean;
}

/** A case of these may fail, and no other one; each of them makes one fail, or is not needed any more (`mock.test.ts`). */
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
    reason: "it decodes a path before it looks for the separators of a style",
    applies: (given) => isAbout(given, "path", ({ style }) => style === "label" || style === "matrix"),
  },
  {
    reason: "where a segment has several parameters, it ends one at the first character that can end it",
    applies: (given) => /\}[^/{]+\{/.test(given.operation.path) && isAbout(given, "path", () => true),
  },
  {
    reason: "it reads no values that are separated by spaces, and no object that is by pipes",
    applies: ({ operation, request }) =>
      operation.parameters.some(({ name, style, schema }) => {
        const isObject = style === "pipeDelimited" && resolved(schema).kind === "object";
        return request.parameters.query[name] !== undefined && (style === "spaceDelimited" || isObject);
      }),
  },
  {
    reason: "it reads no XML",
    applies: (given) => hasBody(given, ({ media }) => kindOf(media.mediaType) === "text" && isObject(media.schema)),
  },
  {
    reason: "a text with nothing in it is no parameter to it",
    applies: ({ operation, request }) =>
      operation.parameters.some(({ name, in: place }) => {
        const value = place === "query" ? request.parameters.query[name] : undefined;
        return value === "" || (Array.isArray(value) && value.length === 1 && value[0] === "");
      }),
  },
  {
    reason: "it reads no JSON in the fields of a form",
    applies: (given) => hasBody(given, (body) => kindOf(body.contentType) === "form" && hasField(body, isInJson)),
  },
  {
    reason: "it takes a list that is not in a form for a value that is no list",
    applies: (given) => hasBody(given, (body) => kindOf(body.contentType) === "form" && lacksList(body)),
  },
  {
    reason: "it sees one text for each name of a multipart form, and no JSON in it",
    applies: (given) => hasBody(given, ({ contentType }) => essenceOf(contentType) === "multipart/form-data"),
  },
  {
    reason: "it knows no multipart body but `multipart/form-data`",
    applies: (given) => hasBody(given, ({ contentType }) => /^multipart\/(?!form-data)/.test(essenceOf(contentType))),
  },
  {
    reason: "its validator takes what every object inherits for a property of it",
    applies: (given) =>
      hasBody(given, ({ media, value }) => {
        const names = media.schema ? propertiesOf(media.schema).map(({ name }) => name) : [];
        return names.some((name) => name in {} && !Object.hasOwn(value ?? {}, name));
      }),
  },
  {
    reason: "it follows no reference in a circle that has something beside it",
    applies: (given) => refusedBody(given) !== undefined && isInCircle(given),
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

/** The rule of the body that it breaks. */
function refusedBody({ wanted }: Case) {
  return wanted.outcome === "refused" && wanted.violation?.in === "body" ? wanted.violation : undefined;
}

/** Whether it tries a parameter of the place. */
function isAbout({ id, operation }: Case, place: string, is: (parameter: Parameter) => boolean): boolean {
  return operation.parameters.some((parameter) => {
    const names = [`/${place}.${parameter.name}/`, `/${place}.${parameter.name}.`];
    return parameter.in === place && names.some((name) => id.includes(name)) && is(parameter);
  });
}

/** Whether the rule stands below a property whose schema leads back to what contains it. */
function isInCircle({ request: { body }, wanted }: Case): boolean {
  const schema = body?.media.schema;
  if (!schema || wanted.outcome !== "refused") return false;
  const [first = ""] = wanted.violation?.path ?? [];
  const property = propertiesOf(schema).find(({ name }) => name === first)?.schema;
  const root = schema.kind === "reference" ? schema.target : schema.pointer;
  return property?.kind === "reference" && property.target === root;
}

function lacksList({ media, value }: CaseBody): boolean {
  const properties = media.schema ? propertiesOf(media.schema) : [];
  return properties.some(({ name, schema }) => resolved(schema).kind === "array" && !Object.hasOwn(value ?? {}, name));
}

function hasField({ media, value }: CaseBody, is: (form: ReturnType<typeof partForm>, item: unknown) => boolean) {
  return Object.entries(value ?? {}).some(([name, item]) => is(partForm(media, name), item));
}

function isInJson({ contentType, style }: ReturnType<typeof partForm>, item: unknown): boolean {
  return !style && contentType === "application/json" && typeof item === "object";
}
