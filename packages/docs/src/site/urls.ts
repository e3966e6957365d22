/** Where an operation's page is, from the site's root. */
export function operationUrl(id: string): string {
  return `operations/${id.replace(/[^\w-]+/g, "-")}/`;
}

/** Where Redoc shows an operation, from the site's root. */
export function redocUrl(tag: string | undefined, operationId: string): string {
  const slug = (text: string) => encodeURIComponent(text.trim().toLowerCase().replace(/\s+/g, "-"));
  return tag === undefined ? "redoc/" : `redoc/#/${slug(tag)}/${slug(operationId)}`;
}
