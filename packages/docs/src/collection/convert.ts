import { createRequire } from "node:module";
import type { Description, Operation } from "@spkey/model";

/** What the converter has made: a tree of folders and requests, of which more is known once it has been mended. */
export interface Converted {
  readonly name?: unknown;
  readonly item?: readonly Converted[];
}

interface Result {
  readonly result: boolean;
  readonly reason?: string;
  readonly output?: readonly { readonly data: Converted }[];
}

interface Converter {
  convertV2(
    input: { readonly type: "json"; readonly data: object },
    options: Readonly<Record<string, unknown>>,
    done: (error: Error | null, result?: Result) => void,
  ): void;
}

/** Begins the name by which a request is known again as that of an operation; no summary begins so. */
const mark = "operation:";

/** @returns the operation that a request was made of */
export function operationOf({ operations }: Description, { name }: Converted): Operation | undefined {
  if (typeof name !== "string" || !name.startsWith(mark)) return undefined;
  return operations[Number(name.slice(mark.length))];
}

/** The methods that the converter knows: those of OpenAPI 3.0. */
const known = /^(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE)$/;

/**
 * The outline of a description: its paths, operations and tags, as OpenAPI 3.0. What the converter makes of parameters, bodies and
 * schemas is not used, and would take time without bounds: it writes out what schemas refer to (25 of them that all refer to each
 * other took it 55 s).
 */
function outlineOf({ info, tags, operations }: Description): object {
  const places = new Map(operations.map((operation, index) => [operation, index]));
  const items = Map.groupBy(
    operations.filter(({ method }) => known.test(method)),
    ({ path }) => path,
  );
  const outlined = (operation: Operation) => ({
    summary: `${mark}${places.get(operation)}`,
    tags: operation.tags,
    responses: { default: { description: "" } },
  });
  return {
    openapi: "3.0.3",
    info: { title: info.title, version: info.version },
    tags: tags.map(({ name }) => ({ name })),
    paths: Object.fromEntries(
      [...items].map(([path, own]) => [
        path,
        Object.fromEntries(own.map((operation) => [operation.method.toLowerCase(), outlined(operation)])),
      ]),
    ),
  };
}

/**
 * Has the outline of a description converted by Postman's own converter. It is loaded here, since it takes longer to load than to
 * convert.
 *
 * @returns its tree, or why there is none
 */
export async function convert(
  description: Description,
): Promise<{ readonly tree: Converted } | { readonly reason: string }> {
  const converter: Converter = createRequire(import.meta.url)("openapi-to-postmanv2");
  const options = { folderStrategy: "Tags", requestNameSource: "Fallback", schemaFaker: false };
  return new Promise((resolve) => {
    const done = (error: Error | null, result?: Result) => {
      const tree = result?.output?.[0]?.data;
      if (!error && result?.result && tree) resolve({ tree });
      else resolve({ reason: error?.message ?? result?.reason ?? "it has made nothing" });
    };
    try {
      converter.convertV2({ type: "json", data: outlineOf(description) }, options, done);
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  });
}
