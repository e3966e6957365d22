import type { Description } from "@spkey/model";
import { literal } from "./names.ts";
import { errorBodies, namesOfSchema, type Types, typesOf } from "./operations.ts";
import type { Signature } from "./signature.ts";

/** The methods of the entry that has operations by their paths. */
const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/** The module that finds an operation by its method and path, for the entry that offers them so, and that has their types. */
export function byPathModule(description: Description, signatures: readonly Signature[]): string {
  const rows = signatures.map(
    ({ name, operation }) => `  ${literal(`${operation.method} ${operation.path}`)}: calls.${name},\n`,
  );
  const tables = methods.map((method) => {
    const own = signatures.filter(({ operation }) => operation.method === method);
    const types = own.map((signature) => typeCode(signature, typesOf(signature, description.directional)));
    return `  readonly ${method}: {\n    readonly [path: string]: AnyOperation;\n${types.join("")}  };\n`;
  });
  const paths = methods.map((method) => {
    const own = signatures.filter(({ operation }) => operation.method === method);
    return `  readonly ${method}: ${own.map(({ operation }) => JSON.stringify(operation.path)).join(" | ") || "never"};\n`;
  });
  const code = tables.join("");
  const imported = namesOfSchema(code);
  const answers = signatures.map(({ responseType }) => responseType);
  return [
    `import type { AnyOperation${rows.length > 0 ? ", PathOptions" : ""} } from "../by-path.ts";`,
    'import type { Call } from "../operation.ts";',
    ...(rows.length > 0 ? ['import * as calls from "./calls.ts";'] : []),
    ...(answers.length > 0 ? [`import type { ${answers.join(", ")} } from "./operations.ts";`] : []),
    ...(imported.length > 0 ? [`import type { ${imported.join(", ")} } from "./schema.ts";`] : []),
    "",
    "/** What is known of the operations, by method and path. */",
    `export const callsByPath: { readonly [operation: string]: Call } = {\n${rows.join("")}};`,
    "",
    "/** The paths that have an operation of each method. */",
    `export interface PathsByMethod {\n${paths.join("")}}`,
    "",
    "/**",
    " * The types of the operations, by method and path. They are written out, since a type that makes one of another has to be",
    " * made anew for each call.",
    " */",
    `export interface OperationsByPath {\n${code}}`,
    "",
  ].join("\n");
}

/** The options of an operation, its data and the bodies of its errors. */
function typeCode(signature: Signature, types: Types): string {
  const { operation, responseType, bodyRequired } = signature;
  const parameters = `${types.base}["parameters"]`;
  const hasRequired = operation.parameters.some(({ required }) => required);
  const media = operation.requestBody?.content.map(({ mediaType }) => JSON.stringify(mediaType)) ?? [];
  const body =
    media.length > 0
      ? types.sent(`NonNullable<${types.base}["requestBody"]>["content"][${media.join(" | ")}]`)
      : "undefined";
  const params = types.sent(parameters);
  const hasBody = bodyRequired && media.length > 0;
  return `    readonly ${literal(operation.path)}: {
      readonly required: ${hasRequired || hasBody};
      readonly init: PathOptions & {
        readonly params${hasRequired ? "" : "?"}: ${params};
        readonly body${hasBody ? "" : "?"}: ${body};
        /** Writes the query, instead of the style that the description says. */
        readonly querySerializer?: (query: NonNullable<${params}["query"]>) => string;
        /** Writes the body, instead of as the description says. */
        readonly bodySerializer?: (body: ${body}) => unknown;
      };
      readonly data: ${responseType};
      readonly error: ${errorBodies(operation.responses, types)};
    };
`;
}
