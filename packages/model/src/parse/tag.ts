import type { ExternalDocs } from "../schema/types.ts";
import { readExternalDocs } from "./external-docs.ts";
import { asNode, listOf, optionalText, textOf } from "./node.ts";

/** Tag Object (OpenAPI 3.1, section 4.8.22); `summary`, `parent` and `kind` came with 3.2. */
export interface Tag {
  readonly name: string;
  /** What readers call it, where it is not its name. */
  readonly summary?: string;
  /** CommonMark. */
  readonly description?: string;
  /** The name of the tag that it is part of. */
  readonly parent?: string;
  /** What it is for: `nav`, `badge`, `audience`, … */
  readonly kind?: string;
  readonly externalDocs?: ExternalDocs;
}

export function readTags(value: unknown): Tag[] {
  return listOf(value).map((item) => {
    const node = asNode(item);
    return {
      name: textOf(node["name"]),
      ...optionalText(node, "summary", "description", "parent", "kind"),
      ...readExternalDocs(node["externalDocs"]),
    };
  });
}
