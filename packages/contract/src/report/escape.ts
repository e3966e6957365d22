/** Text in HTML and XML: also in attributes in double quotes. */
export function escapeMarkup(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;")
    .replaceAll(notXml, "\uFFFD");
}

/** What no XML can have, however it is written (XML 1.0, section 2.2). */
const notXml = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
