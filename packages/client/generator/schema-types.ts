import { type Description, plainDocument } from "@spkey/model";
import openapiTS, { astToString, type OpenAPITSOptions, stringToAST } from "openapi-typescript";

/** The types of a description, by openapi-typescript: `paths`, `components`, `operations`. */
export async function schemaTypes(document: object, description: Description): Promise<string> {
  // It reads the text anew, since it changes what it reads.
  const text = JSON.stringify(plainDocument(document, description));
  const types = astToString(
    await openapiTS(text, {
      silent: true,
      readWriteMarkers: description.directional,
      // What has a default may be left out, of a request above all.
      defaultNonNullable: false,
      // An object that names no properties may have any.
      emptyObjectsUnknown: true,
      transform: ({ format }) => (format === "binary" ? blob() : undefined),
    }),
  );
  // It demands of `required` that every name is a property of the other parts of an `allOf`, which JSON Schema does not.
  return (
    types
      .replace(/type WithRequired<T, K extends keyof T> = T & \{\s*\[P in K\]-\?: T\[P\];\s*\};/, withRequired)
      // An editor shows what a comment begins with as text, and its tags in a list below.
      .replace(/^(\s*(?:\/\*\*|\*) )@description /gm, "$1")
  );
}

const withRequired = "type WithRequired<T, K extends PropertyKey> = T & { [P in K & keyof T]-?: T[P] };";

/** The type `Blob`, in the form that openapi-typescript writes. */
function blob(): TransformResult {
  const [statement] = stringToAST("type File = Blob") as unknown as { type: TransformResult }[]; // It is that statement.
  return statement?.type;
}

type TransformResult = ReturnType<NonNullable<OpenAPITSOptions["transform"]>>;
