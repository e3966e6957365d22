import { literal } from "./names.ts";
import type { Signature } from "./signature.ts";

/** The module that finds an operation by its method and path, for the entry that offers them so. */
export function byPathModule(signatures: readonly Signature[]): string {
  const rows = signatures.map(
    ({ name, operation }) => `  ${literal(`${operation.method} ${operation.path}`)}: calls.${name},\n`,
  );
  return [
    'import type { Call } from "../operation.ts";',
    ...(rows.length > 0 ? ['import * as calls from "./calls.ts";'] : []),
    "",
    "/** What is known of the operations, by method and path. */",
    `export const callsByPath: { readonly [operation: string]: Call } = {\n${rows.join("")}};`,
    "",
  ].join("\n");
}
