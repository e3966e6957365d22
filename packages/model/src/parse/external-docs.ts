import type { ExternalDocs } from "../schema/types.ts";
import { asNode, optionalText, textOf } from "./node.ts";

/** External Documentation Object (OpenAPI 3.1, section 4.8.11), as a field of what it is about. */
export function readExternalDocs(value: unknown): { readonly externalDocs?: ExternalDocs } {
  const node = asNode(value);
  const url = textOf(node["url"]);
  return url ? { externalDocs: { url, ...optionalText(node, "description") } } : {};
}
