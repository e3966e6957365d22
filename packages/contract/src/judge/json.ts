import { visit } from "jsonc-parser";

/**
 * The names that stand twice in an object, with the way to them. JSON leaves open what that means (RFC 8259, section 4): some
 * readers take the first value, some the last, so that two of them can read different answers.
 */
export function duplicateKeys(text: string): string[][] {
  const duplicates: string[][] = [];
  const open: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: (name, _offset, _length, _line, _column, pathOf) => {
      const names = open.at(-1);
      if (names?.has(name)) duplicates.push([...pathOf().map(String), name]);
      names?.add(name);
    },
  });
  return duplicates;
}
