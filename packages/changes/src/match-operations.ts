import type { Operation } from "@spkey/model";

export interface OperationPair {
  readonly before: Operation;
  readonly after: Operation;
}

export interface MatchedOperations {
  readonly pairs: readonly OperationPair[];
  readonly removed: readonly Operation[];
  readonly added: readonly Operation[];
}

/** Operations with the same method and path. What a path parameter is called does not count: it is not sent. */
export function matchOperations(before: readonly Operation[], after: readonly Operation[]): MatchedOperations {
  const left = new Set(after);
  const pairs: OperationPair[] = [];
  let open = before;
  for (const keyOf of [exactKey, keyWithoutNames]) {
    const byKey = new Map([...left].map((operation) => [keyOf(operation), operation]));
    const unmatched: Operation[] = [];
    for (const operation of open) {
      const twin = byKey.get(keyOf(operation));
      if (twin && left.delete(twin)) pairs.push({ before: operation, after: twin });
      else unmatched.push(operation);
    }
    open = unmatched;
  }
  return { pairs, removed: open, added: [...left] };
}

function exactKey({ method, path }: Operation): string {
  return `${method} ${path}`;
}

function keyWithoutNames({ method, path }: Operation): string {
  return `${method} ${pathWithoutNames(path)}`;
}

/** A path whose parameters have no names, as they are not sent. */
export function pathWithoutNames(path: string): string {
  return path.replace(/\{[^{}]*\}/g, "{}");
}

/** The names of path parameters in their order, as they stand in the path. */
export function namesInPath({ path }: Operation): readonly string[] {
  return Array.from(path.matchAll(/\{([^{}]*)\}/g), ([, name = ""]) => name);
}
