import type { Notice } from "@spkey/model/outline";

/**
 * Notices of a description as lines: by the line of the file where that is known, else by the JSON Pointer of the place.
 *
 * @param description where it is written, or itself
 */
export async function placeNotices(
  description: string | object,
  notices: readonly Notice[],
): Promise<readonly string[]> {
  if (notices.length === 0) return [];
  const isFile = typeof description === "string" && !/^[a-z][a-z0-9+.-]+:\/\//i.test(description);
  if (!isFile) return notices.map(({ pointer, message }) => `${pointer}: ${message}`);
  // Who has nothing to be told does not wait for a reader of YAML that knows lines.
  const { readSource } = await import("@spkey/model/source");
  const source = await readSource(description).catch(() => undefined); // It may be gone by now.
  return notices.map(({ pointer, message }) => {
    const place = source?.placeOf(pointer);
    return `${place ? `${place.file}:${place.line}:${place.column}` : pointer}: ${message}`;
  });
}
