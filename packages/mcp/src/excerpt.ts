/** Characters of a page that one answer has at most: about 5,000 tokens. */
export const maxExcerpt = 20_000;

/** A part of a text, and where the next one begins. */
export interface Excerpt {
  readonly text: string;
  /** Nothing where this was the last. */
  readonly next?: number;
}

/** The part of a text that begins at an offset; it ends at the end of a line where there is one near. */
export function excerptOf(whole: string, offset: number, most = maxExcerpt): Excerpt {
  const rest = whole.slice(offset);
  if (rest.length <= most) return { text: rest };
  const cut = rest.slice(0, most);
  const line = cut.lastIndexOf("\n") + 1;
  // Half a surrogate pair is no character.
  const end = line > most / 2 ? line : most - (/[\uD800-\uDBFF]$/.test(cut) ? 1 : 0);
  return { text: rest.slice(0, end), next: offset + end };
}

/** A short text on one line, of which no more is shown than this. */
export function oneLine(text: string, most = 200): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= most ? line : `${line.slice(0, most - 2).replace(/[\uD800-\uDBFF]$/, "")} …`;
}
