import { InvalidInput } from "../invalid-input.ts";

/** Where a request goes. */
export type Route<Target> =
  | { readonly found: Target; readonly parameters: Readonly<Record<string, string>> }
  /** There is something on this path, with this template, for these methods only. */
  | { readonly allowed: readonly string[]; readonly template: string }
  /** There is nothing on this path. */
  | undefined;

/** @param segments those of a path, decoded */
export type Router<Target> = (method: string, segments: readonly string[]) => Route<Target>;

/** One segment of path templates, and what may follow it. */
interface Node<Target> {
  readonly literals: Map<string, Node<Target>>;
  /** Segments with parameters in them, those with the most text first. */
  readonly patterns: { readonly segment: string; readonly match: RegExp; readonly next: Node<Target> }[];
  readonly methods: Map<string, { readonly target: Target; readonly names: readonly string[] }>;
}

/**
 * Finds the target of a method and a path among path templates (OpenAPI 3.1, section 4.8.8): literal segments are
 * matched before templated ones, and a template never spans segments. The time that it takes depends on the path's length,
 * not on how many templates there are.
 *
 * @throws where two targets have the same method and template
 */
export function createRouter<Target extends { readonly method: string; readonly path: string }>(
  targets: readonly Target[],
): Router<Target> {
  const root = node<Target>();
  for (const target of targets) add(root, target);
  return (method, segments) => {
    const ends: { readonly node: Node<Target>; readonly values: readonly string[] }[] = [];
    collect(root, segments, 0, [], ends);
    for (const { node: end, values } of ends) {
      const found = end.methods.get(method);
      if (found === undefined) continue;
      return {
        found: found.target,
        parameters: Object.fromEntries(found.names.map((name, i) => [name, values[i] ?? ""])),
      };
    }
    const methods = ends.flatMap((end) => [...end.node.methods]);
    const [[, first] = []] = methods;
    return first && { allowed: [...new Set(methods.map(([name]) => name))], template: first.target.path };
  };
}

function node<Target>(): Node<Target> {
  return { literals: new Map(), patterns: [], methods: new Map() };
}

function add<Target extends { readonly method: string; readonly path: string }>(
  root: Node<Target>,
  target: Target,
): void {
  const names: string[] = [];
  let end = root;
  for (const segment of target.path.slice(1).split("/")) {
    const parts = segment.split(/\{([^{}]+)\}/);
    names.push(...parts.filter((_, i) => i % 2 === 1));
    end = parts.length === 1 ? literal(end, decodeURIComponent(segment)) : pattern(end, parts);
  }
  if (end.methods.has(target.method)) throw new InvalidInput(`${target.method} ${target.path} is described twice.`);
  end.methods.set(target.method, { target, names });
}

function literal<Target>({ literals }: Node<Target>, segment: string): Node<Target> {
  const next = literals.get(segment) ?? node<Target>();
  literals.set(segment, next);
  return next;
}

/** @param parts texts and names of parameters by turns */
function pattern<Target>({ patterns }: Node<Target>, parts: readonly string[]): Node<Target> {
  const segment = parts.map((part, i) => (i % 2 === 1 ? "{}" : part)).join("");
  const known = patterns.find((one) => one.segment === segment);
  if (known) return known.next;
  // A parameter of a path is never empty.
  const match = new RegExp(`^${parts.map((part, i) => (i % 2 === 1 ? "(.+?)" : RegExp.escape(part))).join("")}$`, "s");
  const next = node<Target>();
  patterns.push({ segment, match, next });
  patterns.sort((a, b) => b.segment.length - a.segment.length);
  return next;
}

/** Walks every way through the templates that the segments fit, the most literal one first. */
function collect<Target>(
  from: Node<Target>,
  segments: readonly string[],
  depth: number,
  values: readonly string[],
  ends: { readonly node: Node<Target>; readonly values: readonly string[] }[],
): void {
  if (depth === segments.length) {
    if (from.methods.size > 0) ends.push({ node: from, values });
    return;
  }
  // Beyond the deepest template there is nothing to be found: a path of a thousand segments costs nothing.
  const segment = segments[depth] ?? "";
  const next = from.literals.get(segment);
  if (next) collect(next, segments, depth + 1, values, ends);
  for (const one of from.patterns) {
    const [, ...found] = one.match.exec(segment) ?? [];
    if (found.length > 0) collect(one.next, segments, depth + 1, [...values, ...found], ends);
  }
}
