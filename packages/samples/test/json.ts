/** How each language writes the same JSON value, where it is not as `JSON.stringify` does. */
export function jsonOf(language: string, value: unknown): string {
  switch (language) {
    case "curl":
      // As far in as the option that it is the value of.
      return visible(value).replaceAll("\n", "\n  ");
    case "go":
      return visible(value);
    case "python":
      return spaced(value).replace(/[^ -~]/gu, escaped);
    case "php":
      return JSON.stringify(value)
        .replace(/[\u0080-\u{10ffff}]/gu, escaped)
        .replaceAll("/", "\\/");
    default:
      return JSON.stringify(value);
  }
}

/** An entry a line, with nothing that can't be seen; the rest as it is. */
function visible(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/[^\P{C}\n]|[\u2028\u2029]/gu, escaped);
}

/** Python's `json.dumps`: a space after each colon and comma. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, item]) => `${JSON.stringify(name)}: ${spaced(item)}`)
    .join(", ")}}`;
}

/** JSON's escapes, of which a character beyond the basic plane needs two. */
function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
