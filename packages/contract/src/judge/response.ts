import {
  type Description,
  essenceOf,
  kindOf,
  lookUpMediaType,
  type MediaType,
  type Operation,
  type Response,
  resolved,
  type Schema,
} from "@spkey/model";
import { finding } from "../findings.ts";
import type { HttpAnswer } from "../send/send.ts";
import { createBodyValidator } from "./body.ts";
import { judgeFields } from "./fields.ts";
import { judgeHeaders } from "./headers.ts";
import { duplicateKeys } from "./json.ts";
import { broken, type Judgement, kept, notJudged, together } from "./judgement.ts";
import { readBody } from "./media.ts";

/** Holds an answer to an operation against the response that describes its status. */
export type ResponseJudge = (operation: Operation, response: Response, answer: HttpAnswer) => Judgement;

/** Judges media type, headers and body. */
export function createResponseJudge(description: Description): ResponseJudge {
  const validate = createBodyValidator(description);

  const judgeValue = (schema: Schema, value: unknown): Judgement => {
    try {
      return together([validate(schema, value), broken(...judgeFields(schema, value))]);
    } catch (error) {
      return notJudged(schema.pointer, `the schema can't be compiled: ${String(error)}`);
    }
  };

  const judgeBody = (media: MediaType, contentType: string, bytes: Uint8Array): Judgement => {
    const { mediaType, schema, pointer } = media;
    const read = readBody(contentType, bytes);
    if ("malformed" in read) return broken(finding(read.malformed, pointer, "body", read.message));
    const duplicates = "value" in read ? duplicateKeys(read.text) : [];
    const twice = duplicates.map((path) =>
      finding("duplicate-key", pointer, ["body", ...path].join("/"), "stands twice"),
    );
    if (!schema) return together([broken(...twice), notJudged(pointer, `no schema is described for ${mediaType}`)]);
    if ("opaque" in read) return notJudged(pointer, read.opaque);
    if ("value" in read) return together([broken(...twice), judgeValue(schema, read.value)]);
    if (isAboutText(schema)) return judgeValue(schema, read.text);
    return notJudged(pointer, `the schema is about a value, of which ${essenceOf(contentType)} is only a spelling`);
  };

  const judgeContent = (
    { method }: Operation,
    response: Response,
    { status, headers, body }: HttpAnswer,
  ): Judgement => {
    const { content, pointer } = response;
    if (content.length === 0 || hasNoBody(method, status)) {
      return body.length > 0
        ? broken(finding("undocumented-body", pointer, "body", "there is a body, and none is documented"))
        : kept;
    }
    const contentType = headers.get("Content-Type") ?? "";
    const documented = `documented: ${content.map(({ mediaType }) => mediaType).join(", ")}`;
    if (contentType === "") {
      if (body.length === 0 && content.every(isUntold)) return notJudged(pointer, `no body may be one; ${documented}`);
      if (body.length === 0) return broken(finding("missing-body", pointer, "body", `there is no body; ${documented}`));
      return broken(
        finding("missing-media-type", pointer, "header Content-Type", `there is no media type; ${documented}`),
      );
    }
    const media = lookUpMediaType(content, contentType);
    if (media && body.length === 0 && isNeverEmpty(contentType, media)) {
      return broken(finding("missing-body", pointer, "body", "there is no body, and one is documented"));
    }
    if (media) return judgeBody(media, contentType, body);
    const sent = `the media type ${essenceOf(contentType)} is not documented`;
    return broken(finding("undocumented-media-type", pointer, "header Content-Type", `${sent}; ${documented}`));
  };

  return (operation, response, answer) =>
    together([
      broken(...judgeHeaders(description, response, answer.headers)),
      judgeContent(operation, response, answer),
    ]);
}

/** Whatever is described (RFC 9110, sections 9.3.2, 15.3.5, 15.3.6 and 15.4.5). */
function hasNoBody(method: string, status: number): boolean {
  return method === "HEAD" || [204, 205, 304].includes(status);
}

/** No bytes are no JSON (RFC 8259, section 2), and none of the parts that are described. */
function isNeverEmpty(contentType: string, media: MediaType): boolean {
  return kindOf(contentType) === "json" || (kindOf(contentType) === "multipart" && !isUntold(media));
}

/** Whether it has parts of which nothing is said. */
function isUntold({ mediaType, schema }: MediaType): boolean {
  return kindOf(mediaType) === "multipart" && schema === undefined;
}

/** Whether a schema is about texts: that of XML and the like is about the value that is written in them. */
function isAboutText(schema: Schema, above: readonly Schema[] = []): boolean {
  const end = resolved(schema);
  if (end.kind === "union")
    return !above.includes(end) && end.members.some((each) => isAboutText(each, [...above, end]));
  if (end.kind === "enum") return end.values.some((value) => typeof value === "string");
  return end.kind === "string" || end.kind === "any";
}
