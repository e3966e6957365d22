import { transformOas3Operations } from "@stoplight/http-spec/oas3/operation";
import { bundleTarget, decycle } from "@stoplight/json";
import RefParser from "@stoplight/json-schema-ref-parser";
import { checkVersion } from "./check-version.ts";
import type { Operation } from "./index.ts";

/** A description in one document, and its operations as Prism has them. */
export interface LoadedDescription {
  /** With all that it refers to, also in other files; its references stay what they are. */
  readonly document: object;
  readonly operations: readonly Operation[];
}

/**
 * Reads a description as Prism does (`getHttpOperationsFromSpec`), from the same parts, but that it looks for circles only where
 * there are some: Prism copies all that is referred to as often as it is, which takes most of the time.
 *
 * @throws where it can't be read, or is no OpenAPI 3
 */
export async function loadDescription(description: string | object): Promise<LoadedDescription> {
  const document = await readDocument(description);
  const parser = new RefParser();
  // It writes into what it is given.
  const dereferenced = (await parser.dereference(withDialect(structuredClone(document)), {})) as object;
  return {
    document,
    operations: operationsOf(parser.$refs.circular ? (decycle(dereferenced) as object) : dereferenced),
  };
}

/** @returns the description, with what stands in other files in it */
async function readDocument(description: string | object): Promise<object> {
  const parser = new RefParser();
  const written = withWholeVersion((await parser.parse(description as string)) as object); // It takes both.
  checkVersion(written as Readonly<Record<string, unknown>>); // Any object has any fields.
  const { leadsOut, isCircular } = survey(written);
  // Who has had the references of a description followed has circles where these were.
  if (isCircular) return decycle(written) as object;
  return leadsOut ? withWholeVersion((await new RefParser().bundle(description as string)) as object) : written;
}

/** `openapi: 3.1`, which is a number in YAML, is meant for a version with a patch. */
function withWholeVersion(document: object): object {
  const { openapi } = document as { readonly openapi?: unknown }; // Any object has any fields.
  return /^3\.\d$/.test(String(openapi)) ? { ...document, openapi: `${openapi}.0` } : document;
}

/**
 * The dialect of OpenAPI 3.1 (section 4.8.24.5), by the name that Prism knows it by: what generates values takes schemas for
 * draft-07 otherwise, and makes circles that break their schema.
 */
function withDialect(document: object): object {
  const { openapi, jsonSchemaDialect: named } = document as Readonly<Record<string, unknown>>; // Any object has any fields.
  const isOwn = named === undefined || /^https:\/\/spec\.openapis\.org\/oas\/3\.1\/dialect\//.test(String(named));
  const jsonSchemaDialect = "https://json-schema.org/draft/2020-12/schema";
  return isOwn && String(openapi).startsWith("3.1") ? { ...document, jsonSchemaDialect } : document;
}

/** What in a parsed document needs to be put right before it is read. */
function survey(document: object): { readonly leadsOut: boolean; readonly isCircular: boolean } {
  const found = { leadsOut: false, isCircular: false };
  const above = new Set<object>();
  const known = new Set<object>();
  const visit = (node: object) => {
    if (above.has(node)) found.isCircular = true;
    if (known.has(node)) return;
    known.add(node);
    above.add(node);
    for (const [name, value] of Object.entries(node)) {
      if (typeof value === "object" && value !== null) visit(value);
      else if (name === "$ref" && typeof value === "string" && !value.startsWith("#")) found.leadsOut = true;
    }
    above.delete(node);
  };
  visit(document);
  return found;
}

function operationsOf(document: object): Operation[] {
  const operations = transformOas3Operations(document as Parameters<typeof transformOas3Operations>[0]) as Operation[];
  return operations.map(
    (operation) =>
      bundleTarget({
        document: { ...document, __target__: operation },
        path: "#/__target__",
        cloneDocument: false,
      }) as Operation, // Itself, with what it refers to.
  );
}
