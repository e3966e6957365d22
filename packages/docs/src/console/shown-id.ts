/**
 * The id of a field that the page shows, or of the nearest one around it: a table that would have too many rows is written out less
 * deep.
 *
 * @param isShown whether the page has an element of an id
 */
export function shownId(id: string, isShown: (id: string) => boolean): string {
  const end = id.lastIndexOf(".");
  return end < 0 || isShown(id) ? id : shownId(id.slice(0, end), isShown);
}
