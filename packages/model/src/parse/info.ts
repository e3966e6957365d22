import { asNode, isNode, optionalText, textOf } from "./node.ts";

/** Info Object (OpenAPI 3.1, section 4.8.2). */
export interface Info {
  readonly title: string;
  readonly version: string;
  readonly summary?: string;
  /** CommonMark. */
  readonly description?: string;
  /** A URL. */
  readonly termsOfService?: string;
  readonly contact?: { readonly name?: string; readonly url?: string; readonly email?: string };
  readonly license?: { readonly name: string; readonly identifier?: string; readonly url?: string };
}

export function readInfo(value: unknown): Info {
  const node = asNode(value);
  const { contact, license } = node;
  return {
    title: textOf(node["title"]),
    version: String(node["version"] ?? ""),
    ...optionalText(node, "summary", "description", "termsOfService"),
    ...(isNode(contact) && { contact: optionalText(contact, "name", "url", "email") }),
    ...(isNode(license) && {
      license: { name: textOf(license["name"]), ...optionalText(license, "identifier", "url") },
    }),
  };
}
