/** The pages of a site: what the navigation lists, and what the search leads to. */
export interface PageFile {
  /** The groups of the navigation, by the ids of their sections on the overview. */
  readonly groups: readonly string[];
  readonly pages: readonly PageRow[];
}

/** A page: its address from the site's root, its title, and, of an operation, its method, its path and its group. */
export type PageRow = readonly [
  url: string,
  title: string,
  method?: string,
  path?: string,
  /** Its place in `groups`. */
  group?: number,
];

/**
 * What can be found, the words by which, and the pages on which. Lists of numbers are sorted, and each number is written as
 * the difference from the one before: such text compresses well.
 */
export interface IndexFile {
  readonly entries: readonly EntryRow[];
  /** For each entry, the pages that it is on. What operations share is there once. */
  readonly places: readonly (readonly number[])[];
  /** All words, sorted, with a space between. */
  readonly words: string;
  /** For each word, where it is: twice the number of an entry, and one more where it is in the text and not in the name. */
  readonly found: readonly (readonly number[])[];
}

/** The fragment of its address; its label, empty where that is the same; the start of its text. The page itself has no fragment. */
export type EntryRow = readonly [id: string, label: string, text: string];

export function differences(sorted: readonly number[]): number[] {
  return sorted.map((value, index) => value - (sorted[index - 1] ?? 0));
}

/** The reverse of {@link differences}. */
export function sums(steps: readonly number[]): number[] {
  let sum = 0;
  return steps.map((step) => {
    sum += step;
    return sum;
  });
}
