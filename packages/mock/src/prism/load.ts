/// <reference path="./yaml-parser.d.ts" />
import RefParser from "@stoplight/json-schema-ref-parser";
import yaml from "@stoplight/json-schema-ref-parser/lib/parsers/yaml";
import { checkVersion, InvalidDescription } from "./check-version.ts";
import { surveyDocument, withoutCircles } from "./survey.ts";

/** The reader of YAML goes through every alias, as often as it is written out: what has too many of them is refused before. */
const options = {
  parse: {
    yaml: {
      async parse(file: { readonly url: string; readonly data: unknown }) {
        const text = Buffer.isBuffer(file.data) ? file.data.toString() : file.data;
        // Who writes no aliases does not wait for another reader of YAML.
        if (typeof text === "string" && /[\s[{,:-]\*[^\s*]/.test(text)) {
          const { excessOfAliases } = await import("./aliases.ts");
          const excess = excessOfAliases(text);
          // As it tells of what is no YAML.
          if (excess !== undefined) throw new SyntaxError(`Error parsing ${file.url}: ${excess}`);
        }
        return yaml.parse(file);
      },
    },
  },
};

/**
 * Reads a description from a file, a URL or memory.
 *
 * @returns it in one document, with what stands in other files in it; its references stay what they are
 * @throws where it can't be read, or is no OpenAPI 3
 */
export async function loadDocument(description: string | object): Promise<object> {
  const written = withWholeVersion((await new RefParser().parse(description as string, options)) as object); // It takes both.
  checkVersion(written as Readonly<Record<string, unknown>>); // Any object has any fields.
  const { leadsOut, circular } = surveyDocument(written);
  // Who has had the references of a description followed has circles where these were.
  if (circular.size > 0) return withoutCircles(written, circular);
  if (!leadsOut) return written;
  await surveyFiles(description);
  return withWholeVersion((await new RefParser().bundle(description as string, options)) as object);
}

/** Each by itself, before all of them are put into one: that goes through every alias. */
async function surveyFiles(description: string | object): Promise<void> {
  const files = (await new RefParser().resolve(description as string, options)).values();
  for (const [file, content] of Object.entries(files)) {
    try {
      if (typeof content === "object" && content !== null) surveyDocument(content);
    } catch (error) {
      if (error instanceof InvalidDescription) throw new InvalidDescription("#", `in ${file}: ${error.message}`);
      throw error;
    }
  }
}

/** `openapi: 3.1`, which is a number in YAML, is meant for a version with a patch. */
function withWholeVersion(document: object): object {
  const { openapi } = document as { readonly openapi?: unknown }; // Any object has any fields.
  return /^3\.\d$/.test(String(openapi)) ? { ...document, openapi: `${openapi}.0` } : document;
}
