/** Lines of code, one more level in. */
export function indented(lines: readonly string[], unit: string): string[] {
  return lines.flatMap((line) => line.split("\n")).map((line) => (line === "" ? line : unit + line));
}
