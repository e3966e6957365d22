export type { Made, MakeExample } from "./example/make.ts";
export { type ExampleRequest, exampleOfParameter, exampleRequest, examplesOf } from "./example/request.ts";
export {
  covers,
  essenceOf,
  isJson,
  isRange,
  jsonMedia,
  kindOf,
  lookUpMediaType,
  type MediaKind,
  type MediaTypeName,
  parseMediaType,
  sentMedia,
  suffixedType,
} from "./http/media-type.ts";
export { hasFields, type PartForm, partForm } from "./http/parts.ts";
export { encodeTemplate } from "./http/path-template.ts";
export { append, lastToken, lookUp, tokensOf } from "./http/pointer.ts";
export { type ParameterForm, type ParameterStyle, serializeParameter } from "./http/serialize.ts";
export { serverUrl } from "./http/server-url.ts";
export { isSpreadProperty } from "./http/spread-object.ts";
export { errorsOf, isExact, isOfClass, lookUpStatus, namesOfStatus, successesOf } from "./http/status.ts";
export { annotateOperations, type OperationFields } from "./parse/annotate.ts";
export type { Callback } from "./parse/callback.ts";
export { type Description, readDescription } from "./parse/document.ts";
export type { Example } from "./parse/example.ts";
export type { Header } from "./parse/header.ts";
export type { Info } from "./parse/info.ts";
export type { Link } from "./parse/link.ts";
export type { Encoding, MediaType } from "./parse/media-type.ts";
export type { Operation } from "./parse/operation.ts";
export type { Parameter } from "./parse/parameter.ts";
export { hasFragment } from "./parse/path-item.ts";
export { plainDocument } from "./parse/plain.ts";
export type { Notice } from "./parse/report.ts";
export type { RequestBody } from "./parse/request-body.ts";
export type { Response } from "./parse/response.ts";
export {
  isPublic,
  type OAuthFlow,
  type RequiredScheme,
  type SecurityRequirement,
  type SecurityScheme,
} from "./parse/security.ts";
export type { Server, ServerVariable } from "./parse/server.ts";
export type { Tag } from "./parse/tag.ts";
export { type PortableOperation, readPortableOperation, writePortableOperation } from "./portable/operation.ts";
export { type SelfContained, selfContainedSchemas } from "./portable/self-contained.ts";
export { isPartOf, schemaFor } from "./schema/direction.ts";
export { lookUpItems, lookUpProperty, propertiesOf } from "./schema/properties.ts";
export { type Shape, shapesOf } from "./schema/shapes.ts";
export { type Fits, firstFitting, typedText } from "./schema/typed.ts";
export type {
  Annotations,
  ArraySchema,
  Condition,
  Direction,
  Discriminator,
  EnumSchema,
  ExternalDocs,
  NumberSchema,
  ObjectSchema,
  Property,
  ReferenceSchema,
  Schema,
  StringSchema,
  UnionSchema,
} from "./schema/types.ts";
export type { Accepts, Validate, Violation } from "./schema/validate.ts";
export { type Branch, branchesOf, isNullable, resolved, visitSchema, withoutNull } from "./schema/visit.ts";
