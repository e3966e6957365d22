import {
  type Description,
  essenceOf,
  lookUpMediaType,
  type MediaType,
  type Operation,
  type Response,
  resolved,
  type Schema,
} from "@spkey/model";
import type { HttpAnswer } from "../send/send.ts";
import { createBodyValidator } from "./body.ts";
import { broken, type Judgement, kept, notJudged } from "./judgement.ts";
import { readBody } from "./media.ts";

/** Holds an answer to an operation against the response that describes its status. */
export type ResponseJudge = (operation: Operation, response: Response, answer: HttpAnswer) => Judgement;

/** Judges media type and body. */
export function createResponseJudge(description: Description): ResponseJudge {
  const validate = createBodyValidator(description);

  const judgeBody = ({ mediaType, schema }: MediaType, contentType: string, bytes: Uint8Array): Judgement => {
    const read = readBody(contentType, bytes);
    if ("malformed" in read) return broken(read.malformed);
    if (!schema) return notJudged(`no schema is described for ${mediaType}`);
    if ("opaque" in read) return notJudged(read.opaque);
    if ("text" in read && !isAboutText(schema)) {
      return notJudged(`the schema is about a value, of which ${essenceOf(contentType)} is only a spelling`);
    }
    try {
      return { findings: validate(schema.pointer, "text" in read ? read.text : read.value), notJudged: [] };
    } catch (error) {
      return notJudged(`the schema at ${schema.pointer} can't be compiled: ${String(error)}`);
    }
  };

  return ({ method }, { content }, { status, headers, body }) => {
    if (content.length === 0 || hasNoBody(method, status)) {
      return body.length > 0 ? broken("there is a body, and none is documented") : kept;
    }
    const contentType = headers.get("Content-Type") ?? "";
    const media = lookUpMediaType(content, contentType);
    if (media) return judgeBody(media, contentType, body);
    const sent =
      contentType === "" ? "there is no media type" : `the media type ${essenceOf(contentType)} is not documented`;
    return broken(`${sent}; documented: ${content.map(({ mediaType }) => mediaType).join(", ")}`);
  };
}

/** Whatever is described (RFC 9110, sections 9.3.2, 15.3.5, 15.3.6 and 15.4.5). */
function hasNoBody(method: string, status: number): boolean {
  return method === "HEAD" || [204, 205, 304].includes(status);
}

/** Whether a schema is about texts: that of XML and the like is about the value that is written in them. */
function isAboutText(schema: Schema, above: readonly Schema[] = []): boolean {
  const end = resolved(schema);
  if (end.kind === "union")
    return !above.includes(end) && end.members.some((each) => isAboutText(each, [...above, end]));
  if (end.kind === "enum") return end.values.some((value) => typeof value === "string");
  return end.kind === "string" || end.kind === "any";
}
