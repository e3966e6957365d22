/**
 * Replaces what must not be read in any output, in every way that it can be written; and what a terminal would take for a command,
 * but for the ends of lines.
 */
export type Mask = (text: string) => string;

/** A shorter text is part of too many others to be told apart from them. */
const shortest = 4;

/**
 * @param secrets credentials
 * @param personal values that were given, and may be a person's
 */
export function createMask(secrets: readonly string[], personal: readonly string[]): Mask {
  const rows = [
    ...secrets.flatMap((text) => formsOf(text).map((form) => ({ form, shown: "***" }))),
    ...personal.flatMap((text) => formsOf(text).map((form) => ({ form, shown: "<value>" }))),
  ].filter(({ form }) => form.length >= shortest);
  // The longest first: one may be a part of another.
  rows.sort((a, b) => b.form.length - a.form.length);
  const patterns = rows.map(({ form, shown }) => ({ pattern: new RegExp(RegExp.escape(form), "giu"), shown }));
  return (text) =>
    patterns
      .reduce((masked, { pattern, shown }) => masked.replaceAll(pattern, shown), text)
      .replaceAll(/(?!\n)[\p{Cc}\p{Bidi_C}]/gu, "\uFFFD");
}

/** As it is, in a URL, in a form, in JSON, in a header of HTTP Basic, as bytes, and backwards for what mirrors it. */
function formsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  const base64 = bytes.toString("base64");
  return [
    ...new Set([
      text,
      encodeURIComponent(text),
      encodeURI(text),
      new URLSearchParams([["", text]]).toString().slice(1),
      JSON.stringify(text).slice(1, -1),
      base64,
      base64.replace(/=+$/, ""),
      bytes.toString("base64url"),
      bytes.toString("hex"),
      text.split("").toReversed().join(""),
    ]),
  ];
}
