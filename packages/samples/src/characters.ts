/**
 * Characters that a sample never has as they are: those that can't be seen, or that turn the order of what is seen around
 * (Unicode categories Cc, Cf, Zl, Zp and Cs). Languages write them as escapes.
 */
export const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** JSON text, an entry a line, with what can't be seen as JSON's own escapes (RFC 8259, section 7). */
export function jsonText(value: unknown): string {
  const escapes = (character: string) =>
    [...Array(character.length).keys()]
      .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`)
      .join("");
  return JSON.stringify(value, null, 2).replace(invisible, (character) =>
    character === "\n" ? character : escapes(character),
  );
}

/** The code point of a character in hexadecimal, of at least four digits. */
export function hexadecimal(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).padStart(4, "0");
}
