import { distance } from "./distance.ts";
import { type EntryRow, type IndexFile, type PageFile, type PageRow, sums } from "./format.ts";
import { wordsOf } from "./words.ts";

/** A page that was found, with what on it matches, the best first. */
export interface Result {
  readonly page: PageRow;
  readonly entries: readonly EntryRow[];
}

/** What was found, and the words of the index by which. */
export interface Results {
  readonly results: readonly Result[];
  readonly words: readonly string[];
}

/** Pages that are found at most, and places that are shown of each. */
const maxPages = 20;
const maxEntries = 4;

/** How much a word counts in the title of a page, the name of a field, and anywhere else. */
const weights = { title: 2, name: 1.2, text: 0.4 } as const;

/** A word of the index that fits, from 0 to 1. */
interface Fit {
  readonly word: number;
  readonly quality: number;
}

/** Makes a search of an index: all words of a query must be on a page, each in full, by its start, or nearly. */
export function createSearch({ pages }: PageFile, { entries, words, places, found }: IndexFile) {
  const vocabulary = words.split(" ");
  const pagesOf = places.map(sums);
  const entriesOf = new Map<number, number[]>();
  const postings = (word: number): number[] => {
    const known = entriesOf.get(word);
    if (known) return known;
    const list = sums(found[word] ?? []);
    entriesOf.set(word, list);
    return list;
  };

  /** How well each entry has a word of the query; 0 where it has not. */
  function scores(fits: readonly Fit[]): Float64Array {
    const scored = new Float64Array(entries.length);
    for (const { word, quality } of fits) {
      const list = postings(word);
      const rarity = Math.log(1 + entries.length / list.length);
      for (const place of list) {
        const entry = place >> 1;
        const weight = place & 1 ? weights.text : entries[entry]?.[0] ? weights.name : weights.title;
        scored[entry] = Math.max(scored[entry] ?? 0, quality * rarity * weight);
      }
    }
    return scored;
  }

  /** The places that match on each of these pages. */
  function entriesOn(best: readonly number[], scored: readonly Float64Array[]): Map<number, EntryRow[]> {
    const found = new Map(best.map((page): [number, { row: EntryRow; had: number; score: number }[]] => [page, []]));
    for (const [entry, row] of entries.entries()) {
      // The page itself is shown in any case.
      if (row[0] === "") continue;
      const own = scored.map((all) => all[entry] ?? 0).filter((score) => score > 0);
      if (own.length === 0) continue;
      const score = own.reduce((sum, each) => sum + each, 0);
      for (const page of pagesOf[entry] ?? []) found.get(page)?.push({ row, had: own.length, score });
    }
    return new Map(
      [...found].map(([page, all]) => {
        const sorted = all.toSorted((a, b) => b.had - a.had || b.score - a.score);
        return [page, sorted.slice(0, maxEntries).map(({ row }) => row)];
      }),
    );
  }

  return (query: string): Results => {
    const fits = wordsOf(query).map((word) => fitting(vocabulary, word));
    const scored = fits.map(scores);
    const best = bestPages(pages.length, pagesOf, scored);
    return {
      words: fits.flat().map(({ word }) => vocabulary[word] ?? ""),
      results: [...entriesOn(best, scored)].flatMap(([index, matching]) => {
        const page = pages[index];
        return page ? [{ page, entries: matching }] : [];
      }),
    };
  };
}

/** The words that are it or begin with it; where there is none, those that differ from it in a letter or two. */
function fitting(vocabulary: readonly string[], word: string): Fit[] {
  const begun = vocabulary.flatMap((each, index) =>
    each.startsWith(word)
      ? [{ word: index, quality: each === word ? 1 : 0.5 + (0.3 * word.length) / each.length }]
      : [],
  );
  if (begun.length > 0 || word.length < 4) return begun;
  const most = word.length < 8 ? 1 : 2;
  return vocabulary.flatMap((each, index) => {
    // What is being typed is compared with the start of a word, too.
    const errors = Math.min(distance(word, each, most), distance(word, each.slice(0, word.length), most) + 0.5);
    return errors <= most ? [{ word: index, quality: 0.4 / errors }] : [];
  });
}

/** The pages that have most words of the query; of those, the ones that have them in the best places. */
function bestPages(count: number, pagesOf: readonly number[][], scored: readonly Float64Array[]): number[] {
  const had = new Uint8Array(count);
  const total = new Float64Array(count);
  for (const scores of scored) {
    const best = new Float64Array(count);
    for (const [entry, score] of scores.entries()) {
      if (score > 0) for (const page of pagesOf[entry] ?? []) best[page] = Math.max(best[page] ?? 0, score);
    }
    for (const [page, score] of best.entries()) {
      if (score > 0) had[page] = (had[page] ?? 0) + 1;
      total[page] = (total[page] ?? 0) + score;
    }
  }
  const most = Math.max(1, ...had);
  return [...had.keys()]
    .filter((page) => had[page] === most)
    .toSorted((a, b) => (total[b] ?? 0) - (total[a] ?? 0))
    .slice(0, maxPages);
}
