import { readFile } from "node:fs/promises";
import { lookUp } from "@spkey/model/http/pointer.ts";
import { loadYaml } from "./yaml.ts";

/** A JSON Pointer into the document itself, and no anchor in it. */
const isInside = (text: string) => /^#(\/|$)/.test(text);
/** What a discriminator's value may be besides: the name of a schema, which is no file. */
const isName = (text: string) => isInside(text) || !/[./:#]/.test(text);

/**
 * A description that refers to nothing outside of itself is its own bundle: nobody has to be asked to make one. Redocly takes as long
 * to be started, and to read it once more, as all else that an edit costs.
 *
 * @returns nothing where it refers to other files, or to what is not there, or can't be read: there, Redocly knows better
 */
export async function ownBundle(entry: string): Promise<object | undefined> {
  try {
    // Aliases of YAML become values of their own, as they are in JSON.
    const document: unknown = JSON.parse(JSON.stringify(loadYaml(await readFile(entry, "utf8"))));
    return isObject(document) && !Array.isArray(document) && isSelfContained(document) ? document : undefined;
  } catch {
    return undefined;
  }
}

function isSelfContained(document: object): boolean {
  const found = new Map<string, boolean>();
  const isThere = (ref: string) => {
    const known = found.get(ref) ?? (isInside(ref) && lookUp(document, ref) !== undefined);
    found.set(ref, known);
    return known;
  };
  const queue: object[] = [document];
  for (let node = queue.pop(); node; node = queue.pop()) {
    for (const [key, value] of Object.entries(node)) {
      if (isObject(value)) {
        // OpenAPI 3.1, section 4.8.25: names of schemas, or references.
        if (key === "mapping" && !Object.values(value).every((each) => typeof each !== "string" || isName(each)))
          return false;
        queue.push(value);
      } else if (key === "$ref" && !(typeof value === "string" && isThere(value))) return false;
    }
  }
  return true;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
