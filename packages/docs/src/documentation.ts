import type { Description, Operation } from "@spkey/model";
import type { Sample } from "@spkey/samples";
import { errorsMarkdown } from "./markdown/errors.ts";
import { write } from "./markdown/nodes.ts";
import { operationMarkdown } from "./markdown/operation.ts";
import { overviewMarkdown } from "./markdown/overview.ts";
import { errorsUrl } from "./pages/errors.ts";
import { buildIndexFile, buildPageFile } from "./search/build.ts";
import { searchPages } from "./search/entries.ts";
import type { IndexFile, PageFile } from "./search/format.ts";
import { operationUrl, webhookUrl } from "./site/urls.ts";
import { operationGroups } from "./view/groups.ts";

export type { IndexFile, PageFile } from "./search/format.ts";
export { type Repetition, repetitionOf } from "./view/repeatable.ts";

/** What the site says, for programs that bring it along: each page as Markdown, and what the search finds. */
export interface Documentation {
  /** The overview and the errors, then operations in the order of the navigation, and webhooks. */
  readonly pages: readonly DocumentedPage[];
  readonly search: { readonly pages: PageFile; readonly index: IndexFile };
}

export interface DocumentedPage {
  /** The address of its Markdown, from the site's root. */
  readonly url: string;
  readonly title: string;
  readonly markdown: string;
  readonly call?: {
    readonly operation: Operation;
    /** The heading of its group. */
    readonly group: string;
    /** Whether the API calls, and the reader answers. */
    readonly webhook: boolean;
  };
}

/**
 * Other formats, which are files of the site, are not in it.
 *
 * @param samples of each operation, by its id
 * @param root what links between the pages begin with
 */
export function documentationOf(
  description: Description,
  samples: Readonly<Record<string, readonly Sample[]>>,
  root: string,
): Documentation {
  const page = (operation: Operation, url: string, group: string, webhook: boolean): DocumentedPage => {
    const own = webhook ? [] : (samples[operation.id] ?? []);
    const roots = { page: root, whole: root };
    const { page: markdown } = operationMarkdown(description, operation, { samples: own, webhook, roots });
    return {
      url: `${url}index.md`,
      title: operation.summary || operation.id,
      markdown,
      call: { operation, group, webhook },
    };
  };
  const found = searchPages(description);
  return {
    pages: [
      { url: "index.md", title: description.info.title, markdown: write(overviewMarkdown(description, root, [])) },
      { url: `${errorsUrl}index.md`, title: "Errors", markdown: write(errorsMarkdown(description, root)) },
      ...operationGroups(description).flatMap(({ heading, operations }) =>
        operations.map((operation) => page(operation, operationUrl(operation.id), heading, false)),
      ),
      ...description.webhooks.map((webhook) => page(webhook, webhookUrl(webhook.id), "Webhooks", true)),
    ],
    search: { pages: buildPageFile(found), index: buildIndexFile(found) },
  };
}
