import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/** A description that every product is tested with. */
export interface TestDescription {
  readonly name: string;
  /** Its path. That of `ours` exists once the description has been bundled. */
  readonly file: string;
  /** The feature version of OpenAPI that it is written in. */
  readonly version: "3.0" | "3.1" | "3.2";
}

/** No dependency on its package, whose own tests use this one: packages that depend on each other have no order to build in. */
const bundle = fileURLToPath(new URL("../../../spec/dist/openapi.json", import.meta.url));

/** What each of them is for is said at the top of its file. */
export const descriptions = [
  { name: "ours", file: bundle, version: "3.1" },
  { name: "all-kinds", file: fileOf("all-kinds"), version: "3.1" },
  { name: "all-kinds-30", file: fileOf("all-kinds-30"), version: "3.0" },
  { name: "all-kinds-32", file: fileOf("all-kinds-32"), version: "3.2" },
  { name: "inn", file: fileOf("inn"), version: "3.1" },
  { name: "museum", file: fileOf("museum"), version: "3.1" },
  { name: "workshop", file: fileOf("workshop"), version: "3.1" },
  { name: "library", file: fileOf("library"), version: "3.1" },
  { name: "command", file: fileOf("command"), version: "3.1" },
] as const satisfies readonly TestDescription[];

/**
 * A description in several files, which is for what bundles descriptions: the others are each one file, as they are read by
 * all that comes after. Its `externalValue` would be fetched, were it a URL.
 */
export const splitDescription: TestDescription = { name: "split", file: fileOf("split/openapi"), version: "3.1" };

export type DescriptionName = (typeof descriptions)[number]["name"];

/** @returns the path of a description */
export function descriptionFile(name: DescriptionName): string {
  const row = descriptions.find((each) => each.name === name);
  if (!row)
    throw new Error(`There is no description '${name}', only ${descriptions.map((each) => each.name).join(", ")}.`);
  return row.file;
}

/**
 * Reads and parses a description, anew each time: a test may change what it gets.
 *
 * @throws where the file is not there; that of `ours` is written by `pnpm --filter @spkey/spec bundle`
 */
export async function readDocument(name: DescriptionName): Promise<object> {
  const document: unknown = parse(await readFile(descriptionFile(name), "utf8"));
  if (typeof document !== "object" || document === null) throw new Error(`The description '${name}' is not an object.`);
  return document;
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(`../descriptions/${name}.yaml`, import.meta.url));
}
