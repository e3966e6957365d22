import { kindOf, sentMedia } from "../http/media-type.ts";
import type { Description } from "../parse/document.ts";
import type { Example } from "../parse/example.ts";
import type { MediaType } from "../parse/media-type.ts";
import type { Operation } from "../parse/operation.ts";
import type { Parameter } from "../parse/parameter.ts";
import type { Notice } from "../parse/report.ts";
import { valueFor } from "../schema/direction.ts";
import type { Direction } from "../schema/types.ts";
import { resolved } from "../schema/visit.ts";
import { exampleFile } from "./formats.ts";
import type { Made } from "./make.ts";

/** A request to an operation, as values that are not written yet. */
export interface ExampleRequest {
  readonly parameters: Readonly<Record<Parameter["in"], Readonly<Record<string, unknown>>>>;
  /** The media type of the body: JSON where there is a choice. */
  readonly mediaType?: string;
  readonly body?: unknown;
  /** What no value could be made of, and why. */
  readonly missing: readonly Notice[];
}

/**
 * Examples of a body: those that are written, or else one that is made of its schema, or else none. A written one may have properties
 * that are only answered, or only sent, since many are copied from what came of another call.
 */
export function examplesOf(description: Description, media: MediaType, direction: Direction): readonly Example[] {
  const { schema, examples } = media;
  if (examples.length > 0) {
    if (!schema || !description.directional) return examples;
    return examples.map((example) => ({ ...example, value: valueFor(direction, schema, example.value) }));
  }
  // Nothing said of bytes means any (OpenAPI 3.1, section 4.8.14.2).
  if (!media.schema) return kindOf(media.mediaType) === "bytes" ? [{ value: exampleFile, pointer: media.pointer }] : [];
  const made = description.example(media.schema, direction);
  return "value" in made ? [{ value: made.value, pointer: media.schema.pointer }] : [];
}

/** A value of a parameter: its first example, or one that is made of its schema; one that can stand in its place, where there is one. */
export function exampleOfParameter(description: Description, { in: place, schema, examples }: Parameter): Made {
  const written = examples.map(({ value }) => ({ value }));
  const usual = written[0] ?? description.example(schema, "request");
  // In a path, dots lead elsewhere (RFC 3986, section 5.2.4); a header without a value can't be told from one that is not there.
  const isFit = (value: unknown) => /query|cookie/.test(place) || !/^\s*\.{0,2}$/.test(String(value));
  if ("impossible" in usual || isFit(usual.value)) return usual;
  const end = resolved(schema);
  const listed = [...end.examples, ...(end.kind === "enum" ? end.values : []), ...words].map((value) => ({ value }));
  const isValid = (value: unknown) => description.accepts(schema.pointer, value, "request");
  return [...written, ...listed].find(({ value }) => isFit(value) && isValid(value)) ?? usual;
}

/** Where a default is empty, as some generators write it for everything. */
const words = ["example", "1"];

/** Makes a valid request to an operation: the first example of everything that it requires, and of its body. */
export function exampleRequest(description: Description, operation: Operation): ExampleRequest {
  const values: Record<Parameter["in"], [name: string, value: unknown][]> = {
    path: [],
    query: [],
    header: [],
    cookie: [],
  };
  const missing: Notice[] = [];
  for (const parameter of operation.parameters) {
    if (!parameter.required) continue;
    const made = exampleOfParameter(description, parameter);
    if ("value" in made) values[parameter.in].push([parameter.name, made.value]);
    else
      missing.push({
        pointer: made.pointer,
        message: `No example of \`${parameter.name}\` can be made: ${made.impossible}`,
      });
  }
  const { fromEntries } = Object;
  const parameters = {
    path: fromEntries(values.path),
    query: fromEntries(values.query),
    header: fromEntries(values.header),
    cookie: fromEntries(values.cookie),
  };
  const media = sentMedia(operation.requestBody?.content ?? []);
  if (!media) return { parameters, missing };
  const [example] = examplesOf(description, media, "request");
  if (!example) missing.push({ pointer: media.pointer, message: "No example of the body can be made." });
  return { parameters, mediaType: media.mediaType, ...(example && { body: example.value }), missing };
}
