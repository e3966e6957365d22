/**
 * Schemas as the products read them: one union, in which every keyword of JSON Schema 2020-12 has one place, `allOf` is
 * merged, `null` is a member of a union, and a `$ref` keeps its name. The validators' view of the same is `../schema/validate.ts`.
 */
export type Schema =
  | AnySchema
  | NeverSchema
  | NullSchema
  | BooleanSchema
  | NumberSchema
  | StringSchema
  | BytesSchema
  | EnumSchema
  | ArraySchema
  | ObjectSchema
  | UnionSchema
  | ReferenceSchema;

/** What any schema can say besides what it allows (JSON Schema Validation 2020-12, section 9; OpenAPI 3.1, section 4.8.24). */
export interface Annotations {
  readonly title?: string;
  /** CommonMark. */
  readonly description?: string;
  readonly default?: unknown;
  readonly examples: readonly unknown[];
  readonly deprecated: boolean;
  /** Only answered, never sent. */
  readonly readOnly: boolean;
  /** Only sent, never answered. */
  readonly writeOnly: boolean;
  readonly externalDocs?: ExternalDocs;
  readonly xml?: Readonly<Record<string, unknown>>;
  readonly comment?: string;
  /** Its keywords that begin with `x-`. */
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** OpenAPI 3.1, section 4.8.11. */
export interface ExternalDocs {
  readonly url: string;
  readonly description?: string;
}

export interface SchemaBase extends Annotations {
  /** Where it stands; of one that is merged of several, where the first of them stands. */
  readonly pointer: string;
  /** What it is called: the name of the component that it is, or was merged of. */
  readonly name?: string;
  /** Rules that are about the value as a whole, and that no other field holds. */
  readonly conditions: readonly Condition[];
}

/** Rules that depend on others (JSON Schema Core 2020-12, sections 10.2 and 11). */
export type Condition =
  | { readonly keyword: "not"; readonly schema: Schema }
  | { readonly keyword: "if"; readonly schema: Schema; readonly whenTrue?: Schema; readonly whenFalse?: Schema }
  | { readonly keyword: "dependentSchemas"; readonly property: string; readonly schema: Schema }
  | { readonly keyword: "unevaluatedProperties" | "unevaluatedItems"; readonly schema: Schema };

/** Any value. */
export interface AnySchema extends SchemaBase {
  readonly kind: "any";
}

/** No value: `false`, or rules that no value can keep. */
export interface NeverSchema extends SchemaBase {
  readonly kind: "never";
}

export interface NullSchema extends SchemaBase {
  readonly kind: "null";
}

export interface BooleanSchema extends SchemaBase {
  readonly kind: "boolean";
}

export interface NumberSchema extends SchemaBase {
  readonly kind: "number" | "integer";
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  /** It is a multiple of each of them. */
  readonly multipleOf: readonly number[];
  readonly implied: boolean;
}

export interface StringSchema extends SchemaBase {
  readonly kind: "string";
  readonly format?: string;
  /** In code points. */
  readonly minLength?: number;
  /** In code points. */
  readonly maxLength?: number;
  /** Regular expressions (ECMA-262, with the flag `u`); it matches each of them. */
  readonly patterns: readonly string[];
  /** How its bytes are written as text: `base64` and the like (JSON Schema Validation 2020-12, section 8.3). */
  readonly contentEncoding?: string;
  readonly contentMediaType?: string;
  /** What is in it, once it is decoded. */
  readonly contentSchema?: Schema;
  readonly implied: boolean;
}

/** Bytes as they are, such as a file (OpenAPI 3.1, section 4.8.14.2). */
export interface BytesSchema extends SchemaBase {
  readonly kind: "bytes";
  /** In octets. */
  readonly minLength?: number;
  /** In octets. */
  readonly maxLength?: number;
  readonly contentMediaType?: string;
}

/** One of these values, none of which is null: null is a member of a union. A `const` is one value. */
export interface EnumSchema extends SchemaBase {
  readonly kind: "enum";
  readonly values: readonly unknown[];
  readonly constant: boolean;
  /** What the other keywords beside it say: of which type it is, in which format. */
  readonly of: Schema;
}

export interface ArraySchema extends SchemaBase {
  readonly kind: "array";
  /** The items after those of `prefixItems`; any where nothing is said of them. */
  readonly items: Schema;
  readonly prefixItems: readonly Schema[];
  readonly contains?: { readonly schema: Schema; readonly min: number; readonly max?: number };
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems: boolean;
  readonly implied: boolean;
}

export interface Property {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
}

export interface ObjectSchema extends SchemaBase {
  readonly kind: "object";
  /** In their order; also those that are only named under `required`. */
  readonly properties: readonly Property[];
  readonly patternProperties: readonly { readonly pattern: string; readonly schema: Schema }[];
  /** Of names that nothing above is about; none where the description does not say (any value is allowed then). */
  readonly additionalProperties?: Schema;
  readonly propertyNames?: Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** Where a property is there, these have to be, too. */
  readonly dependentRequired: Readonly<Record<string, readonly string[]>>;
  /** Of a base that others extend by `allOf`: which of them a value is. */
  readonly discriminator?: Discriminator;
  readonly implied: boolean;
}

/** OpenAPI 3.1, section 4.8.25. */
export interface Discriminator {
  readonly propertyName: string;
  /** By the value of the property: what is written, and the names of the members that nothing is written of. */
  readonly mapping: readonly { readonly value: string; readonly schema: Schema }[];
}

export interface UnionSchema extends SchemaBase {
  readonly kind: "union";
  /** `type`: of the names under `type`; null alone makes a union, too. */
  readonly of: "oneOf" | "anyOf" | "type";
  /** At least two, none of which is a union of the same sort. */
  readonly members: readonly Schema[];
  readonly discriminator?: Discriminator;
}

/** A `$ref`, whose name readers know. Its annotations are those beside it, or else its target's. */
export interface ReferenceSchema extends SchemaBase {
  readonly kind: "reference";
  readonly name: string;
  /** Where it leads: of what is merged of several, all of them. It is the same for the same target. */
  readonly target: string;
  /** What it leads to, which is no reference. Made when it is first asked for, since it may contain the reference itself. */
  resolve(): Exclude<Schema, ReferenceSchema>;
}

/** What a value is sent in. Properties that are `readOnly` are no part of a request, `writeOnly` ones none of a response. */
export type Direction = "request" | "response";
