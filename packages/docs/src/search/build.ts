import type { SearchEntry, SearchPage } from "./entries.ts";
import { differences, type EntryRow, type IndexFile, type PageFile, type PageRow } from "./format.ts";
import { wordsOf, wordsOfName } from "./words.ts";

/** Characters of a text that are shown where it is found; all of its words are in the index. */
const maxShown = 120;

export function buildPageFile(pages: readonly SearchPage[]): PageFile {
  const groups = [...new Set(pages.flatMap(({ call }) => (call ? [call.group] : [])))];
  return {
    groups,
    pages: pages.map(
      ({ url, title, call }): PageRow =>
        call ? [url, title, call.method, call.path, groups.indexOf(call.group)] : [url, title],
    ),
  };
}

/** The index of all entries; those that are alike on several pages are one. */
export function buildIndexFile(pages: readonly SearchPage[]): IndexFile {
  const entries = new Map<string, { readonly entry: SearchEntry; readonly places: number[] }>();
  for (const [page, { entries: own }] of pages.entries()) {
    for (const entry of own) {
      const key = JSON.stringify([entry.id, entry.label, entry.text, entry.id === "" ? page : ""]);
      const known = entries.get(key);
      if (known) known.places.push(page);
      else entries.set(key, { entry, places: [page] });
    }
  }
  const all = [...entries.values()];
  const found = foundIn(all.map(({ entry }) => entry));
  const words = [...found.keys()].toSorted();
  return {
    entries: all.map(
      ({ entry }): EntryRow => [entry.id, entry.label === entry.id ? "" : entry.label, shown(entry.text)],
    ),
    places: all.map(({ places }) => differences([...new Set(places)])),
    words: words.join(" "),
    found: words.map((word) => differences(found.get(word) ?? [])),
  };
}

function foundIn(entries: readonly SearchEntry[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  const add = (word: string, place: number) => {
    const places = found.get(word);
    if (places) places.push(place);
    else found.set(word, [place]);
  };
  for (const [index, { name, text }] of entries.entries()) {
    const names = new Set(name.split(" ").flatMap(wordsOfName));
    for (const word of names) add(word, 2 * index);
    for (const word of new Set(wordsOf(text))) if (!names.has(word)) add(word, 2 * index + 1);
  }
  return found;
}

function shown(text: string): string {
  if (text.length <= maxShown) return text;
  const start = text
    .slice(0, maxShown)
    .replace(/\s+\S*$/, "")
    .replace(/[\uD800-\uDBFF]$/, "");
  return `${start} …`;
}
