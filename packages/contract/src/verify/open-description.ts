import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Description, readDescription } from "@spkey/model";
import { readSource, type Source } from "@spkey/model/source";
import RefParser from "@stoplight/json-schema-ref-parser";
import { isScalar, LineCounter, parseDocument, visit } from "yaml";
import { InvalidInput } from "./invalid-input.ts";

export interface OpenedDescription {
  readonly document: object;
  readonly description: Description;
  /** Where what stands: of the released one, in the YAML file that is installed with this package. */
  readonly source: Source;
}

/**
 * Reads a description, also one that is split into several files.
 *
 * @param file JSON or YAML. Default: the description that is released with this package
 * @throws {InvalidInput} where it can't be read, or is no OpenAPI 3; the message has the place
 */
export async function openDescription(file?: string): Promise<OpenedDescription> {
  const path = file ?? fileURLToPath(import.meta.resolve("@spkey/spec/openapi.yaml"));
  const document = await readDocument(path);
  const description = await attempt(file, async () => readDescription(document));
  return { document, description, source: await readSource(path) };
}

async function readDocument(path: string): Promise<object> {
  const text = await attempt(path, () => readFile(path, "utf8"));
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines });
  const [malformed] = parsed.errors;
  if (malformed) {
    const { line, col } = lines.linePos(malformed.pos[0]);
    throw new InvalidInput(`${path}:${line}:${col}: ${malformed.message.split("\n")[0]}`);
  }
  let leadsOut = false;
  visit(parsed, {
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || key.value !== "$ref" || !isScalar(value)) return;
      if (typeof value.value === "string" && !value.value.startsWith("#")) leadsOut = true;
    },
  });
  const document: unknown = leadsOut
    ? await attempt(path, () => new RefParser().bundle(path))
    : await attempt(path, async () => parsed.toJS());
  if (typeof document === "object" && document !== null && !Array.isArray(document)) return document;
  throw new InvalidInput(`${path}: this is no OpenAPI description.`);
}

async function attempt<Value>(file: string | undefined, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InvalidInput(`The description${file === undefined ? "" : ` ${file}`} can't be read: ${message}`);
  }
}
