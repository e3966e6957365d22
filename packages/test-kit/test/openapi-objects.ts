/**
 * What a field holds: a text or a URL for readers, a value of no further interest, an Object, a list `[]` or a map `{}` of
 * Objects.
 */
type Holds = string;
export type Objects = Readonly<Record<string, Readonly<Record<string, Holds>>>>;

/** The keywords of JSON Schema 2020-12, without `$vocabulary`, which only meta-schemas have. */
const jsonSchema = {
  // Core (sections 8.1 to 8.3)
  $schema: "value",
  $id: "value",
  $ref: "value",
  $anchor: "value",
  $dynamicRef: "value",
  $dynamicAnchor: "value",
  $defs: "schema{}",
  $comment: "value",
  // Applicators (section 10)
  allOf: "schema[]",
  anyOf: "schema[]",
  oneOf: "schema[]",
  not: "schema",
  if: "schema",
  then: "schema",
  else: "schema",
  dependentSchemas: "schema{}",
  prefixItems: "schema[]",
  items: "schema",
  contains: "schema",
  properties: "schema{}",
  patternProperties: "schema{}",
  additionalProperties: "schema",
  propertyNames: "schema",
  // Unevaluated locations (section 11)
  unevaluatedItems: "schema",
  unevaluatedProperties: "schema",
  // Validation (section 6)
  type: "value",
  enum: "value",
  const: "value",
  multipleOf: "value",
  maximum: "value",
  exclusiveMaximum: "value",
  minimum: "value",
  exclusiveMinimum: "value",
  maxLength: "value",
  minLength: "value",
  pattern: "value",
  maxItems: "value",
  minItems: "value",
  uniqueItems: "value",
  maxContains: "value",
  minContains: "value",
  maxProperties: "value",
  minProperties: "value",
  required: "value",
  dependentRequired: "value",
  // Format, contents and annotations (sections 7, 8 and 9)
  format: "value",
  contentEncoding: "value",
  contentMediaType: "value",
  contentSchema: "schema",
  title: "text",
  description: "text",
  default: "value",
  deprecated: "value",
  readOnly: "value",
  writeOnly: "value",
  examples: "value",
};

/** OpenAPI 3.1, section 4.8: its Objects and all of their fields. */
export const openapi31: Objects = {
  openapi: {
    openapi: "value",
    info: "info",
    jsonSchemaDialect: "value",
    servers: "server[]",
    paths: "pathItem{}",
    webhooks: "pathItem{}",
    components: "components",
    security: "value",
    tags: "tag[]",
    externalDocs: "externalDocs",
  },
  info: {
    title: "text",
    summary: "text",
    description: "text",
    termsOfService: "url",
    contact: "contact",
    license: "license",
    version: "value",
  },
  contact: { name: "text", url: "url", email: "value" },
  // Not `url`, which excludes `identifier`.
  license: { name: "text", identifier: "value" },
  server: { url: "value", description: "text", variables: "serverVariable{}" },
  serverVariable: { enum: "value", default: "value", description: "text" },
  components: {
    schemas: "schema{}",
    responses: "response{}",
    parameters: "parameter{}",
    examples: "example{}",
    requestBodies: "requestBody{}",
    headers: "header{}",
    securitySchemes: "securityScheme{}",
    links: "link{}",
    callbacks: "callback{}",
    pathItems: "pathItem{}",
  },
  pathItem: {
    $ref: "value",
    summary: "text",
    description: "text",
    get: "operation",
    put: "operation",
    post: "operation",
    delete: "operation",
    options: "operation",
    head: "operation",
    patch: "operation",
    trace: "operation",
    servers: "server[]",
    parameters: "parameter[]",
  },
  operation: {
    tags: "value",
    summary: "text",
    description: "text",
    externalDocs: "externalDocs",
    operationId: "value",
    parameters: "parameter[]",
    requestBody: "requestBody",
    responses: "response{}",
    callbacks: "callback{}",
    deprecated: "value",
    security: "value",
    servers: "server[]",
  },
  externalDocs: { description: "text", url: "url" },
  parameter: {
    name: "value",
    in: "value",
    description: "text",
    required: "value",
    deprecated: "value",
    allowEmptyValue: "value",
    style: "value",
    explode: "value",
    allowReserved: "value",
    schema: "schema",
    example: "value",
    examples: "example{}",
    content: "mediaType{}",
  },
  requestBody: { description: "text", content: "mediaType{}", required: "value" },
  mediaType: { schema: "schema", example: "value", examples: "example{}", encoding: "encoding{}" },
  encoding: {
    contentType: "value",
    headers: "header{}",
    style: "value",
    explode: "value",
    allowReserved: "value",
  },
  response: { description: "text", headers: "header{}", content: "mediaType{}", links: "link{}" },
  // A callback is a map itself: `*` stands for any name.
  callback: { "*": "pathItem" },
  example: { summary: "text", description: "text", value: "value", externalValue: "url" },
  link: {
    operationRef: "value",
    operationId: "value",
    parameters: "value",
    requestBody: "value",
    description: "text",
    server: "server",
  },
  header: {
    description: "text",
    required: "value",
    deprecated: "value",
    style: "value",
    explode: "value",
    schema: "schema",
    example: "value",
    content: "mediaType{}",
  },
  tag: { name: "value", description: "text", externalDocs: "externalDocs" },
  reference: { $ref: "value", summary: "text", description: "text" },
  schema: {
    ...jsonSchema,
    discriminator: "discriminator",
    xml: "xml",
    externalDocs: "externalDocs",
    example: "value",
  },
  discriminator: { propertyName: "value", mapping: "value" },
  xml: { name: "value", namespace: "value", prefix: "value", attribute: "value", wrapped: "value" },
  securityScheme: {
    type: "value",
    description: "text",
    name: "value",
    in: "value",
    scheme: "value",
    bearerFormat: "value",
    flows: "flows",
    openIdConnectUrl: "url",
  },
  flows: {
    implicit: "flow",
    password: "flow",
    clientCredentials: "flow",
    authorizationCode: "flow",
  },
  flow: { authorizationUrl: "url", tokenUrl: "url", refreshUrl: "url", scopes: "scopes" },
  scopes: { "*": "text" },
};

