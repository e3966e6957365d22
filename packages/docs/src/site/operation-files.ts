import type { Operation } from "@spkey/model";
import type { Sample } from "@spkey/samples";
import { consoleDocument } from "../console/document.ts";
import { operationMarkdown } from "../markdown/operation.ts";
import { scriptsOf } from "../pages/cards.ts";
import type { Frame } from "../pages/layout.ts";
import { operationPage } from "../pages/operation.ts";
import { rootFrom } from "./urls.ts";

/** A file of the site. */
export interface SiteFile {
  /** From the site's root. */
  readonly path: string;
  readonly text: string;
}

/** All that a site has of one operation. */
export interface OperationFiles {
  readonly files: readonly SiteFile[];
  /** Its part of the file that has all pages as Markdown. */
  readonly part: string;
}

/** An operation or a webhook, and where its page is, from the site's root. */
export interface OperationPlace {
  readonly operation: Operation;
  readonly url: string;
  /** Whether the API calls, and the reader answers. */
  readonly webhook: boolean;
  readonly samples: readonly Sample[];
}

/** The page of an operation as HTML and as Markdown, what its console reads, and its samples as programs. */
export async function operationFiles(
  frame: Frame,
  { operation, url, webhook, samples }: OperationPlace,
): Promise<OperationFiles> {
  const { description, settings } = frame;
  const roots = { page: rootFrom(url), whole: settings.siteUrl ?? "" };
  const { page, part } = operationMarkdown(description, operation, { samples, webhook, roots });
  const files: [name: string, text: string][] = [
    ["index.html", await operationPage(frame, operation, { url, samples, webhook })],
    ["index.md", page],
    ...(webhook ? [] : [consoleFile(frame, operation)]),
    ...scriptsOf(samples),
  ];
  return { files: files.map(([name, text]) => ({ path: `${url}${name}`, text })), part };
}

function consoleFile({ description }: Frame, operation: Operation): [name: string, text: string] {
  return ["console.json", JSON.stringify(consoleDocument(description, operation))];
}
