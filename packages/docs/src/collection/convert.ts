import { createRequire } from "node:module";
import { annotateOperations, type Description, type Operation } from "@spkey/model";

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

/**
 * Has a bundled description converted by Postman's own converter. It is loaded here, since it takes longer to load than most
 * descriptions take to be converted.
 *
 * @returns its tree, or why there is none
 */
export async function convert(
  document: object,
  description: Description,
): Promise<{ readonly tree: Converted } | { readonly reason: string }> {
  const converter: Converter = createRequire(import.meta.url)("openapi-to-postmanv2");
  const places = new Map(description.operations.map((operation, index) => [operation, index]));
  const marked = annotateOperations(document, description, (operation) => {
    const place = places.get(operation);
    return place === undefined ? {} : { summary: `${mark}${place}` };
  });
  return silently(
    () =>
      new Promise((resolve) => {
        const options = {
          folderStrategy: "Tags",
          requestNameSource: "Fallback",
          // What it makes up differs each time, and need not fit its schema.
          schemaFaker: false,
          parametersResolution: "Example",
        };
        const done = (error: Error | null, result?: Result) => {
          const tree = result?.output?.[0]?.data;
          if (!error && result?.result && tree) resolve({ tree });
          else resolve({ reason: error?.message ?? result?.reason ?? "it has made nothing" });
        };
        try {
          // It changes what it is given.
          converter.convertV2({ type: "json", data: structuredClone(marked) }, options, done);
        } catch (error) {
          done(error instanceof Error ? error : new Error(String(error)));
        }
      }),
  );
}

/** Where the converter fails at a schema, it writes that into the console, with a trace; its schemas are not used. */
async function silently<Value>(run: () => Promise<Value>): Promise<Value> {
  const { error, log, warn } = console;
  const nothing = () => {};
  Object.assign(console, { error: nothing, log: nothing, warn: nothing });
  try {
    return await run();
  } finally {
    Object.assign(console, { error, log, warn });
  }
}
