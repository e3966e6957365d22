import {
  append,
  type Description,
  examplesOf,
  type Header,
  isExact,
  isJson,
  kindOf,
  lookUpMediaType,
  lookUpStatus,
  type MediaType,
  type Operation,
  type Response,
  schemaFor,
  serializeParameter,
} from "@spkey/model";

import type { Tried } from "../cases/case.ts";
import { distinct } from "../cases/distinct.ts";
import type { PlanOptions, Untried } from "../cases/plan.ts";
import { statusOf } from "../cases/status.ts";
import { type Texts, textsOf } from "../cases/texts.ts";
import { type VariantCache, type Variants, variantsOf, variantsOfJson } from "../cases/variants.ts";
import type { FindingKind } from "../findings.ts";
import { readHeader } from "../judge/headers.ts";
import { writeBody } from "../send/body.ts";
import { brokenBodies } from "./broken-bodies.ts";
import type { Witness, WitnessAnswer } from "./witness.ts";

export interface WitnessPlan {
  readonly witnesses: readonly Witness[];
  readonly untried: readonly Untried[];
}

/** Characters of a text of which nothing is said, and of one in a header. */
const long = { body: 10_000, header: 300 };

/** Plans, per rule of each documented response, answers that just keep it and such that just break it. */
export function planWitnesses(description: Description, { seed = 0 }: PlanOptions = {}): WitnessPlan {
  const texts = textsOf(seed);
  const cache: VariantCache = new Map();
  const plans = description.operations.flatMap((operation) => [
    { witnesses: undocumentedStatuses(operation), untried: [] },
    ...operation.responses.map((response) => ofResponse(description, operation, response, texts, cache)),
  ]);
  return {
    witnesses: distinct(plans.flatMap(({ witnesses }) => witnesses)),
    untried: plans.flatMap(({ untried }) => untried),
  };
}

/** What is the same for all witnesses of a response. */
interface Target {
  readonly operation: Operation;
  readonly response: Response;
  /** The answer that they differ from. */
  readonly base: WitnessAnswer;
  readonly texts: Texts;
}

function ofResponse(
  description: Description,
  operation: Operation,
  response: Response,
  texts: Texts,
  cache: VariantCache,
): WitnessPlan {
  const status = statusOf(operation, response);
  if (status === undefined) return { witnesses: [], untried: [] };
  const headers = response.headers.flatMap((header) => {
    const [example] = header.examples;
    const made = example ? { value: example.value } : description.example(header.schema, "response");
    const text = "value" in made ? writeHeader(header, made.value) : undefined;
    return "value" in made && text !== undefined ? [{ header, value: made.value, text }] : [];
  });
  const fields = headers.map(({ header, text }) => [header.name, text] as const);
  const nothing = { status, headers: fields, body: () => new Uint8Array() };
  const hasBody = operation.method !== "HEAD" && ![204, 205, 304].includes(status);
  const bodies = hasBody
    ? response.content.map((media) => ofMedia(description, operation, response, media, nothing, texts, cache))
    : [];
  const base = bodies.flatMap(({ witnesses }) => witnesses)[0]?.answer ?? nothing;
  const target: Target = { operation, response, base, texts };
  const ofHeaders = headers.map((each) => ofHeader(description, target, each.header, each.value));
  const parts = [...bodies, ...ofHeaders];
  const isBare = !hasBody || response.content.length === 0;
  return {
    witnesses: [
      ...parts.flatMap(({ witnesses }) => witnesses),
      ...(response.content.length > 0 && hasBody ? otherMediaTypes(target) : []),
      ...(isBare
        ? [
            witness(target, "no-body", "no body", nothing, undefined, []),
            ...(hasBody ? [undocumentedBody(target)] : []),
          ]
        : []),
    ],
    untried: parts.flatMap(({ untried }) => untried),
  };
}

