import type { Description } from "@spkey/model";
import type { Files } from "./input.ts";
import type { Samples } from "./samples.ts";
import { readSettings, type Settings } from "./settings.ts";

/** What a site is built from. */
export interface Site {
  readonly files: Files;
  readonly samples: Samples;
  /** The folder that it becomes; what is there is replaced. */
  readonly output: string;
  /** Whether to build the reference by Redoc. */
  readonly redoc: boolean;
  /** Default: nothing but the site itself. */
  readonly settings?: Settings;
  /** Folders of `writeShard`, with pages that need not be rendered again. */
  readonly shards?: readonly string[];
  /** A file in which a build keeps what it has rendered, for the next one of this site. Default: all is rendered each time. */
  readonly record?: string | undefined;
}

/** A site with all that may be left out, but for what is used up when it is built. */
export type WholeSite = Required<Omit<Site, "shards" | "record">>;

/**
 * Builds the site of a description. The old one stays up until the new one is whole.
 *
 * @returns the description that it shows
 * @throws where the document is no description that can be read
 */
export type BuildSite = (site: Site) => Promise<Description>;

export function wholeSite({ settings = readSettings({}), shards: _1, record: _2, ...site }: Site): WholeSite {
  return { ...site, settings };
}
