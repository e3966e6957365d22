/** Results that are kept at most. */
const max = 2000;

/**
 * The same function, which remembers its last results: pages have much in common, such as what is said of an error. It must give
 * the same for the same texts, and nobody may change what it gives.
 */
export function remembering<Texts extends readonly string[], Result>(
  make: (...texts: Texts) => Result,
): (...texts: Texts) => Result {
  const known = new Map<string, Result>();
  return (...texts) => {
    const key = texts.length === 1 ? (texts[0] ?? "") : JSON.stringify(texts);
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(...texts);
    known.set(key, made);
    const [oldest] = known.keys();
    if (known.size > max && oldest !== undefined) known.delete(oldest);
    return made;
  };
}
