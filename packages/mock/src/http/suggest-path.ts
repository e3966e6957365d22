import { didYouMean, editsBetween } from "./nearest.ts";

/** What it costs to leave a segment out, or to add a parameter: as much as so many characters of others. */
const missing = 3;
/** What is further away than that is another path. */
const furthest = 5;
/** No path that a person writes has more segments. */
const mostSegments = 30;

/**
 * Which of the path templates (OpenAPI 3.1, section 4.8.8) a path was probably meant for, as a sentence: a segment is
 * misspelled, or too much, such as the base path of a server.
 *
 * @param segments those of the path, decoded
 */
export function suggestPath(segments: readonly string[], templates: Iterable<string>): string {
  let best: { readonly template: string; readonly edits: number } | undefined;
  if (segments.length > mostSegments) return "";
  for (const template of templates) {
    const edits = editsTo(segments, template.slice(1).split("/"));
    if (edits <= furthest && (best === undefined || edits < best.edits)) best = { template, edits };
  }
  return didYouMean(best?.template);
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
      next.push(Math.min(instead + edits(segment, part), added + missing, (next[i] ?? 0) + without(part)));
    }
    row = next;
  }
  return row.at(-1) ?? Number.POSITIVE_INFINITY;
}

function isTemplated(part: string): boolean {
  return part.includes("{");
}

/** What has nothing of a literal segment was not meant for it. */
function without(part: string): number {
  return isTemplated(part) ? missing : Math.max(missing, part.length);
}

/** A parameter takes any segment but an empty one. */
function edits(segment: string, part: string): number {
  if (isTemplated(part)) return segment === "" ? missing : 0;
  return segment === part ? 0 : (editsBetween(segment, part) ?? Number.POSITIVE_INFINITY);
}
