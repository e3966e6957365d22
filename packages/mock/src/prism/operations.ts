import { append } from "@spkey/model/http/pointer.ts";
import { createReferences, hoistSchemas, type Node, type References } from "@spkey/model/outline";
import { transformOas3Operations } from "@stoplight/http-spec/oas3/operation";
import type { Operation } from "./index.ts";
import { withUntypedBodies } from "./untyped.ts";
import { type Bundle, createWriteOut } from "./write-out.ts";

/** Where Prism looks for what an operation's schemas refer to. */
const field = "__bundled__";

/**
 * The operations of a description as Prism has them (`getHttpOperationsFromSpec`), from the same parts, but that references stay what
 * they are: Prism writes out all that is referred to as often as it is, which has no end where schemas refer to each other. What they
 * lead to is in one list, which all operations share.
 */
export function readOperations(description: object): readonly Operation[] {
  const references = createReferences(hoistSchemas(withDialect(description), field));
  const { document } = references;
  const bundle = bundleOf(document);
  const paths = entriesOf(document["paths"]);
  const callbacks = new Map(paths.flatMap(([path, item]) => callbacksOf(references, path, item, bundle)));
  return operationsOf({ ...document, paths: Object.fromEntries(paths.map(withoutCallbacks)) }).map((operation) => {
    const own = callbacks.get(keyOf(operation.method, operation.path));
    const responses = withUntypedBodies(operation.responses);
    return Object.assign(operation, { [field]: bundle, responses }, own && { callbacks: own });
  });
}

type Document = Parameters<typeof transformOas3Operations>[0];

function operationsOf(document: Node): Operation[] {
  const operations = transformOas3Operations(document as Document) as Operation[]; // Its own types and Prism's are of two versions.
  for (const { responses } of operations) {
    // A response header of this name is ignored (OpenAPI 3.1, section 4.8.17.1): Prism answers without a body as this type.
    for (const response of responses) {
      if (response.headers) {
        response.headers = response.headers.filter(({ name }) => name.toLowerCase() !== "content-type");
      }
    }
  }
  return operations;
}

/** The list of a description, with its schemas as Prism has those of responses. */
function bundleOf(document: Node): Bundle {
  const schemas = entriesOf(document[field]);
  const content = Object.fromEntries(schemas.map(([name, schema]) => [name, { schema }]));
  const responses = { 200: { description: "All of them.", content } };
  const [{ responses: [read] = [] } = {}] = operationsOf({ ...document, paths: { "/": { get: { responses } } } });
  const converted = new Map((read?.contents ?? []).map(({ mediaType, schema }) => [mediaType, schema]));
  // What is no object, such as `true`, is none of a response to Prism.
  return Object.fromEntries(schemas.map(([name, schema]) => [name, converted.get(name) ?? schema]));
}

/**
 * The dialect of OpenAPI 3.1 (section 4.8.24.5), by the name that Prism knows it by: what generates values takes schemas for
 * draft-07 otherwise, and makes circles that break their schema.
 */
function withDialect(document: object): object {
  const { openapi, jsonSchemaDialect: named } = document as Node; // Any object has any fields.
  const isOwn = named === undefined || /^https:\/\/spec\.openapis\.org\/oas\/3\.1\/dialect\//.test(String(named));
  const jsonSchemaDialect = "https://json-schema.org/draft/2020-12/schema";
  return isOwn && String(openapi).startsWith("3.1") ? { ...document, jsonSchemaDialect } : document;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

function keyOf(method: string, path: string): string {
  return `${method} ${path}`;
}

function withoutCallbacks([path, item]: readonly [string, unknown]): [path: string, item: unknown] {
  if (!isNode(item)) return [path, item];
  const fields = Object.entries(item).map(([name, value]) => {
    if (!methods.includes(name) || !isNode(value)) return [name, value];
    const { callbacks: _, ...operation } = value;
    return [name, operation];
  });
  return [path, Object.fromEntries(fields)];
}

/**
 * The callbacks of a path's operations (OpenAPI 3.1, section 4.8.18), by their methods. Prism reads each without the document, and
 * generates what it sends without what is referred to, so that the schemas of requests are written out.
 */
function callbacksOf(
  { document, follow, followPathItem }: References,
  path: string,
  item: unknown,
  bundle: Bundle,
): [key: string, callbacks: object[]][] {
  const writeOut = createWriteOut(bundle);
  return methods.flatMap((method) => {
    const at = append("#", "paths", path, method, "callbacks");
    const own = entriesOf(nodeOf(nodeOf(item)[method])["callbacks"]);
    if (own.length === 0) return [];
    const made = own.flatMap(([key, callback]) => {
      const paths = entriesOf(follow(callback, append(at, key)).node)
        .filter(([expression]) => !expression.startsWith("x-"))
        .map(([expression, inner]) => [expression, followPathItem(inner, append(at, key, expression)).node] as const);
      // As Prism, without what the description says for all of its operations.
      const { components, [field]: hoisted } = document;
      const own = {
        openapi: "3",
        components,
        [field]: hoisted,
        paths: Object.fromEntries(paths.map(withoutCallbacks)),
      };
      return operationsOf(own).map((operation) => ({
        ...operation,
        ...(operation.request && { request: withSchemas(operation.request, writeOut) }),
        key,
      }));
    });
    return [[keyOf(method, path), made]];
  });
}

/** A request whose body and headers have other schemas. */
function withSchemas(request: NonNullable<Operation["request"]>, change: (schema: object) => object): object {
  const changed = <Part extends { readonly schema?: object }>(part: Part) =>
    part.schema ? { ...part, schema: change(part.schema) } : part;
  const { body, headers } = request;
  return {
    ...request,
    ...(body && { body: { ...body, contents: body.contents?.map(changed) } }),
    ...(headers && { headers: headers.map(changed) }),
  };
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nodeOf(value: unknown): Node {
  return isNode(value) ? value : {};
}

function entriesOf(value: unknown): [name: string, value: unknown][] {
  return Object.entries(nodeOf(value));
}