function witness(
  { operation, response }: Pick<Target, "operation" | "response">,
  id: string,
  what: string,
  answer: WitnessAnswer,
  wrong: FindingKind | undefined,
  tries: readonly Tried[],
): Witness {
  const status = isExact(response.status) ? `${answer.status}` : `${answer.status} of ${response.status}`;
  return {
    id: `${operation.id}/answer/${response.status}/${id}`,
    name: `${operation.id} ${wrong ? "must not answer" : "may answer"} ${status} with ${what}`,
    operation,
    answer,
    ...(wrong && { wrong }),
    tries,
  };
}

function ofMedia(
  description: Description,
  operation: Operation,
  response: Response,
  media: MediaType,
  nothing: WitnessAnswer,
  texts: Texts,
  cache: VariantCache,
): WitnessPlan {
  const [first, ...others] = examplesOf(description, media, "response").flatMap((example) => {
    const written = writeBody(response.content, media, example.value);
    return "bytes" in written ? [{ example, ...written }] : [];
  });
  if (!first) return { witnesses: [], untried: [] };
  const several = response.content.length > 1;
  const [as, id] = several ? [` as ${media.mediaType}`, `body(${media.mediaType})`] : ["", "body"];
  const headers = [...nothing.headers, ["Content-Type", first.contentType] as const];
  const made = (
    slug: string,
    what: string,
    body: WitnessAnswer["body"],
    wrong: FindingKind | undefined,
    tries: readonly Tried[],
  ) => witness({ operation, response }, `${id}/${slug}`, what + as, { ...nothing, headers, body }, wrong, tries);
  const tried = (keyword: string, how: Tried["as"], pointer = media.pointer): Tried[] => [
    { pointer, keyword, as: how },
  ];
  const examples = [first, ...others].map(({ example, bytes }, index) =>
    made(
      `example-${example.name ?? index}`,
      example.name === undefined ? "its example" : `the example ${example.name}`,
      () => bytes,
      undefined,
      [
        ...tried("content", "valid"),
        ...tried("status", "valid", response.pointer),
        ...tried("example", "valid", example.pointer),
      ],
    ),
  );
  const malformed = brokenBodies(first.contentType, first.bytes).map(({ slug, what, bytes, wrong }) =>
    made(slug, what, () => bytes, wrong, tried("content", "invalid")),
  );
  const { schema } = media;
  if (!schema || !["json", "text"].includes(kindOf(first.contentType)))
    return { witnesses: [...examples, ...malformed], untried: [] };
  const isOfJson = isJson(first.contentType);
  const whole = {
    schema: schemaFor("response", schema),
    value: first.example.value,
    direction: "response" as const,
    texts,
    long: long.body,
  };
  // Of texts that a value is written as, as XML is, the schema says nothing.
  const read = (value: unknown) => (typeof value === "string" ? { value } : undefined);
  const { variants, untried } = isOfJson
    ? variantsOfJson(description, whole, cache)
    : variantsOf(description, { ...whole, read });
  const nameOf = (path: readonly string[]) => (path.length === 0 ? "the body" : `\`${path.join(".")}\``);
  const values = variants.map(({ place, keyword, sample, valid, value, tries }) => {
    const slug = [...place.path, keyword, sample.slug].join("/");
    const body = () => new TextEncoder().encode(isOfJson ? JSON.stringify(value) : String(value));
    return made(slug, sample.what(nameOf(place.path)), body, valid ? undefined : "invalid-body", tries);
  });
  return {
    witnesses: [...examples, ...values, ...malformed],
    untried: untried.map((each) => untriedOf({ operation, response }, each, nameOf(each.place.path))),
  };
}