/** What 3.0 does not have, of each Object (OpenAPI 3.0.4, section 4.7). */
const not30: Readonly<Record<string, readonly string[]>> = {
  openapi: ["jsonSchemaDialect", "webhooks"],
  info: ["summary"],
  license: ["identifier"],
  components: ["pathItems"],
  // Behind its own `$ref`, a path item of 3.0 is in another file: it has no place in `components`.
  pathItem: ["$ref"],
  reference: ["summary", "description"],
  schema: [
    ...["$schema", "$id", "$ref", "$anchor", "$dynamicRef", "$dynamicAnchor", "$defs", "$comment"],
    ...["if", "then", "else", "dependentSchemas", "dependentRequired", "prefixItems", "contains", "patternProperties"],
    ...["propertyNames", "unevaluatedItems", "unevaluatedProperties", "const", "maxContains", "minContains"],
    ...["contentEncoding", "contentMediaType", "contentSchema", "examples"],
  ],
};

/** What 3.0 has in other words. A reference may have siblings, which say nothing (section 4.7.23). */
const only30: Objects = {
  license: { url: "url" },
  schema: { nullable: "value" },
  reference: { "*": "value" },
};

export const openapi30: Objects = extend(without(openapi31, not30), only30);

/** What 3.2 has beyond 3.1, of each Object (OpenAPI 3.2, section 4). */
export const only32: Objects = {
  openapi: { $self: "value" },
  server: { name: "value" },
  components: { mediaTypes: "mediaType{}" },
  pathItem: { query: "operation", additionalOperations: "operation{}" },
  mediaType: { itemSchema: "schema", prefixEncoding: "encoding[]", itemEncoding: "encoding" },
  encoding: { encoding: "encoding{}", prefixEncoding: "encoding[]", itemEncoding: "encoding" },
  response: { summary: "text" },
  example: { dataValue: "value", serializedValue: "value" },
  tag: { summary: "text", parent: "value", kind: "value" },
  discriminator: { defaultMapping: "value" },
  xml: { nodeType: "value" },
  securityScheme: { oauth2MetadataUrl: "url", deprecated: "value" },
  flows: { deviceAuthorization: "flow" },
  flow: { deviceAuthorizationUrl: "url" },
};

export const openapi32: Objects = extend(openapi31, only32);

function without(objects: Objects, left: Readonly<Record<string, readonly string[]>>): Objects {
  return Object.fromEntries(
    Object.entries(objects).map(([kind, fields]) => [
      kind,
      Object.fromEntries(Object.entries(fields).filter(([field]) => !left[kind]?.includes(field))),
    ]),
  );
}

function extend(objects: Objects, more: Objects): Objects {
  return Object.fromEntries(Object.entries(objects).map(([kind, fields]) => [kind, { ...fields, ...more[kind] }]));
}
