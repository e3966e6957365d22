import { lookUp, normalize } from "@spkey/model/http/pointer.ts";
import type { Direction, Outline, Schema } from "@spkey/model/outline";
import { Ajv2020, type AnySchema, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Diagnostic } from "../prism/index.ts";
import { diagnostic, placeName, unjudgedCode, warning } from "./diagnostics.ts";

/** Holds the values of one direction against the schemas of a description. */
export interface SchemaValidator {
  fits(schema: Pick<Schema, "pointer">, value: unknown): boolean;
  /**
   * @param place what the value is, as in `["query", "limit"]`
   * @returns the rules that it breaks, in Prism's words, and those that it could not be held against
   */
  diagnosticsOf(schema: Schema, value: unknown, place: readonly string[]): Diagnostic[];
  /** Makes ready for values of a schema, which may take a while. @returns why it can't, where it can't */
  compile(schema: Schema): string | undefined;
}

/** The keyword that the model leaves in a schema for what it can't read. */
const unread = "x-unread";

/**
 * Validates by ajv, which Prism has as well, and by the model's schemas: JSON Schema 2020-12, each once, where Prism has those of an
 * operation with all that they refer to written out in them. Each is compiled once.
 */
export function createSchemaValidators(outline: Outline): Readonly<Record<Direction, SchemaValidator>> {
  const request = createCompiler(outline, "request");
  // Where nothing is only sent or only answered, both directions have the same schemas.
  const response = outline.directional ? createCompiler(outline, "response") : request;
  return { request: createValidator(request, "Request"), response: createValidator(response, "Response") };
}

function createValidator({ compile, met }: Compiler, side: "Request" | "Response"): SchemaValidator {
  return {
    fits(schema, value) {
      const made = compile(schema);
      return typeof made === "string" || made(value);
    },
    diagnosticsOf(schema, value, place) {
      const made = compile(schema);
      const name = placeName(side, place);
      if (typeof made === "string") return [warning(place, unjudgedCode, `${name} is not validated: ${made}`)];
      met.clear();
      const found = made(value) ? [] : (made.errors ?? []).map((error) => toDiagnostic(error, side, place));
      const open = [...met].map((keywords) => `${name} is not held against what can't be read: ${keywords}`);
      return [...found, ...open.map((message) => warning(place, unjudgedCode, message))];
    },
    compile(schema) {
      const made = compile(schema);
      return typeof made === "string" ? made : undefined;
    },
  };
}

/** Compiles each schema once. */
interface Compiler {
  readonly compile: (schema: Pick<Schema, "pointer">) => Compiled;
  /** The rules that could not be read, and that the last value would have been held against. */
  readonly met: Set<string>;
}

function createCompiler(outline: Outline, direction: Direction): Compiler {
  const met = new Set<string>();
  const compiled = new Map<string, Compiled>();
  // Who waits for the mock to start does not wait for it.
  let ajv: Ajv2020 | undefined;
  const load = () => {
    const made = createAjv((keywords) => met.add(keywords));
    return made.addSchema(outline.jsonSchemas(direction) as AnySchema, base); // Schemas by their pointers, in one object.
  };
  const compileAt = (pointer: string): Compiled => {
    ajv ??= load();
    const end = endOf(outline.jsonSchemas(direction), pointer);
    const known = compiled.get(end) ?? compileOnce(ajv, base + end);
    compiled.set(end, known);
    return known;
  };
  return { met, compile: ({ pointer }) => compileAt(pointer) };
}

/** Where a schema that is no more than a reference leads to: ten thousand operations may refer to one schema. */
function endOf(document: object, pointer: string, above: readonly string[] = []): string {
  const schema = lookUp(document, pointer);
  if (typeof schema !== "object" || schema === null || !("$ref" in schema)) return pointer;
  const { $ref, ...rest } = schema;
  const isAlone = typeof $ref === "string" && Object.keys(rest).length === 0 && !above.includes(pointer);
  return isAlone ? endOf(document, normalize($ref), [...above, pointer]) : pointer;
}

/** What the schemas are called among those of the validator. */
const base = "openapi";

/** What a schema was compiled to, or why it can't be. */
type Compiled = ValidateFunction | string;

function compileOnce(ajv: Ajv2020, address: string): Compiled {
  try {
    // Where there is no schema, the model reads one that allows anything.
    return ajv.getSchema(address) ?? ajv.compile(true);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** @param meet is told of each rule that a value would have been held against */
function createAjv(meet: (keywords: string) => void): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    // What a schema says that ajv doesn't know is no rule: formats of its own, and the keywords of OpenAPI.
    strict: false,
    logger: false,
    // 0.07 is a multiple of 0.01, though not of what binary floating point has for it.
    multipleOfPrecision: 9,
    // What every object inherits is no property of it.
    ownProperties: true,
    // The model has read the schemas: what it could not read is not in them.
    meta: false,
    validateSchema: false,
    // Each schema is compiled once, and not into all that refer to it.
    inlineRefs: false,
    // It takes a third of the time to compile, and saves none of that to validate.
    code: { optimize: false },
  });
  addFormats.default(ajv);
  ajv.addKeyword({
    keyword: unread,
    validate(keywords: readonly string[]) {
      meet(keywords.join(", "));
      return true;
    },
  });
  return ajv;
}

function toDiagnostic(
  { instancePath, keyword, message = "", params }: ErrorObject,
  side: "Request" | "Response",
  place: readonly string[],
): Diagnostic {
  const path = [...place, ...instancePath.split("/").slice(1)];
  return diagnostic(path, keyword, `${placeName(side, path)} ${message}${detailsOf(params)}`);
}

/** What Prism says besides: which values are allowed, and which property is one too many. */
function detailsOf(params: Readonly<Record<string, unknown>>): string {
  const { allowedValues, additionalProperty, unevaluatedProperty } = params;
  const allowed = Array.isArray(allowedValues) ? `: ${allowedValues.join(", ")}` : "";
  const additional = additionalProperty === undefined ? "" : `; found '${additionalProperty}'`;
  return allowed + additional + (unevaluatedProperty === undefined ? "" : `: '${unevaluatedProperty}'`);
}