function ofHeader(description: Description, target: Target, header: Header, value: unknown): WitnessPlan {
  const { base, texts } = target;
  const others = base.headers.filter(([name]) => name !== header.name);
  const withHeader = (text: string) => ({ ...base, headers: [...others, [header.name, text] as const] });
  const { variants, untried } = variantsOf(description, {
    schema: schemaFor("response", header.schema),
    value,
    direction: "response",
    texts,
    long: long.header,
    read: (each) => {
      const text = writeHeader(header, each);
      const read = text === undefined ? undefined : readHeader(description, header, text);
      return read && "value" in read ? read : undefined;
    },
  });
  const name = `\`${header.name}\``;
  const presence = witness(
    target,
    `header.${header.name}/missing`,
    `no header ${name}`,
    { ...base, headers: others },
    header.required ? "missing-header" : undefined,
    [{ pointer: header.pointer, keyword: "required", as: header.required ? "invalid" : "valid" }],
  );
  const values = variants.flatMap(({ place, keyword, sample, valid, value: changed, tries }) => {
    const text = writeHeader(header, changed);
    if (text === undefined) return [];
    const id = `header.${header.name}/${[...place.path, keyword, sample.slug].join("/")}`;
    const wrong = valid ? undefined : "invalid-header";
    return [witness(target, id, sample.what(`the header ${name}`), withHeader(text), wrong, tries)];
  });
  return {
    witnesses: [presence, ...values],
    untried: untried.map((each) => untriedOf(target, each, `the header ${name}`)),
  };
}

function untriedOf(
  { operation, response }: Pick<Target, "operation" | "response">,
  { place, keyword, sample, valid }: Variants["untried"][number],
  name: string,
): Untried {
  return {
    pointer: place.schema.pointer,
    keyword,
    as: valid ? "valid" : "invalid",
    what: `${operation.id} answers ${response.status}: ${sample.what(name)}`,
  };
}

/** @returns nothing where it is no line of visible characters */
function writeHeader({ name, explode, content }: Header, value: unknown): string | undefined {
  const json = content !== undefined && isJson(content.mediaType);
  const text = serializeParameter({ name, in: "header", style: "simple", explode, json }, value);
  return /^[!-~]([ -~]*[!-~])?$/.test(text) ? text : undefined;
}

/** Media types that servers and what stands before them answer with. */
const mediaTypes = [
  "application/json",
  "application/problem+json",
  "application/vnd.api+json",
  "application/hal+json",
  "application/xml",
  "text/xml",
  "application/x-www-form-urlencoded",
  "application/octet-stream",
  "application/pdf",
  "image/png",
  "text/csv",
  "text/html",
  "text/plain",
];

function otherMediaTypes(target: Target): Witness[] {
  const { response, base } = target;
  const without = base.headers.filter(([name]) => name !== "Content-Type");
  const tries: Tried[] = [{ pointer: response.pointer, keyword: "content", as: "invalid" }];
  return [
    witness(target, "media-type/none", "no media type", { ...base, headers: without }, "missing-media-type", tries),
    ...mediaTypes
      .filter((mediaType) => !lookUpMediaType(response.content, mediaType))
      .map((mediaType) =>
        witness(
          target,
          `media-type/${mediaType}`,
          `a body that is called ${mediaType}`,
          { ...base, headers: [...without, ["Content-Type", mediaType] as const] },
          "undocumented-media-type",
          tries,
        ),
      ),
  ];
}

function undocumentedBody(target: Target): Witness {
  const answer = {
    ...target.base,
    headers: [...target.base.headers, ["Content-Type", "application/json"] as const],
    body: () => new TextEncoder().encode("{}"),
  };
  const tries: Tried[] = [{ pointer: target.response.pointer, keyword: "content", as: "invalid" }];
  return witness(target, "body", "a body", answer, "undocumented-body", tries);
}

/** The registered final statuses (RFC 9110, section 15, and the registry of IANA) but 407, which is a proxy's, and one of each class that is not. */
const statuses = [
  ...[200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 299],
  ...[300, 301, 302, 303, 304, 305, 307, 308, 399],
  ...[
    400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425,
  ],
  ...[426, 428, 429, 431, 451, 499],
  ...[500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511, 599],
];

function undocumentedStatuses(operation: Operation): Witness[] {
  const tries: Tried[] = [{ pointer: append(operation.pointer, "responses"), keyword: "status", as: "invalid" }];
  return statuses
    .filter((status) => !lookUpStatus(operation.responses, status))
    .map((status) => ({
      id: `${operation.id}/answer/${status}/undocumented`,
      name: `${operation.id} must not answer ${status}`,
      operation,
      answer: { status, headers: [], body: () => new Uint8Array() },
      wrong: "undocumented-status",
      tries,
    }));
}
