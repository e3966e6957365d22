import { fileURLToPath } from "node:url";
import { type Description, readDescription } from "@spkey/model";
import { readSource, type Source } from "@spkey/model/source";
import RefParser from "@stoplight/json-schema-ref-parser";
import { InvalidInput } from "./invalid-input.ts";

export interface OpenedDescription {
  readonly document: object;
  readonly description: Description;
  /** None of the bundled one: its places say nothing to anybody. */
  readonly source?: Source;
}

/**
 * Reads a description, also one that is split into several files.
 *
 * @param file JSON or YAML. Default: the description that is released with this package
 * @throws {InvalidInput} where it can't be read, or is no OpenAPI 3; the message has the place
 */
export async function openDescription(file?: string): Promise<OpenedDescription> {
  const path = file ?? fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
  const parser = new RefParser();
  const document = await attempt(file, () => parser.bundle(path));
  if (typeof document !== "object" || document === null || Array.isArray(document)) {
    throw new InvalidInput(`${file}: this is no OpenAPI description.`);
  }
  const description = await attempt(file, async () => readDescription(document));
  return file === undefined ? { document, description } : { document, description, source: await readSource(file) };
}

async function attempt<Value>(file: string | undefined, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InvalidInput(`The description can't be read${file === undefined ? "" : ` (${file})`}: ${message}`);
  }
}
