import { type Blocks, heading } from "./nodes.ts";
import { prose } from "./prose.ts";

/** What has changed in the API, version by version. @param changelog its Markdown */
export function changelogMarkdown(changelog: string): Blocks {
  return [heading(1, "Changelog"), ...prose(changelog, 2)];
}
