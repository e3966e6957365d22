import type { Diagnostic, Operation, PrismResponse } from "../prism/index.ts";
import type { DescribedOperation } from "./describe.ts";
import { isInBody } from "./inputs.ts";

/** What was sent, by name. */
export interface SentValues {
  /** Those of its path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** Without its question mark. */
  readonly query: string;
  /** Its body, decoded. */
  readonly body: unknown;
}

/**
 * A response with the values of the request in it, where both describe the same name: the `doorId` that was sent, and not that of
 * the example. Only values of the answer itself are taken, and not of what is inside of it, where the same name may mean another
 * thing; only where they are of the example's type; and only where the response keeps to its schema with them.
 *
 * @param response one that keeps to its schema
 * @param validate what in a response breaks the description
 */
export function withRequestValues(
  operation: DescribedOperation,
  response: PrismResponse,
  sent: SentValues,
  validate: (response: PrismResponse) => readonly Diagnostic[],
): PrismResponse {
  const { body } = response;
  if (!isObject(body)) return response;
  const changes = Object.entries(body).flatMap(([name, example]): [string, unknown][] => {
    const value = sentValue(operation, name, example, sent);
    return value === undefined || value === example ? [] : [[name, value]];
  });
  if (changes.length === 0) return response;
  const fits = (some: typeof changes) => validate(withChanges(response, body, some)).length === 0;
  return withChanges(response, body, fits(changes) ? changes : changes.filter((change) => fits([change])));
}

type JsonObject = Readonly<Record<string, unknown>>;

function withChanges(response: PrismResponse, body: JsonObject, changes: readonly [string, unknown][]): PrismResponse {
  // Not by assignment, which `__proto__` would have another meaning in.
  return { ...response, body: Object.fromEntries([...Object.entries(body), ...changes]) };
}

/** The value of a name in the request, of the type that its example has: of the body first, which says the most. */
function sentValue(operation: DescribedOperation, name: string, example: unknown, sent: SentValues): unknown {
  const { request = {}, path: template } = operation.prism;
  const ofBody = isObject(sent.body) && Object.hasOwn(sent.body, name) ? sent.body[name] : undefined;
  if (isScalar(ofBody)) return typeof ofBody === typeof example && isInBody(operation, name) ? ofBody : undefined;
  const parameter = request.path?.find((one) => one.name === name);
  if (parameter && Object.hasOwn(sent.path, name) && isOfAnswer(template, parameter, example)) {
    return ofType(example, sent.path[name]);
  }
  if (!request.query?.some((one) => one.name === name)) return undefined;
  const [value, ...more] = new URLSearchParams(sent.query).getAll(name);
  return more.length === 0 ? ofType(example, value) : undefined;
}

/** Names that each thing has: that in the path may be of another one than that in the answer. */
const ofAnyThing = /^(id|uuid|name|key|code|slug)$/i;

type PathParameter = NonNullable<NonNullable<Operation["request"]>["path"]>[number];

/** `/guests/{id}` answers with the guest; `/guests/{id}/orders` may answer with an order, unless the examples say that it does not. */
function isOfAnswer(template: string, { name, examples = [] }: PathParameter, example: unknown): boolean {
  if (!ofAnyThing.test(name) || template.endsWith(`{${name}}`)) return true;
  return examples.some((one) => "value" in one && one.value === example);
}

/** A text as the type of an example, where it is one's usual form. */
function ofType(example: unknown, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  switch (typeof example) {
    case "string":
      return text;
    case "number":
      return text === String(Number(text)) && Number.isFinite(Number(text)) ? Number(text) : undefined;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : undefined;
    default:
      return undefined;
  }
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
