import type { Operation, Parameter } from "@spkey/spec";
import { kindOf } from "./media.ts";
import { bodyOf } from "./operations.ts";
import type { Shapes } from "./shapes.ts";

/** How the parameters and the body of an operation are written (`Special` of `src/special.ts`), where that is not as usual. */
export function writtenSpecially(operation: Operation, shapes: Shapes): string[] {
  const { parameters } = operation;
  const special = parameters.filter((parameter) => isSpecial(parameter, shapes));
  const forms = (wanted: (location: string) => boolean) =>
    `[${parameters
      .filter((parameter) => wanted(parameter.in))
      .map(({ name, in: location, style, explode, json }) =>
        JSON.stringify({ name, in: location, style, explode, json }),
      )
      .join(", ")}]`;
  const inPath = (location: string) => location === "path";
  const body = bodyCode(operation);
  const others = special.some(({ in: location }) => !inPath(location));
  const init = others ? `writeParameters(${forms((location) => !inPath(location))}, init)` : "init";
  return [
    ...(special.some(({ in: location }) => inPath(location)) ? [`path: pathWriter(${forms(inPath)})`] : []),
    ...(body ? [`prepare: (init) => writeBody(${body}, ${init})`] : others ? [`prepare: (init) => ${init}`] : []),
  ];
}

/** Whether openapi-fetch, and the usual path, would write a parameter otherwise (OpenAPI 3.1, section 4.8.12.4). */
function isSpecial({ in: location, style, explode, json, schema }: Parameter, shapes: Shapes): boolean {
  const types = shapes.types(schema);
  const object = types?.has("object") ?? false;
  if (json || location === "cookie") return true;
  if (location === "header") return object;
  if (location === "path") return style !== "simple" || object;
  return style === "deepObject" ? false : object || style !== "form" || !explode;
}

/** The media type of a body and what writes it; nothing for `application/json`. */
function bodyCode({ requestBody }: Operation): string | undefined {
  const media = requestBody && bodyOf(requestBody.content);
  if (!media || media.mediaType === "application/json") return undefined;
  const { mediaType } = media;
  const type = JSON.stringify(mediaType.includes("*") ? "application/octet-stream" : mediaType);
  if (/^multipart\/form-data\b/i.test(mediaType)) return "undefined, multipart";
  if (/^application\/x-www-form-urlencoded\b/i.test(mediaType)) return `${type}, form`;
  return `${type}, ${kindOf(mediaType) === "json" ? "json" : "raw"}`;
}
