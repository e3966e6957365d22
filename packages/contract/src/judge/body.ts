import { type Description, lookUpProperty, resolved, type Schema, tokensOf } from "@spkey/model";
import { Ajv2020, type AnySchema, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { finding } from "../findings.ts";
import { broken, type Judgement, notJudged, together } from "./judgement.ts";

/**
 * Says which rules of its schema the body of a response breaks; none where it keeps them; and which it can't be held against.
 *
 * @throws where the schema can't be compiled; the message says why
 */
export type BodyValidator = (schema: Schema, value: unknown) => Judgement;

/** What the schemas are called among those of the validator. */
const base = "openapi";

/**
 * Validates bodies of responses independently of Prism: ajv, JSON Schema 2020-12, which is the dialect of OpenAPI 3.1 (section
 * 4.8.24), with formats. Each schema is compiled once, when it is first needed.
 */
export function createBodyValidator(description: Description): BodyValidator {
  // What a schema says that ajv doesn't know is no rule: formats of its own, and the keywords of OpenAPI.
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, ownProperties: true });
  addFormats.default(ajv);
  /** The rules that the model could not read, and names in a schema. */
  const unread = new Set<string>();
  ajv.addKeyword({
    keyword: "x-unread",
    validate: (rules: readonly string[]) => Boolean(unread.add(rules.join(", "))),
  });
  ajv.addSchema(description.jsonSchemas("response") as AnySchema, base); // Schemas by their pointers, in one object.
  const compiled = new Map<string, ValidateFunction>();
  const compile = (pointer: string): ValidateFunction => {
    // Not by `compile`, which compiles once more what references lead to.
    const validate = ajv.getSchema(base + pointer);
    if (!validate) throw new Error(`There is no schema at ${pointer}.`);
    compiled.set(pointer, validate);
    return validate;
  };
  return (schema, value) => {
    const validate = compiled.get(schema.pointer) ?? compile(schema.pointer);
    unread.clear();
    const errors = validate(value) ? [] : (validate.errors ?? []);
    const findings = causes(errors).map((error) =>
      finding(
        "invalid-body",
        placeOf(schema, tokensOf(`#${error.instancePath}`)),
        `body${error.instancePath}`,
        messageOf(error),
      ),
    );
    const open = [...unread].map((rules) => notJudged(schema.pointer, `what the schema says can't be read: ${rules}`));
    return together([broken(...findings), ...open]);
  };
}

/** Keywords under which each alternative has errors of its own. */
const unions = ["oneOf", "anyOf", "if"];

/** One error for each cause: not those of each alternative, nor of what is only wrong since its type is. */
function causes(errors: readonly ErrorObject[]): ErrorObject[] {
  const chosen = errors.filter(({ keyword }) => unions.includes(keyword));
  const others = errors.filter(
    (error) =>
      !chosen.some(
        (union) =>
          union !== error &&
          error.instancePath.startsWith(union.instancePath) &&
          (union.keyword === "if" ? error.keyword === "if" : error.schemaPath.startsWith(`${union.schemaPath}/`)),
      ),
  );
  const byPlace = Map.groupBy(others, ({ instancePath, keyword, params }) =>
    // Each property that is missing or too many is a cause of its own.
    JSON.stringify(
      keyword === "required" || keyword === "additionalProperties" ? [instancePath, keyword, params] : instancePath,
    ),
  );
  return [...byPlace.values()].flatMap((group) => group.find(({ keyword }) => keyword === "type") ?? group[0] ?? []);
}

/** Where the schema stands of what is at a place in the body; of what nothing is said, that of what contains it. */
function placeOf(schema: Schema, [name, ...rest]: readonly string[]): string {
  const end = resolved(schema);
  if (name === undefined) return end.pointer;
  const inner = end.kind === "array" ? (end.prefixItems[Number(name)] ?? end.items) : lookUpProperty(end, name);
  return inner ? placeOf(inner, rest) : end.pointer;
}

/** By what was promised, and never with the value. */
function messageOf({ keyword, message = "", params }: ErrorObject): string {
  if (keyword === "additionalProperties" || keyword === "unevaluatedProperties") {
    const name: unknown = params["additionalProperty"] ?? params["unevaluatedProperty"];
    return `must not have the property '${String(name)}'`;
  }
  return message;
}
