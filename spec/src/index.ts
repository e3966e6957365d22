export { type ExampleRequest, exampleRequest, jsonMedia } from "./example.ts";
export { readDescription } from "./read.ts";
export { type ParameterStyle, serializeParameter } from "./serialize.ts";
export type {
  Description,
  Example,
  Info,
  MediaType,
  Operation,
  Parameter,
  RequestBody,
  Response,
  Schema,
  SecurityRequirement,
  SecurityScheme,
  Server,
  Tag,
} from "./types.ts";
