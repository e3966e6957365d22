import type { Operation, PrismRequest } from "./index.ts";

type Parameters = readonly Parameter[];
type Parameter = NonNullable<NonNullable<Operation["request"]>["query" | "headers"]>[number];

/** Prism compiles a list of parameters once, and knows it again by its identity. */
const known = new WeakMap<object, Map<string, Parameters>>();

/**
 * An operation without the lists and objects among its headers and query parameters that a request does not have: Prism
 * splits them before it looks whether they are there, and throws. Those that are required stay, as texts, to be missed.
 */
export function withoutAbsentParameters(operation: Operation, { headers = {}, url }: PrismRequest): Operation {
  const { request } = operation;
  if (!request) return operation;
  const sent = new Set([...Object.keys(headers), ...Object.keys(url.query ?? {})].map((name) => name.toLowerCase()));
  const narrow = <List extends Parameters>(list: List | undefined) => list && (onlySent(list, sent) as List); // The same kind.
  const narrowed = { headers: narrow(request.headers), query: narrow(request.query) };
  if (narrowed.headers === request.headers && narrowed.query === request.query) return operation;
  return Object.assign({}, operation, { request: { ...request, ...narrowed } });
}

function onlySent(parameters: Parameters, sent: ReadonlySet<string>): Parameters {
  const absent = parameters.filter((one) => isSplit(one) && !sent.has(one.name.toLowerCase()));
  if (absent.length === 0) return parameters;
  const key = absent.map(({ name }) => name).join("\n");
  const variants = known.get(parameters) ?? new Map<string, Parameters>();
  known.set(parameters, variants);
  const variant =
    variants.get(key) ??
    parameters.flatMap((one): Parameters => {
      if (!absent.includes(one)) return [one];
      return one.required ? [Object.assign({}, one, { schema: {}, style: undefined })] : [];
    });
  variants.set(key, variant);
  return variant;
}

/** Of exploded forms and deep objects, each property is a parameter of its own name. */
function isSplit({ style, schema, explode }: Parameter): boolean {
  if (style === "deepObject" || (style === "form" && explode)) return false;
  return schema?.type === "array" || schema?.type === "object";
}
