import { type Description, plainDocument } from "@spkey/model";
import openapiTS, { astToString, type OpenAPITSOptions, stringToAST } from "openapi-typescript";
import { withRecursiveTypes } from "./recursive-types.ts";

/** The types of a description, by openapi-typescript: `paths`, `components`, `operations`. */
export async function schemaTypes(document: object, description: Description): Promise<string> {
  const written = astToString(
    await openapiTS(asText(plainDocument(document, description)), {
      silent: true,
      readWriteMarkers: description.directional,
      // What has a default may be left out, of a request above all.
      defaultNonNullable: false,
      // An object that names no properties may have any.
      emptyObjectsUnknown: true,
      transform: ({ format }) => (format === "binary" ? blob() : undefined),
    }),
  );
  const types = withRecursiveTypes(written.replaceAll(mark, "").replaceAll(percent, "%"), description);
  // It demands of `required` that every name is a property of the other parts of an `allOf`, which JSON Schema does not.
  return (
    types
      .replace(/type WithRequired<T, K extends keyof T> = T & \{\s*\[P in K\]-\?: T\[P\];\s*\};/, withRequired)
      // An editor shows what a comment begins with as text, and its tags in a list below.
      .replace(/^(\s*(?:\/\*\*|\*) )@description /gm, "$1")
  );
}

/** As openapi-typescript takes it: it reads a text anew, since it changes what it reads. */
function asText(document: object): string {
  return JSON.stringify(document, withoutPercent).replace(ofEveryObject, `$&${mark}`);
}

/**
 * Names that every object has: what resolves references for openapi-typescript looks for the kinds of an object's fields by their
 * names, and finds a function. While it works, they have another name.
 */
const ofEveryObject = new RegExp(`\\b(?:${Object.getOwnPropertyNames(Object.prototype).join("|")})\\b`, "g");
const mark = "_of_this_description";

/** It decodes names as if they were references: while it works, a `%` in any text is another. Of JSON's replacer. */
function withoutPercent(key: string, value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll(isReference(key, value) ? "%25" : "%", percent);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name.replaceAll("%", percent), each]));
}
/** Not a name that TypeScript takes without quotes. */
const percent = "<percent of this description>";

/** Whether a text is a reference, in which other characters are encoded: also one that a discriminator maps to. */
function isReference(key: string, text: string): boolean {
  return key === "$ref" || text.startsWith("#/components/");
}

const withRequired = "type WithRequired<T, K extends PropertyKey> = T & { [P in K & keyof T]-?: T[P] };";

/** The type `Blob`, in the form that openapi-typescript writes. */
function blob(): TransformResult {
  const [statement] = stringToAST("type File = Blob") as unknown as { type: TransformResult }[]; // It is that statement.
  return statement?.type;
}

type TransformResult = ReturnType<NonNullable<OpenAPITSOptions["transform"]>>;
