import { didYouMean, editsBetween } from "@spkey/model/nearest";

/** What it costs to leave a segment out, or to add a parameter: as much as so many characters of others. */
const missing = 3;
/** What is further away than that is another path. */
const furthest = 5;
/** No path that a person writes has more segments. */
const mostSegments = 30;

/**
 * Tells which path template (OpenAPI 3.1, section 4.8.8) a path was probably meant for, as a sentence; empty where it is near
 * none.
 *
 * @param segments those of the path, decoded
 */
export type SuggestPath = (segments: readonly string[]) => string;

interface Template {
  readonly path: string;
  readonly parts: readonly string[];
}

/** A segment may be misspelled, or too much, such as the base path of a server; no literal one may be missing. */
export function createSuggestPath(paths: Iterable<string>): SuggestPath {
  const templates = [...new Set(paths)]
    .map((path): Template => ({ path, parts: path.slice(1).split("/") }))
    // What takes anything is meant by nothing.
    .filter(({ parts }) => !parts.every(isTemplated));
  return (segments) => {
    let best: { readonly path: string; readonly edits: number } | undefined;
    for (const { path, parts } of segments.length > mostSegments ? [] : templates) {
      const edits = editsTo(segments, parts);
      if (edits <= furthest && (best === undefined || edits < best.edits)) best = { path, edits };
    }
    return didYouMean(best?.path);
  };
}

/** The distance of Levenshtein, of segments. */
function editsTo(segments: readonly string[], template: readonly string[]): number {
  if (Math.abs(segments.length - template.length) * missing > furthest) return Number.POSITIVE_INFINITY;
  let row = [0];
  for (const part of template) row.push((row.at(-1) ?? 0) + without(part));
  for (const segment of segments) {
    const next = [(row[0] ?? 0) + missing];
    for (const [i, part] of template.entries()) {
      const [instead = 0, added = 0] = row.slice(i, i + 2);
      // Most templates are far away already: nothing is compared there.
      const changed = instead > furthest ? instead : instead + edits(segment, part);
      next.push(Math.min(changed, added + missing, (next[i] ?? 0) + without(part)));
    }
    row = next;
  }
  return row.at(-1) ?? Number.POSITIVE_INFINITY;
}

function isTemplated(part: string): boolean {
  return part.includes("{");
}

function without(part: string): number {
  return isTemplated(part) ? missing : Number.POSITIVE_INFINITY;
}

/** A parameter takes any segment but an empty one. */
function edits(segment: string, part: string): number {
  if (isTemplated(part)) return segment === "" ? missing : 0;
  return segment === part ? 0 : (editsBetween(segment, part) ?? Number.POSITIVE_INFINITY);
}
