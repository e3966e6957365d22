import { html } from "hono/html";
import { asMarkdown } from "./as-markdown.ts";
import { type Frame, layout } from "./layout.ts";
import { commonMark } from "./markdown.ts";

/** Where the page is, from the site's root. */
export const changelogUrl = "changelog/";

/** What the ids of its headings begin with. */
export const changelogPrefix = "version";

const root = "../";

/** What has changed in the API, version by version. @param changelog its Markdown */
export function changelogPage(frame: Frame, changelog: string): Promise<string> {
  const { title } = frame.description.info;
  return layout(frame, {
    title: `Changelog · ${title}`,
    description: `What has changed in the ${title}, version by version.`,
    root,
    url: changelogUrl,
    content: html`<article class="text">
<p class="crumb"><a href="${root}">Overview</a>${asMarkdown()}</p>
<h1>Changelog</h1>
<p class="lead">A major version breaks some callers, and says whom and why; a minor one only adds; a patch changes nothing of the API.</p>
<div class="prose">${commonMark(changelog, { level: 2, prefix: changelogPrefix })}</div>
</article>`,
  });
}
