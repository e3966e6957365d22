/** Code that formatters lay out by its brackets: a text that stays on its line, or a group. */
export type Code = string | Group;

/** What is in brackets, with what stands before the first one. */
export interface Group {
  readonly open: string;
  readonly items: readonly Code[];
  readonly close: string;
  /** Where it is too long for one line, its items may share the one between the brackets. */
  readonly shares?: boolean;
}

/** How a formatter breaks lines. */
export interface Layout {
  readonly width: number;
  readonly unit: string;
}

/** Lays out a group as formatters do: on one line if it fits, or else an item a line. */
export function layOut(code: Code, layout: Layout, column = 0, suffix = ""): string[] {
  const line = flat(code) + suffix;
  if (typeof code === "string" || code.items.length === 0 || column + line.length <= layout.width) return [line];
  const inner = column + layout.unit.length;
  const shared = code.items.map(flat).join(", ");
  const lines =
    code.shares && inner + shared.length <= layout.width
      ? [shared]
      : code.items.flatMap((item) => layOut(item, layout, inner, ","));
  return [code.open, ...lines.map((each) => layout.unit + each), code.close + suffix];
}

function flat(code: Code): string {
  return typeof code === "string" ? code : `${code.open}${code.items.map(flat).join(", ")}${code.close}`;
}
