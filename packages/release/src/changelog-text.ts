import { withoutComments } from "@spkey/docs/changelog";

/** What a changelog says of a version; nothing where it has none. */
export function sectionOf(changelog: string, version: string): string | undefined {
  const lines = changelog.split("\n");
  const start = lines.indexOf(`## ${version}`);
  if (start < 0) return undefined;
  const end = lines.findIndex((line, index) => index > start && line.startsWith("## "));
  const section = lines.slice(start + 1, end < 0 ? undefined : end).join("\n");
  return `${withoutComments(section).trim()}\n`;
}
