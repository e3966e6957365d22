/** Scripts that are written without spaces: each of their characters is a word. */
const unspaced =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";

const word = new RegExp(`[${unspaced}]|[^${unspaced}\\P{L}]+[\\p{N}]*|\\p{N}+`, "gu");

/**
 * The words of a text as the search compares them: lower case, without accents, and names taken apart (`dismissedBy` is `dismissed`
 * and `by`, `X-API-Key` is `x`, `api` and `key`). The index and what is searched for are both made of them.
 */
export function wordsOf(text: string): string[] {
  const apart = text.replace(/(\p{Ll}|\p{N})(?=\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu, "$& ");
  return folded(apart).match(word) ?? [];
}

/** The words of a name, and the name as one word: some will type it as they hear it. */
export function wordsOfName(name: string): string[] {
  const words = wordsOf(name);
  return words.length > 1 ? [...words, words.join("")] : words;
}

/** Lower case, without accents, and otherwise as long as before (Unicode Standard Annex 15). */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
