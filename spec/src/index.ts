export { type ExampleRequest, exampleRequest, jsonMedia } from "./example.ts";
export { readDescription } from "./read.ts";
export { serializeParameter } from "./serialize.ts";
export type {
  Description,
  Example,
  Info,
  MediaType,
  Operation,
  Parameter,
  ParameterStyle,
  RequestBody,
  Response,
  Schema,
  SecurityRequirement,
  SecurityScheme,
  Server,
  Tag,
} from "./types.ts";
