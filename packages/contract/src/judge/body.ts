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

/** One error for each cause: not those of each alternative, nor of what is only wrong since its type is. */
function causes(errors: readonly ErrorObject[]): ErrorObject[] {
  const others = withoutConditions(withoutAlternatives(errors));
  const byPlace = Map.groupBy(others, ({ instancePath, keyword, params }) =>
    // Each property that is missing or too many is a cause of its own.
    JSON.stringify(
      keyword === "required" || keyword === "additionalProperties" ? [instancePath, keyword, params] : instancePath,
    ),
  );
  return [...byPlace.values()].flatMap((group) => group.find(({ keyword }) => keyword === "type") ?? group[0] ?? []);
}

/** That a condition does not hold says less than what does not hold in it, which stands beside it. */
function withoutConditions(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const others = errors.filter(({ keyword }) => keyword !== "if");
  return others.length > 0 ? others : errors;
}

/** Of a value that is none of several alternatives, what is wrong with the one that it is nearest to; of equally near ones, that it is none. */
function withoutAlternatives(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const [union] = errors
    .filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf")
    .toSorted((a, b) => a.instancePath.length - b.instancePath.length || a.schemaPath.length - b.schemaPath.length);
  if (!union) return errors;
  const inside = errors.filter((error) => error !== union && isOfAlternative(union, error));
  const outside = errors.filter((error) => error !== union && !inside.includes(error));
  const alternatives = [...Map.groupBy(inside, (error) => alternativeOf(union, error)).values()];
  const [nearest, next] = alternatives.toSorted((a, b) => a.length - b.length);
  const isNearest = nearest !== undefined && next !== undefined && nearest.length < next.length;
  return [...(isNearest ? withoutAlternatives(nearest) : [union]), ...withoutAlternatives(outside)];
}

/** What an alternative says stands below the union; or elsewhere, where a reference leads. */
function isOfAlternative(union: ErrorObject, { instancePath, schemaPath }: ErrorObject): boolean {
  const owner = union.schemaPath.slice(0, union.schemaPath.lastIndexOf("/"));
  const isInside = instancePath === union.instancePath || instancePath.startsWith(`${union.instancePath}/`);
  return isInside && (schemaPath.startsWith(`${union.schemaPath}/`) || !schemaPath.startsWith(`${owner}/`));
}

function alternativeOf({ schemaPath: above }: ErrorObject, { schemaPath }: ErrorObject): string {
  if (schemaPath.startsWith(`${above}/`)) return schemaPath.slice(above.length + 1).split("/", 1)[0] ?? "";
  const [file = "", pointer = ""] = schemaPath.split("#");
  return `${file}#${pointer.split("/").slice(0, 4).join("/")}`;
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
