import {
  kindOf,
  lookUpMediaType,
  lookUpStatus,
  type MediaType,
  type Operation,
  type Response,
  resolved,
  type Schema,
  type Validate,
} from "@spkey/model";
import { idPart } from "../../view/field.ts";
import { listed } from "../../view/words.ts";
import { parseJson } from "../form/json.ts";
import type { Answer } from "../result/send.ts";
import { fieldId } from "./field-id.ts";
import { marksOf } from "./rules.ts";

/** How an answer compares with what is documented. */
export interface Judgement {
  /** The documented response that was held against it; none where its status is not documented. */
  readonly status?: string;
  /** The id of that response on the page, or of all of them. */
  readonly id: string;
  readonly findings: readonly Finding[];
  /** What could not be compared, as sentences. */
  readonly unchecked: readonly string[];
}

/** One way in which an answer deviates. */
export interface Finding {
  /** What it is about: a field of the body, by its path, or a header. */
  readonly subject?: string;
  readonly message: string;
  /** The id of the field on the page. */
  readonly id: string;
}

/** Holds an answer against the description. */
export function judge({ responses }: Operation, validate: Validate, answer: Answer, crossOrigin: boolean): Judgement {
  const response = lookUpStatus(responses, answer.status);
  if (!response) {
    const documented = listed(
      responses.map(({ status }) => status),
      "and",
    );
    const message = `${answer.status} is not documented for this operation${documented ? `; ${documented} ${responses.length > 1 ? "are" : "is"}` : ""}.`;
    return { id: "responses", findings: [{ message, id: "responses" }], unchecked: [] };
  }
  const id = `response-${idPart(response.status)}`;
  const headers = judgeHeaders(response, validate, answer, crossOrigin, id);
  const { findings, unchecked } = judgeBody(response, validate, answer, id);
  return { status: response.status, id, findings: [...headers, ...findings], unchecked };
}

type BodyJudgement = Pick<Judgement, "findings" | "unchecked">;

function judgeBody({ content }: Response, validate: Validate, answer: Answer, id: string): BodyJudgement {
  const finding = (message: string, place = id): BodyJudgement => ({
    findings: [{ message, id: place }],
    unchecked: [],
  });
  const type = answer.headers.find(([name]) => name === "content-type")?.[1];
  if (answer.broken) return finding("The connection was closed before the whole body was there.");
  if (content.length === 0) {
    return answer.body.length > 0 ? finding("A body is not documented for this response.") : nothing;
  }
  if (answer.body.length === 0) return finding("The body is empty.");
  const media = type === undefined ? undefined : lookUpMediaType(content, type);
  if (!media) {
    const documented = listed(
      content.map(({ mediaType }) => mediaType),
      "or",
    );
    return finding(
      type === undefined
        ? `Content-Type is missing: it should be ${documented}.`
        : `Content-Type is ${type}: documented is ${documented}.`,
    );
  }
  const place = content.indexOf(media) === 0 ? id : `${id}(${content.indexOf(media) + 1})`;
  if (answer.cut) return { findings: [], unchecked: ["The body is too long to be checked."] };
  return judgeValue(media, validate, answer.body, place, type ?? "");
}

const nothing: BodyJudgement = { findings: [], unchecked: [] };

function judgeValue(
  { schema }: MediaType,
  validate: Validate,
  bytes: Uint8Array,
  id: string,
  type: string,
): BodyJudgement {
  if (!schema) return nothing;
  const kind = kindOf(type);
  const text = new TextDecoder().decode(bytes);
  const isText = kind === "text" && /^(string|enum)$/.test(resolved(schema).kind);
  if (kind !== "json" && !isText)
    return { findings: [], unchecked: [`A body in ${type} is not checked against its schema.`] };
  const parsed = isText ? { value: text } : parseJson(text);
  if (!("value" in parsed)) return { findings: [{ message: "The body is not valid JSON.", id }], unchecked: [] };
  return { findings: findingsOf(schema, validate, parsed.value, id), unchecked: [] };
}

function findingsOf(schema: Schema, validate: Validate, value: unknown, id: string): Finding[] {
  return marksOf(schema, validate(schema.pointer, value, "response")).map(({ path, message }) => ({
    subject: path.length === 0 ? "body" : path.join("."),
    message,
    id: fieldId(schema, "response", id, path),
  }));
}

/** Of headers that are no single text, only that they are there is checked. */
function judgeHeaders(
  { headers }: Response,
  validate: Validate,
  answer: Answer,
  crossOrigin: boolean,
  id: string,
): Finding[] {
  return headers.flatMap(({ name, required, schema, content }) => {
    const place = `${id}-header.${idPart(name)}`;
    const value = answer.headers.find(([each]) => each === name.toLowerCase())?.[1];
    if (value === undefined) {
      const hidden = crossOrigin ? ", or not named in Access-Control-Expose-Headers" : "";
      return required ? [{ subject: name, message: `Required, but missing${hidden}.`, id: place }] : [];
    }
    const end = resolved(schema);
    const typed = end.kind === "number" || end.kind === "integer" ? Number(value) : value;
    if (content || !/^(string|number|integer|enum)$/.test(end.kind)) return [];
    return marksOf(schema, validate(schema.pointer, typed, "response")).map(({ message }) => ({
      subject: name,
      message,
      id: place,
    }));
  });
}
