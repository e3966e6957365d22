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
  /** The columns of a line, where arrays stand on one line if they fit; 0 where they never do. */
  readonly width: number;
  /** Whether a string that is too long for its line begins a new one after the name of its property. */
  readonly breaksBeforeStrings: boolean;
}

/** An expression that stands among the values of a literal as it is. */
export class Expression {
  /** Lines after its first one begin with the indentation of the literal where it stands. */
  readonly lines: readonly string[];
  constructor(...lines: readonly string[]) {
    this.lines = lines;
  }
}

/** The value of a property that has a comment on the line above it. */
export class Remarked {
  readonly comment: string;
  readonly value: unknown;
  constructor(comment: string, value: unknown) {
    this.comment = comment;
    this.value = value;
  }
}

/** Where a literal stands. */
interface Place {
  /** How far its lines are indented. */
  readonly depth: number;
  /** The columns before it on its first line, those of {@link margin} included. */
  readonly before: number;
  /** By how many columns all lines are indented afterwards. */
  readonly margin: number;
}

/** Writes a JSON value as a literal, an entry a line, as formatters leave it. */
export function literal(value: unknown, syntax: LiteralSyntax, place: Partial<Place> = {}): string {
  return write(value, syntax, { depth: 0, before: place.margin ?? 0, margin: 0, ...place });
}

function write(value: unknown, syntax: LiteralSyntax, place: Place): string {
  if (value instanceof Expression) return value.lines.join(`\n${syntax.indent.repeat(place.depth)}`);
  if (value === null || value === undefined) return syntax.null;
  if (typeof value === "boolean") return value ? syntax.true : syntax.false;
  if (typeof value === "number") return String(value).replace("e+", "e");
  if (typeof value === "string") return syntax.string(value);
  if (Array.isArray(value)) return writeArray(value, syntax, place);
  const entries = Object.entries(value).map(([name, item]) => writeEntry(name, item, syntax, place));
  const brackets = syntax.object(Object.keys(value));
  return entries.length === 0 ? syntax.emptyObject : block(entries, brackets, syntax, place.depth);
}

function writeArray(values: readonly unknown[], syntax: LiteralSyntax, { depth, before, margin }: Place): string {
  const [open, close] = syntax.array;
  if (values.length === 0) return open + close;
  const start = margin + syntax.indent.length * (depth + 1);
  const items = values.map((item) => write(item, syntax, { depth: depth + 1, before: start, margin }));
  const inline = `${open}${items.join(", ")}${close}`;
  const isTable = values.length > 1 && values.every((item) => Array.isArray(item) && item.length > 1);
  const fits = before + inline.length + 1 <= syntax.width && !inline.includes("\n") && !isTable;
  if (fits) return inline;
  const isNumbers = syntax.width > 0 && values.length > 1 && values.every((item) => typeof item === "number");
  return block(isNumbers ? filled(items, syntax.width - start) : items, syntax.array, syntax, depth);
}

/** Numbers stand side by side, as many as fit into a line. */
function filled(items: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (last !== undefined && `${last}, ${item},`.length <= width) lines[lines.length - 1] = `${last}, ${item}`;
    else lines.push(item);
  }
  return lines;
}

function writeEntry(name: string, value: unknown, syntax: LiteralSyntax, place: Place): string {
  const { depth, margin } = place;
  if (value instanceof Remarked) {
    return `${value.comment}\n${syntax.indent.repeat(depth + 1)}${writeEntry(name, value.value, syntax, place)}`;
  }
  const start = margin + syntax.indent.length * (depth + 1);
  const before = syntax.entry(name, "");
  const text = write(value, syntax, { depth: depth + 1, before: start + before.length, margin });
  const tooLong = start + before.length + text.length + 1 > syntax.width;
  // After a name that is no longer than the indentation, hardly anything would be gained.
  if (!syntax.breaksBeforeStrings || typeof value !== "string" || !tooLong || before.length <= 6) {
    return syntax.entry(name, text);
  }
  return `${before.trimEnd()}\n${syntax.indent.repeat(depth + 2)}${text}`;
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
