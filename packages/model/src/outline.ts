/** The model without validation and examples, for who brings a validator, and starts in no time: what the mock reads a description by. */
export { readHeaderText, readPairs, readPathText } from "./http/deserialize.ts";
export { covers, essenceOf, isJson, kindOf, lookUpMediaType, parseMediaType } from "./http/media-type.ts";
export { matchPath } from "./http/path-template.ts";
export { type FormField, readForm } from "./http/read-form.ts";
export { lookUpStatus } from "./http/status.ts";
export { type Deserialized, decodeForm, decodeUri, type Pair, pairsOfCookies, pairsOfQuery } from "./http/texts.ts";
export type { MediaType } from "./parse/media-type.ts";
export type { Operation } from "./parse/operation.ts";
export { type Outline, readOutline } from "./parse/outline.ts";
export type { Parameter } from "./parse/parameter.ts";
export type { Notice } from "./parse/report.ts";
export type { Response } from "./parse/response.ts";
export { valueFor } from "./schema/direction.ts";
export { namesOf } from "./schema/properties.ts";
export { shapesOf } from "./schema/shapes.ts";
export { firstFitting, parseJson, typedText } from "./schema/typed.ts";
export type { Direction, Schema } from "./schema/types.ts";
export { resolved } from "./schema/visit.ts";
