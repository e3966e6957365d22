/** A value as JSON writes it. */
export function json(value: unknown): string {
  return JSON.stringify(value) ?? "undefined";
}

/** Words as a list in a sentence: `a, b or c`. */
export function listed(words: readonly string[], last: "and" | "or"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** A number of things: `1 item`, `2 items`; of a property, `1 property`. */
export function count(number: number, thing: string): string {
  const plural = thing.endsWith("y") ? `${thing.slice(0, -1)}ies` : `${thing}s`;
  return `${number} ${number === 1 ? thing : plural}`;
}
