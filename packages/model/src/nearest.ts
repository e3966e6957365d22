import { distance } from "fastest-levenshtein";

/** Longer texts are no typos of each other that a person would make out; the time to compare two grows with their product. */
const longest = 100;

/**
 * The name that a text was probably meant to be: the one with the fewest other characters, where most of them are the same.
 *
 * @returns nothing where none of them is near
 */
export function nearest(text: string, names: Iterable<string>): string | undefined {
  let best: { readonly name: string; readonly edits: number } | undefined;
  for (const name of names) {
    const edits = editsBetween(text, name);
    if (edits !== undefined && (best === undefined || edits < best.edits)) best = { name, edits };
  }
  return best?.name;
}

/** How many characters are to be changed, but for upper and lower case; nothing where it is more than half of them, or three. */
export function editsBetween(text: string, name: string): number | undefined {
  const size = Math.max(text.length, name.length);
  const most = Math.min(3, Math.floor(size / 2));
  // It takes as many edits, at least, as one is longer than the other.
  if (size > longest || Math.abs(text.length - name.length) > most) return undefined;
  const edits = distance(text.toLowerCase(), name.toLowerCase());
  return edits <= most ? edits : undefined;
}

/** As a sentence at the end of a message; empty where there is none. */
export function didYouMean(name: string | undefined): string {
  return name === undefined ? "" : ` Did you mean ${name}?`;
}
