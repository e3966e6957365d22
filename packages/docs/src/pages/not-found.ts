import { html } from "hono/html";
import { type Frame, layout } from "./layout.ts";

/**
 * What hosts answer where there is no page. It is shown at any depth, so its addresses begin with the site's own path.
 *
 * @param base the path that the site is at, with a slash at both ends
 */
export function notFoundPage(frame: Frame, base: string): Promise<string> {
  return layout(frame, {
    title: `Not found · ${frame.description.info.title}`,
    description: "There is no such page.",
    root: base,
    url: "404.html",
    content: html`<article class="text"><h1>There is no such page</h1>
<p class="lead">It may have been renamed with its operation. Start from the <a href="${base}">overview</a>.</p></article>`,
  });
}
