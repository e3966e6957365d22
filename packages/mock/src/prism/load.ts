import { transformOas2Operations } from "@stoplight/http-spec/oas2/operation";
import { transformOas3Operations } from "@stoplight/http-spec/oas3/operation";
import { bundleTarget, decycle } from "@stoplight/json";
import RefParser from "@stoplight/json-schema-ref-parser";
import type { Operation } from "./index.ts";

type Document = Readonly<Record<string, unknown>>;

/** The dialect of OpenAPI 3.1 (section 4.8.24.5), by the name that validators know it by. */
const dialect = "https://json-schema.org/draft/2020-12/schema";
const ownDialect = /^https:\/\/spec\.openapis\.org\/oas\/3\.1\/dialect\//;

/**
 * Reads a description as Prism does (`getHttpOperationsFromSpec`), from the same parts, with three differences. It looks for
 * circles only where there are some: Prism copies all that is referred to as often as it is, which takes most of the time.
 * Schemas of OpenAPI 3.1 are JSON Schema 2020-12, which Prism takes for draft-07 unless the document names its dialect. And
 * parameters that the specification ignores are no parameters.
 *
 * @throws where it can't be read, or is no OpenAPI
 */
export async function loadOperations(description: string | object): Promise<Operation[]> {
  const parser = new RefParser();
  const dereferenced = (await parser.dereference(description as string)) as unknown as Document; // It takes both; JSON.
  const document = withDialect(parser.$refs.circular ? (decycle(dereferenced) as Document) : dereferenced);
  return operationsOf(document)
    .map(withoutIgnoredHeaders)
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
  if (document["openapi"] !== undefined) return transformOas3Operations(document) as Operation[];
  throw new Error("this is no OpenAPI description, which begins with `openapi: 3.1.0` or the like.");
}

/** Headers that other parts of a description are about: as parameters they are ignored (OpenAPI 3.1, section 4.8.12.2.1). */
const ignored = /^(accept|authorization|content-type)$/i;

function withoutIgnoredHeaders(operation: Operation): Operation {
  const { request } = operation;
  if (!request?.headers) return operation;
  return { ...operation, request: { ...request, headers: request.headers.filter(({ name }) => !ignored.test(name)) } };
}

function withDialect(document: Document): Document {
  const { openapi, jsonSchemaDialect: named } = document;
  const isOwn = named === undefined || ownDialect.test(String(named));
  return isOwn && String(openapi).startsWith("3.1") ? { ...document, jsonSchemaDialect: dialect } : document;
}
