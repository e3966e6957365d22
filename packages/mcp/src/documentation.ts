import type { Documentation } from "@spkey/docs/documentation";

/** The documentation as it comes with the package: a file of its `dist/`. */
export interface ShippedDocumentation {
  /** Of the API. */
  readonly title: string;
  readonly version: string;
  readonly summary: string;
  readonly pages: readonly Page[];
  readonly search: Documentation["search"];
}

/** A page of the docs, as Markdown. */
export interface Page {
  /** Its address among the resources. */
  readonly uri: string;
  readonly title: string;
  readonly markdown: string;
  /** Of an operation or a webhook. */
  readonly call?: CallFacts;
}

export interface CallFacts {
  /** The operationId. */
  readonly id: string;
  readonly method: string;
  /** The path template. */
  readonly path: string;
  readonly group: string;
  readonly deprecated: boolean;
  /** Whether the API calls, and the reader answers. */
  readonly webhook: boolean;
}

/** What the addresses of resources begin with: the rest is that of the page on the site, so that links lead from one to another. */
export const root = "docs:///";

export const overviewUri = `${root}index.md`;
export const errorsUri = `${root}errors/index.md`;
export const descriptionUri = `${root}openapi.json`;
