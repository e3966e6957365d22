/**
 * The id of a field that the page shows, or of the nearest one around it: a table that would have too many rows is written out less
 * deep. On a page that shows neither, it is the field's own.
 *
 * @param isShown whether the page has an element of an id
 */
export function shownId(id: string, isShown: (id: string) => boolean): string {
  for (let each = id; each !== ""; each = each.slice(0, Math.max(0, each.lastIndexOf(".")))) {
    if (isShown(each)) return each;
  }
  return id;
}
