import {
  hasFields,
  isJson,
  isRange,
  kindOf,
  type MediaType,
  type Notice,
  type Parameter,
  type PartForm,
  partForm,
  propertiesOf,
  resolved,
  type Schema,
  sentMedia,
  serverUrl,
  shapesOf,
  suffixedType,
} from "@spkey/model";
import type { Signature } from "./signature.ts";
import { kindsOf } from "./validators.ts";

/** What an operation writes otherwise than most (`Overrides` of `src/overrides.ts`), as properties of an object literal. */
export function overrides({ operation }: Signature): string[] {
  const { parameters } = operation;
  const unusual = parameters.filter(isUnusual);
  const inPath = ({ in: place }: Parameter) => place === "path";
  const forms = (wanted: (parameter: Parameter) => boolean) =>
    `[${parameters.filter(wanted).map(formCode).join(", ")}]`;
  const others = unusual.some((parameter) => !inPath(parameter));
  const init = others ? `writeParameters(${forms((parameter) => !inPath(parameter))}, init)` : "init";
  const body = bodyCode(operation.requestBody && sentMedia(operation.requestBody.content));
  const query = !others && parameters.some(({ in: place }) => place === "query");
  return [
    ...(query ? ["writeQuery"] : []),
    ...(unusual.some(inPath)
      ? [`writePath: (value, name) => writePath(${forms(inPath)}, value, name)`]
      : parameters.some((each) => inPath(each) && kindsOf(each.schema)?.has("array"))
        ? ["writePath: writeSimplePath"]
        : []),
    ...(body ? [`prepare: (init) => writeBody(${body}, ${init})`] : others ? [`prepare: (init) => ${init}`] : []),
  ];
}

function formCode({ name, in: place, style, explode, json, allowReserved }: Parameter): string {
  return JSON.stringify({ name, in: place, style, explode, json, ...(allowReserved && { allowReserved }) });
}

/** Whether openapi-fetch, and most paths, would write a parameter otherwise (OpenAPI 3.1, section 4.8.12.4). */
function isUnusual({ in: place, style, explode, json, allowReserved, schema }: Parameter): boolean {
  const object = kindsOf(schema)?.has("object") ?? true; // What may be anything may be one.
  if (json || allowReserved || place === "cookie") return true;
  if (place === "header") return object;
  if (place === "path") return style !== "simple" || object;
  return style === "deepObject" ? !isFlat(schema) : object || style !== "form" || !explode;
}

/** Whether it is an object of texts and the like, which is all that the usual deep object has. */
function isFlat(schema: Schema, above: readonly Schema[] = []): boolean {
  const end = resolved(schema);
  if (end.kind === "union") return above.includes(end) || end.members.every((each) => isFlat(each, [...above, end]));
  if (end.kind !== "object") return isScalar(end);
  const { properties, additionalProperties } = end;
  return properties.every((each) => isScalar(each.schema)) && (!additionalProperties || isScalar(additionalProperties));
}

function isScalar(schema: Schema): boolean {
  const shapes = shapesOf(schema);
  return !shapes.has("array") && !shapes.has("object");
}

/** The media type of a body and what writes it; nothing for `application/json`. */
function bodyCode(media: MediaType | undefined): string | undefined {
  if (!media || media.mediaType === "application/json") return undefined;
  const { mediaType } = media;
  const type = JSON.stringify(isRange(mediaType) ? (suffixedType(mediaType) ?? "application/octet-stream") : mediaType);
  switch (kindOf(mediaType)) {
    case "json":
      return `${type}, json`;
    case "form":
      return `${type}, ${hasFields(media) ? formBody(media) : "raw"}`;
    case "multipart":
      return `undefined, ${hasFields(media) ? multipartBody(media) : "raw"}`;
    default:
      return `${type}, raw`;
  }
}

/** Properties in a style of their own are written as parameters of a query are (OpenAPI 3.1, section 4.8.15). */
function formBody(media: MediaType): string {
  const forms = formsOf(media).flatMap((form) => styleCode(form) ?? []);
  return forms.length > 0 ? `styledForm([${forms.join(", ")}])` : "form";
}

/** The form of a property that has a style, or that its media type makes JSON. */
function styleCode({ name, style, explicit, contentType }: PartForm): string | undefined {
  if (!style && !(explicit && isJson(contentType))) return undefined;
  const { style: kind = "form", explode = kind === "form", allowReserved } = style ?? {};
  return JSON.stringify({
    name,
    in: "query",
    style: kind,
    explode,
    json: !style,
    ...(allowReserved && { allowReserved }),
  });
}

/** Parts in a style, and those that need a `Content-Type` of their own; files have theirs. */
function multipartBody(media: MediaType): string {
  const forms = formsOf(media);
  const isStyled = ({ style }: PartForm) => style !== undefined;
  const types = forms.filter((form) => !isStyled(form)).flatMap((form) => partType(media, form) ?? []);
  const multipart = media.mediaType.toLowerCase().startsWith("multipart/form-data")
    ? "form-data"
    : media.mediaType.slice(10);
  const rest = multipart === "form-data" ? "" : `, ${JSON.stringify(multipart)}`;
  const encode = types.length === 0 && !rest ? "multipart" : `typedParts(${JSON.stringify(types)}${rest})`;
  // No part is percent-encoded, whatever is reserved in a URL.
  const plain = ({ style, ...form }: PartForm) => ({
    ...form,
    ...(style && { style: { ...style, allowReserved: false } }),
  });
  const styled = forms.filter(isStyled).flatMap((form) => styleCode(plain(form)) ?? []);
  return styled.length > 0 ? `styledParts([${styled.join(", ")}], ${encode})` : encode;
}

function partType(
  { encoding }: MediaType,
  { name, contentType, explicit, file, repeated }: PartForm,
): object | undefined {
  const said = explicit && !contentType.includes("*");
  if (!said && (file || contentType === "text/plain")) return undefined;
  // Of several media types, a file has one.
  const type = (said && file && encoding[name]?.contentType) || contentType;
  return { name, type, ...(!repeated && isJson(contentType) && { whole: true }) };
}

/** Headers of parts that the description has (OpenAPI 3.1, section 4.8.15), and `FormData` has not. */
export function unsentHeaders({ media }: Signature): Notice[] {
  if (!media || kindOf(media.mediaType) !== "multipart") return [];
  return Object.entries(media.encoding).flatMap(([name, { headers }]) => {
    const unsent = headers.map((header) => header.name).filter((header) => !/^content-type$/i.test(header));
    if (unsent.length === 0) return [];
    return [{ pointer: media.pointer, message: `Headers of the part \`${name}\` are not sent: ${unsent.join(", ")}.` }];
  });
}

function formsOf(media: MediaType): PartForm[] {
  return namesOf(media).map((name) => partForm(media, name));
}

function namesOf({ schema, encoding }: MediaType): string[] {
  return [...new Set([...(schema ? propertiesOf(schema).map(({ name }) => name) : []), ...Object.keys(encoding)])];
}

/** The server that an operation, or its path, has for itself. */
export function ownServer({ operation }: Signature): string[] {
  if (!operation.ownServers) return [];
  const url = serverUrl(operation.servers[0]);
  return [`server: ${JSON.stringify(url)}`];
}
