import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { descriptions, readDocument } from "@spkey/test-kit";
import { parse } from "yaml";

/**
 * @param name of one of the test kit's descriptions (`museum`), one of `@readme/oas-examples` (`readme:3.0/petstore`), or a file
 * @throws where it can't be read, or is no object
 */
export async function openDescription(name: string): Promise<object> {
  const known = descriptions.find((each) => each.name === name);
  if (known) return readDocument(known.name);
  const [, version, example] = /^readme:(3\.\d)\/(.+)$/.exec(name) ?? [];
  const file =
    example === undefined
      ? name
      : fileURLToPath(import.meta.resolve(`@readme/oas-examples/${version}/json/${example}.json`));
  const document: unknown = parse(await readFile(file, "utf8"));
  if (typeof document !== "object" || document === null) throw new Error(`${name} is no description.`);
  return document;
}
