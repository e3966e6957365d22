/** How a language writes JSON values as literals of its own. */
export interface LiteralSyntax {
  readonly null: string;
  readonly true: string;
  readonly false: string;
  readonly string: (text: string) => string;
  /** Brackets around the entries of an object, and how one entry is written. */
  readonly object: (names: readonly string[]) => readonly [open: string, close: string];
  readonly entry: (name: string, value: string) => string;
  readonly emptyObject: string;
  readonly array: readonly [open: string, close: string];
  /** A comma after the last entry, where each has a line of its own. */
  readonly trailingComma: boolean;
  readonly indent: string;
  /** Whether an array of plain values may stand on one line of up to this many columns; 0 for never. */
  readonly inlineArrays: number;
}

/** An expression that stands among the values of a literal as it is. */
export class Expression {
  readonly code: string;
  constructor(code: string) {
    this.code = code;
  }
}

/** Writes a JSON value as a literal, an entry a line, as formatters leave it. */
export function literal(value: unknown, syntax: LiteralSyntax, depth = 0): string {
  if (value instanceof Expression) return value.code;
  if (value === null || value === undefined) return syntax.null;
  if (typeof value === "boolean") return value ? syntax.true : syntax.false;
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return syntax.string(value);
  const nested = (item: unknown) => literal(item, syntax, depth + 1);
  if (Array.isArray(value)) {
    const items = value.map(nested);
    const inline = `${syntax.array[0]}${items.join(", ")}${syntax.array[1]}`;
    const plain = value.every((item) => typeof item !== "object" || item === null);
    const fits = plain && inline.length + syntax.indent.length * depth + 20 <= syntax.inlineArrays;
    return value.length === 0 || fits ? inline : block(items, syntax.array, syntax, depth);
  }
  const entries = Object.entries(value).map(([name, item]) => syntax.entry(name, nested(item)));
  const brackets = syntax.object(Object.keys(value));
  return entries.length === 0 ? syntax.emptyObject : block(entries, brackets, syntax, depth);
}

function block(
  lines: readonly string[],
  [open, close]: readonly [string, string],
  { indent, trailingComma }: LiteralSyntax,
  depth: number,
): string {
  const inner = lines.map((line) => indent.repeat(depth + 1) + line).join(",\n");
  return `${open}\n${inner}${trailingComma ? "," : ""}\n${indent.repeat(depth)}${close}`;
}

/**
 * Characters that a sample never has as they are: those that can't be seen, or that turn the order of what is seen around
 * (Unicode categories Cc, Cf, Zl, Zp and Cs). Languages write them as escapes.
 */
export const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** JSON text, an entry a line, with what can't be seen as JSON's own escapes (RFC 8259, section 7). */
export function jsonText(value: unknown): string {
  const escapes = (character: string) =>
    [...Array(character.length).keys()]
      .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`)
      .join("");
  return JSON.stringify(value, null, 2).replace(invisible, (character) =>
    character === "\n" ? character : escapes(character),
  );
}

/** The code point of a character in hexadecimal, of at least four digits. */
export function hexadecimal(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).padStart(4, "0");
}
