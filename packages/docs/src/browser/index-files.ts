import type { IndexFile, PageFile } from "../search/format.ts";

/** The way from this page to the site's root. */
export function siteRoot(): string {
  return document.documentElement.dataset["root"] ?? "./";
}

/** Every page of the site. @throws where it can't be fetched */
export const loadPages = once<PageFile>("pages");

/** What the search looks things up in. @throws where it can't be fetched */
export const loadIndex = once<IndexFile>("index");

/** A file of the site that is fetched at first use, and again only where that has failed. */
function once<File>(name: "pages" | "index"): () => Promise<File> {
  let file: Promise<File> | undefined;
  return () => {
    file ??= load<File>(name).catch((error: unknown) => {
      file = undefined;
      throw error;
    });
    return file;
  };
}

async function load<File>(name: "pages" | "index"): Promise<File> {
  const response = await fetch(`${siteRoot()}search/${name}.json`);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.json();
}
