/** What a tool says of a place in the description. */
export interface PlacedNotice {
  readonly pointer: string;
  readonly message: string;
}

/** Lines as `#/paths/~1locks: …`, which our tools write as warnings. */
export function noticesOf(text: string): PlacedNotice[] {
  return Array.from(text.matchAll(/^(#\/\S*?)(?: \([^)\n]*\))?: (.+)$/gm), ([, pointer = "", message = ""]) => ({
    pointer,
    message,
  }));
}
