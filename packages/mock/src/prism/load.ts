import { rewriteDocument } from "@spkey/model/parse/objects";
import { transformOas2Operations } from "@stoplight/http-spec/oas2/operation";
import { transformOas3Operations } from "@stoplight/http-spec/oas3/operation";
import { bundleTarget, decycle } from "@stoplight/json";
import RefParser from "@stoplight/json-schema-ref-parser";
import { checkVersion } from "./check-version.ts";
import type { Operation } from "./index.ts";

type Document = Readonly<Record<string, unknown>>;

/** The dialect of OpenAPI 3.1 (section 4.8.24.5), by the name that validators know it by. */
const dialect = "https://json-schema.org/draft/2020-12/schema";
const ownDialect = /^https:\/\/spec\.openapis\.org\/oas\/3\.1\/dialect\//;

/**
 * Reads a description as Prism does (`getHttpOperationsFromSpec`), from the same parts, with five differences. It looks for
 * circles only where there are some: Prism copies all that is referred to as often as it is, which takes most of the time.
 * Schemas of OpenAPI 3.1 are JSON Schema 2020-12, which Prism takes for draft-07 unless the document names its dialect. Parameters that the specification ignores are no
 * parameters. And lists and objects in a query are exploded unless the description says that they are not.
 *
 * @throws where it can't be read, or is no OpenAPI
 */
export async function loadOperations(description: string | object): Promise<Operation[]> {
  const parser = new RefParser();
  const written = (await parser.parse(description as string)) as unknown as Document; // It takes both; JSON.
  checkVersion(written);
  const base = typeof description === "string" ? description : "";
  const dereferenced = (await parser.dereference(base, withTypedNull(written) as object, {})) as unknown as Document;
  const document = withDialect(parser.$refs.circular ? (decycle(dereferenced) as Document) : dereferenced);
  return operationsOf(document)
    .map(withoutIgnoredHeaders)
    .map(withExplode)
    .map(
      (operation) =>
        bundleTarget({
          document: { ...document, __target__: operation },
          path: "#/__target__",
          cloneDocument: false,
        }) as Operation, // Itself, with what it refers to.
    );
}

function operationsOf(document: Document): Operation[] {
  if (document["swagger"] !== undefined) return transformOas2Operations(document) as Operation[];
  return transformOas3Operations(document) as Operation[];
}

/** Headers that other parts of a description are about: as parameters they are ignored (OpenAPI 3.1, section 4.8.12.2.1). */
const ignored = /^(accept|authorization|content-type)$/i;

function withoutIgnoredHeaders(operation: Operation): Operation {
  const { request } = operation;
  if (!request?.headers) return operation;
  return { ...operation, request: { ...request, headers: request.headers.filter(({ name }) => !ignored.test(name)) } };
}

/**
 * In 3.0, `nullable` stands beside a `type`. Where it stands alone, or beside an enumeration with null in it, Prism makes a schema
 * that its validator can't compile, and then validates nothing of what contains it, without a word.
 */
function withTypedNull(document: Document): Document {
  if (!String(document["openapi"]).startsWith("3.0")) return document;
  return rewriteDocument(document, (kind, node) =>
    kind === "schema" && node["nullable"] === true ? typedNull(node) : node,
  );
}

function typedNull({ nullable, ...schema }: Document): Document {
  const { type, enum: values } = schema;
  const texts = Array.isArray(values) ? values.filter((value) => value !== null) : undefined;
  // Prism adds null to the enumeration itself.
  if (type !== undefined) return { ...schema, nullable, ...(texts && { enum: texts }) };
  if (texts) return { ...schema, enum: [...texts, null] };
  const isComposed = ["allOf", "anyOf", "oneOf", "not", "$ref"].some((name) => name in schema);
  return isComposed ? { anyOf: [schema, { type: "string", nullable, enum: [] }] } : schema; // Anything else allows null already.
}

/** The default of the style `form` (OpenAPI 3.1, section 4.8.12.2), which Prism's command has, and its engine does not. */
function withExplode(operation: Operation): Operation {
  const { request } = operation;
  if (!request?.query) return operation;
  const query = request.query.map((each) =>
    each.explode === undefined && String(each.style) === "form" ? { ...each, explode: true } : each,
  );
  return { ...operation, request: { ...request, query } };
}

function withDialect(document: Document): Document {
  const { openapi, jsonSchemaDialect: named } = document;
  const isOwn = named === undefined || ownDialect.test(String(named));
  return isOwn && String(openapi).startsWith("3.1") ? { ...document, jsonSchemaDialect: dialect } : document;
}
