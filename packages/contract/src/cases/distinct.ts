/** Gives those whose names or ids are the same a number: properties may be called `a.b`, which also is a path. */
export function distinct<Named extends { readonly id: string; readonly name: string }>(all: readonly Named[]): Named[] {
  const seen = new Map<string, number>();
  const numbered = (text: string, suffix: (count: number) => string) => {
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return count === 1 ? text : `${text}${suffix(count)}`;
  };
  return all.map((each) => ({
    ...each,
    id: numbered(each.id, (count) => `/${count}`),
    name: numbered(each.name, (count) => ` (${count})`),
  }));
}
