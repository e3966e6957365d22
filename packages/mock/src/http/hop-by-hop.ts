import { ofConnection } from "../answer.ts";

/**
 * Headers that are passed on: all but those of the connection, and those that `Connection` names.
 *
 * @param raw names and values by turns
 * @param others names in lower case that are left out, too
 */
export function endToEnd(raw: readonly string[], others: ReadonlySet<string> = new Set()): string[] {
  const left = new Set([...ofConnection, ...others]);
  for (const [name, value] of pairsOf(raw)) {
    if (name.toLowerCase() !== "connection") continue;
    for (const named of value.split(",")) left.add(named.trim().toLowerCase());
  }
  return pairsOf(raw).flatMap(([name, value]) => (left.has(name.toLowerCase()) ? [] : [name, value]));
}

export function pairsOf(raw: readonly string[]): [name: string, value: string][] {
  return raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] ?? ""]] : []));
}
