import { kindOf, type MediaType, type Parameter, partForm, propertiesOf, sentMedia, serverUrl } from "@spkey/model";
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
  return [
    ...(unusual.some(inPath) ? [`writePath: (value, name) => writePath(${forms(inPath)}, value, name)`] : []),
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
  return style === "deepObject" ? false : object || style !== "form" || !explode;
}

/** The media type of a body and what writes it; nothing for `application/json`. */
function bodyCode(media: MediaType | undefined): string | undefined {
  if (!media || media.mediaType === "application/json") return undefined;
  const { mediaType } = media;
  const type = JSON.stringify(mediaType.includes("*") ? "application/octet-stream" : mediaType);
  switch (kindOf(mediaType)) {
    case "json":
      return `${type}, json`;
    case "form":
      return `${type}, ${formBody(media)}`;
    case "multipart":
      return `undefined, ${multipartBody(media)}`;
    default:
      return `${type}, raw`;
  }
}

/** Properties in a style of their own are written as parameters of a query are (OpenAPI 3.1, section 4.8.15). */
function formBody(media: MediaType): string {
  const styled = namesOf(media).flatMap((name) => {
    const { style } = partForm(media, name);
    if (!style) return [];
    const { style: kind = "form", explode = kind === "form", allowReserved } = style;
    return [
      JSON.stringify({ name, in: "query", style: kind, explode, json: false, ...(allowReserved && { allowReserved }) }),
    ];
  });
  return styled.length > 0 ? `styledForm([${styled.join(", ")}])` : "form";
}

/** Parts that need a `Content-Type` of their own; files have theirs. */
function multipartBody(media: MediaType): string {
  const types = namesOf(media).flatMap((name) => {
    const { contentType, explicit, file } = partForm(media, name);
    return (explicit && !contentType.includes("*")) || (!file && contentType !== "text/plain")
      ? [[name, contentType]]
      : [];
  });
  const multipart = media.mediaType.toLowerCase().startsWith("multipart/form-data")
    ? "form-data"
    : media.mediaType.slice(10);
  if (types.length === 0 && multipart === "form-data") return "multipart";
  const rest = multipart === "form-data" ? "" : `, ${JSON.stringify(multipart)}`;
  return `typedParts(${JSON.stringify(Object.fromEntries(types))}${rest})`;
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
