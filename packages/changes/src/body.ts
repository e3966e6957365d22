import { append, covers, type MediaType, type Operation, parseMediaType, partForm, propertiesOf } from "@spkey/model";
import { compareHeaders } from "./header.ts";
import type { Scope } from "./scope.ts";

/** Request Body Objects (OpenAPI 3.1, section 4.8.13). */
export function compareBodies(old: Operation, now: Operation, scope: Scope): void {
  const [before, after] = [old.requestBody, now.requestBody];
  if (!before && !after) return;
  // What is there or not is a matter of the operation, also where the body stands among the components.
  const [oldPlace, newPlace] = [old, now].map(({ pointer }) => append(pointer, "requestBody"));
  if (!before) {
    const fact = after?.required ? "body-required-added" : "body-added";
    scope.add(fact, after?.required ? "is new, and required" : "is new", { after: newPlace });
    return;
  }
  if (!after) {
    scope.add("body-removed", "is gone", { before: oldPlace });
    return;
  }
  const places = { before: before.pointer, after: after.pointer };
  if (!before.required && after.required) scope.add("body-required", "is required now", places);
  if (before.required && !after.required) scope.add("body-optional", "is not required any more", places);
  compareContent(before.content, after.content, scope);
}

/** What a body may be, by its media type (OpenAPI 3.1, section 4.8.14). */
export function compareContent(before: readonly MediaType[], after: readonly MediaType[], scope: Scope): void {
  const { pairs, gone, added } = matchMedia(before, after);
  for (const [old, now] of pairs) compareMedia(old, now, pairs.length > 1 ? scope.at(now.mediaType) : scope);
  for (const old of gone) {
    // A range that has come in its place still has it.
    const range = after.find(({ mediaType }) => covers(mediaType, old.mediaType));
    if (range) compareMedia(old, range, scope.at(old.mediaType));
    else scope.add("media-type-removed", `${old.mediaType} is gone`, { before: old.pointer });
  }
  for (const now of added) {
    const range = before.find(({ mediaType }) => covers(mediaType, now.mediaType));
    if (range) compareMedia(range, now, scope.at(now.mediaType));
    else scope.add("media-type-added", `${now.mediaType} is new`, { after: now.pointer });
  }
}

type MediaPair = readonly [before: MediaType, after: MediaType];

function matchMedia(before: readonly MediaType[], after: readonly MediaType[]) {
  const left = new Set(after);
  let gone = before;
  const pairs: MediaPair[] = [];
  for (const keyOf of [wholeName, essence]) {
    const open: MediaType[] = [];
    for (const media of gone) {
      const twin = [...left].find((other) => keyOf(other) === keyOf(media));
      if (twin) {
        left.delete(twin);
        pairs.push([media, twin]);
      } else open.push(media);
    }
    gone = open;
  }
  return { pairs, gone, added: [...left] };
}

/** With its parameters, whatever their order. UTF-8 is what is meant where no `charset` is said. */
function wholeName(media: MediaType): string {
  const parameters = Object.entries(parseMediaType(media.mediaType)?.parameters ?? {})
    .filter(([name, value]) => name !== "charset" || value.toLowerCase() !== "utf-8")
    .map(([name, value]) => `${name}=${value}`);
  return [essence(media), ...parameters.toSorted()].join(";");
}

function essence({ mediaType }: MediaType): string {
  const parsed = parseMediaType(mediaType);
  return parsed ? `${parsed.type}/${parsed.subtype}` : mediaType;
}

function compareMedia(before: MediaType, after: MediaType, scope: Scope): void {
  const places = { before: before.pointer, after: after.pointer };
  if (essence(before) === essence(after) && wholeName(before) !== wholeName(after)) {
    scope.add("media-type-parameters-changed", `${before.mediaType} has become ${after.mediaType}`, places);
  }
  for (const field of ["schema", "itemSchema"] as const) {
    const [old, now] = [before[field], after[field]];
    if (old && now) scope.addFindings(scope.schemas.site(scope.direction, "", old, now, { alwaysThere: true }));
    else if (now)
      scope.add("condition-added", "there is a schema now, and was none", {
        after: now.pointer,
        before: before.pointer,
      });
    else if (old)
      scope.add("condition-removed", "there is no schema any more", { before: old.pointer, after: after.pointer });
  }
  compareParts(before, after, scope);
}

/** How the fields of a form, or the parts of a multipart body, are written (OpenAPI 3.1, section 4.8.15). */
function compareParts(before: MediaType, after: MediaType, scope: Scope): void {
  if (!/^(multipart\/|application\/x-www-form-urlencoded$)/.test(essence(after))) return;
  const isForm = !essence(after).startsWith("multipart/");
  const named = new Set(after.schema ? propertiesOf(after.schema).map(({ name }) => name) : []);
  for (const { name } of before.schema ? propertiesOf(before.schema) : []) {
    if (!named.has(name)) continue;
    const [old, now] = [before, after].map((media) => JSON.stringify(partOf(media, name, isForm)));
    const places = { before: before.pointer, after: after.pointer };
    if (old !== now) scope.at(name).add("part-encoding-changed", "is written in another way", places);
    const [headers, newHeaders] = [before, after].map(({ encoding }) => encoding[name]?.headers ?? []);
    compareHeaders(headers ?? [], newHeaders ?? [], scope.at(name));
  }
}

function partOf(media: MediaType, name: string, isForm: boolean) {
  const { contentType, repeated, file, style } = partForm(media, name);
  if (!isForm) return { contentType, repeated, file, style };
  const form = style?.style ?? "form";
  return { style: form, explode: style?.explode ?? form === "form" };
}
