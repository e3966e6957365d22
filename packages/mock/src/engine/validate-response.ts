import {
  covers,
  decodeUri,
  firstFitting,
  isJson,
  lookUpMediaType,
  lookUpStatus,
  type Operation,
  parseJson,
  type Response,
  readHeaderText,
  typedText,
} from "@spkey/model/outline";
import type { Diagnostic, PrismResponse } from "../prism/index.ts";
import { contentType } from "../prism/response.ts";
import { diagnostic, placeName, severity, unlessEndless } from "./diagnostics.ts";
import type { SchemaValidator } from "./schema-validator.ts";

/** What in a response breaks its description: its status, its media type, its headers and its body. */
export function responseDiagnostics(
  { responses }: Operation,
  { statusCode, headers = {}, body }: PrismResponse,
  validator: SchemaValidator,
): readonly Diagnostic[] {
  const response = lookUpStatus(responses, statusCode);
  if (!response) {
    const described = responses.map(({ status }) => status).join(", ");
    const message = `The status ${statusCode} is not described; described: ${described}`;
    return [{ ...diagnostic([], "status", message), severity: severity.warning }];
  }
  return [
    ...bodyDiagnostics(response, contentType(headers), body, validator),
    ...headerDiagnostics(response, headers, validator),
  ];
}

function bodyDiagnostics(
  { content }: Response,
  mediaType: string | undefined,
  body: unknown,
  validator: SchemaValidator,
): readonly Diagnostic[] {
  if (mediaType === undefined || content.length === 0) return [];
  if (!content.some((media) => covers(media.mediaType, mediaType))) {
    const described = content.map((media) => media.mediaType).join(", ");
    return [diagnostic(["header", "content-type"], 415, `The media type is ${mediaType}; described: ${described}`)];
  }
  const schema = lookUpMediaType(content, mediaType)?.schema;
  if (!schema || body === undefined) return [];
  return unlessEndless("Response", ["body"], () => validator.diagnosticsOf(schema, body, ["body"]));
}

function headerDiagnostics(
  { headers: described }: Response,
  headers: NonNullable<PrismResponse["headers"]>,
  validator: SchemaValidator,
): readonly Diagnostic[] {
  const sent = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value as unknown]));
  return described.flatMap(({ name, required, explode, schema, content }) => {
    const value = sent.get(name.toLowerCase());
    if (value === undefined || value === null) {
      const message = `${placeName("Response", ["header"])} must have required property '${name}'`;
      return required ? [diagnostic(["header"], "required", message)] : [];
    }
    const { fits } = validator;
    const text = String(value);
    if (content && isJson(content.mediaType))
      return validator.diagnosticsOf(schema, parseJson(decodeUri(text)), ["header", name]);
    const read = readHeaderText({ name, style: "simple", explode, schema }, text);
    const readings = read && "readings" in read ? read.readings : [text];
    const typed = readings.map((reading) => typedText(schema, reading, fits));
    return validator.diagnosticsOf(schema, firstFitting(schema, typed, fits), ["header", name]);
  });
}
