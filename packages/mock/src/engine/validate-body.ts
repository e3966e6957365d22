import {
  covers,
  decodeForm,
  essenceOf,
  type FormField,
  hasFields,
  kindOf,
  lookUpMediaType,
  type MediaType,
  type Operation,
  pairsOfQuery,
  parseMediaType,
  readForm,
  resolved,
  type Schema,
  shapesOf,
  typedText,
} from "@spkey/model/outline";
import type { Diagnostic } from "../prism/index.ts";
import type { DecodedBody } from "./decode-body.ts";
import { diagnostic, malformedCode, unjudgedCode, unlessEndless, unsupportedCode, warning } from "./diagnostics.ts";
import { parseMultipart } from "./multipart.ts";
import type { SchemaValidator } from "./schema-validator.ts";

/** A body that the mock has read, as far as it can be. */
export type ReadBody = Exclude<DecodedBody, { readonly tooDeep: string }>;

/** What is wrong with the body of a request (OpenAPI 3.1, section 4.8.13). */
export function bodyDiagnostics(
  { requestBody }: Operation,
  contentType: string,
  decoded: ReadBody,
  validator: SchemaValidator,
): readonly Diagnostic[] {
  const content = requestBody?.content ?? [];
  const sent = parseMediaType(contentType);
  const media = sent && lookUpMediaType(content, contentType);
  if (isAbsent(decoded, media && contentType)) {
    return requestBody?.required ? [diagnostic(["body"], "required", "Body parameter is required")] : [];
  }
  if (content.length > 0 && !content.some(({ mediaType }) => sent !== undefined && covers(mediaType, contentType))) {
    const found = sent ? `The Content-Type is ${essenceOf(contentType)}` : "There is no valid Content-Type";
    const supported = content.map(({ mediaType }) => mediaType).join(", ");
    return [diagnostic(["header", "content-type"], unsupportedCode, `${found}; supported: ${supported}`)];
  }
  if ("malformed" in decoded) return [diagnostic(["body"], malformedCode, decoded.malformed)];
  const schema = media?.schema;
  if (!media || !schema) return [];
  return unlessEndless("Request", ["body"], () =>
    valueDiagnostics({ ...media, schema }, contentType, decoded, validator),
  );
}

/** No bytes are no body, but where a text or a form is described: an empty one is one. */
function isAbsent(decoded: ReadBody, described: string | undefined): boolean {
  if ("malformed" in decoded || decoded.value !== undefined) return false;
  const kind = described === undefined ? undefined : kindOf(described);
  return kind !== "text" && kind !== "form";
}

function valueDiagnostics(
  media: MediaType & { readonly schema: Schema },
  contentType: string,
  { value = "", latin1 }: Extract<ReadBody, { readonly value: unknown }>,
  validator: SchemaValidator,
): readonly Diagnostic[] {
  const { schema } = media;
  const kind = kindOf(contentType);
  if (typeof value !== "string" || kind === "json") return validator.diagnosticsOf(schema, value, ["body"]);
  if (kind === "form" && hasFields(media)) {
    const fields = pairsOfQuery(value).map(([name, text]) => ({ name, text }));
    return formDiagnostics(media, fields, decodeForm, validator);
  }
  if (kind === "multipart") {
    const bytes = Buffer.from(value, latin1 ? "latin1" : "utf8");
    const parsed = parseMultipart(bytes, parseMediaType(contentType)?.parameters["boundary"]);
    if ("malformed" in parsed) return [diagnostic(["body"], malformedCode, parsed.malformed)];
    if (hasFields(media)) return formDiagnostics(media, parsed.fields, (text) => text, validator);
  }
  if (!shapesOf(schema).has("scalar")) {
    const message = `Request body is not validated: ${essenceOf(contentType)} is not read`;
    return [warning(["body"], unjudgedCode, message)];
  }
  // The lengths of bytes are counted in octets.
  const isBytes = resolved(schema).kind === "bytes" && !latin1;
  const text = isBytes ? Buffer.from(value).toString("latin1") : value;
  return validator.diagnosticsOf(schema, typedText(schema, text, validator.fits), ["body"]);
}

function formDiagnostics(
  media: MediaType & { readonly schema: Schema },
  fields: readonly FormField[],
  decode: (text: string) => string,
  validator: SchemaValidator,
): readonly Diagnostic[] {
  const { value, problems } = readForm(media, fields, decode, validator.fits);
  if (problems.length === 0) return validator.diagnosticsOf(media.schema, value, ["body"]);
  return problems.map(({ name, message }) =>
    diagnostic(["body", name], "contentMediaType", `Request body property ${name} ${message}`),
  );
}
