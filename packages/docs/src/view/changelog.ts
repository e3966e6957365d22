/** A changelog without what only programs read. */
export function withoutComments(changelog: string): string {
  return changelog.replaceAll(/[^\S\n]*<!--.*?-->\n?/gs, "").replaceAll(/\n{3,}/g, "\n\n");
}

/**
 * What a changelog (Markdown) tells: its versions, without the title, which is the name of a package.
 *
 * @returns nothing where it tells of no version
 */
export function toldVersions(changelog: string): string | undefined {
  const text = withoutComments(changelog.replaceAll("\r\n", "\n"));
  const start = text.search(/^## /m);
  return start < 0 ? undefined : text.slice(start).trim();
}
