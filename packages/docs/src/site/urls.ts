import { createHash } from "node:crypto";

/** Where the page of an operation is, from the site's root. */
export function operationUrl(id: string): string {
  return `operations/${folderName(id)}/`;
}

/** Where the page of a webhook is, from the site's root. */
export function webhookUrl(id: string): string {
  return `webhooks/${folderName(id)}/`;
}

/** The way from a page to the site's root. */
export function rootFrom(url: string): string {
  return "../".repeat(url.split("/").length - 1) || "./";
}

/** Where Redoc shows an operation, from the site's root; one without an `operationId` has no address of its own there. */
export function redocUrl(tag: string | undefined, operationId: string | undefined): string {
  const slug = (text: string) => encodeURIComponent(text.trim().toLowerCase().replace(/\s+/g, "-"));
  if (tag === undefined || operationId === undefined) return "redoc/";
  return `redoc/#/${slug(tag)}/${slug(operationId)}`;
}

/** As long as a name may be, so that there is room in the paths of Windows. */
const maxLength = 80;

/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A name that URLs and all file systems take, made of the id alone, so that an address stays what it is whatever is added to
 * the description. An id that is no such name gets a part of its hash, since others may look like it then. Ids that differ in
 * case only are no concern here: the model gives each operation a name that differs from all others without case.
 */
function folderName(id: string): string {
  const name = id.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, maxLength);
  const looksHashed = /-[0-9a-f]{10}$/i.test(name);
  if (name === id && id !== "" && !reserved.test(id) && !looksHashed) return id;
  return `${name}-${createHash("sha256").update(id).digest("hex").slice(0, 10)}`;
}
