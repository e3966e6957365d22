/**
 * Lists the markers of a text: words such as `mk-schema-title-3`, which stand in every field of the test descriptions that a
 * reader should see. They survive Markdown, HTML and URLs.
 *
 * @returns them in the order of the text, each once
 */
export function markersOf(text: string): string[] {
  return [...new Set(text.match(/mk-[a-z]+(?:-[a-z]+)*-\d+/g))];
}
