import { encodeTemplate, type Operation } from "@spkey/model";

/** Which operations share a path. */
export interface Paths {
  /** Those of the same template: names of parameters make no difference (OpenAPI 3.1, section 4.8.8). */
  readonly sameAs: (operation: Operation) => readonly Operation[];
  /** Those whose template means a path, as `/users/{id}` does `/users/me`; encoded as it is sent, or as it is written. */
  readonly matching: (path: string) => readonly Operation[];
  /**
   * Whether a path of an operation is taken by another one of the same method, as `/users/me` is where it has a template of its own: a
   * server goes by the template that says more (OpenAPI 3.1, section 4.8.8.2).
   */
  readonly isTaken: (operation: Operation, path: string) => boolean;
  /** Whether that can be so of any path. Most templates have nothing in common with others. */
  readonly mayBeTaken: (operation: Operation) => boolean;
}

/** Whether a template has a segment of several parameters, of which nobody may know where one ends: `{id}.{format}`. */
export function hasSharedSegment({ path }: Operation): boolean {
  return path.split("/").some((segment) => segment.split("{").length > 2);
}

/** Whether a path can be read in two ways by its template, as `/0.5.json` can by `/{id}.{format}`. */
export function isAmbiguous(operation: Operation, path: string): boolean {
  const sent = path.split("/");
  return templateOf(operation).some((segment, index) => {
    const texts = segment.split(wild).map(RegExp.escape);
    const [short, long] = ["(.+?)", "(.+)"].map((part) => new RegExp(`^${texts.join(part)}$`).exec(sent[index] ?? ""));
    return short?.join("\n") !== long?.join("\n");
  });
}

/** One segment after the other, so that no template is compared with all others. */
interface Node {
  readonly inner: Map<string, Node>;
  /** Of these, those of segments with parameters. */
  readonly wild: { readonly pattern: RegExp; readonly node: Node }[];
  readonly operations: Operation[];
}

const wild = "{}";

export function createPaths(operations: readonly Operation[]): Paths {
  const root = newNode();
  for (const operation of operations) {
    let node = root;
    for (const segment of templateOf(operation)) {
      let next = node.inner.get(segment);
      if (!next) {
        next = newNode();
        node.inner.set(segment, next);
        if (segment.includes(wild)) node.wild.push({ pattern: patternOf(segment), node: next });
      }
      node = next;
    }
    node.operations.push(operation);
  }
  const find = (segments: readonly string[], follow: (node: Node, segment: string) => (Node | undefined)[]) => {
    let nodes = [root];
    for (const segment of segments) {
      nodes = nodes.flatMap((node) => follow(node, segment)).filter((node) => node !== undefined);
    }
    return nodes.flatMap((node) => node.operations);
  };
  const matching = (path: string) =>
    find(path.split("/").map(encodeTemplate), (node, segment) => [
      node.inner.get(segment),
      ...node.wild.filter(({ pattern }) => pattern.test(segment)).map((each) => each.node),
    ]);
  return {
    sameAs: (operation) => find(templateOf(operation), (node, segment) => [node.inner.get(segment)]),
    matching,
    isTaken: (operation, path) => matching(path).some((other) => isBefore(other, operation)),
    mayBeTaken: (operation) =>
      find(templateOf(operation), (node, segment) =>
        segment.includes(wild)
          ? [...node.inner.values()]
          : [node.inner.get(segment), ...node.wild.flatMap((each) => (each.pattern.test(segment) ? [each.node] : []))],
      ).some((other) => isBefore(other, operation)),
  };
}

/** By the first segment that differs: one without parameters says more than one with them, and of these the one with more text. */
function isBefore(one: Operation, other: Operation): boolean {
  if (one.method !== other.method) return false;
  const others = templateOf(other);
  const weight = (segment = "") => (segment.includes(wild) ? segment.length : Number.POSITIVE_INFINITY);
  const [first] = templateOf(one).flatMap((segment, index) => {
    const [own, its] = [weight(segment), weight(others[index])];
    return own === its ? [] : [own > its];
  });
  return first ?? false;
}

function newNode(): Node {
  return { inner: new Map(), wild: [], operations: [] };
}

function templateOf({ path }: Operation): string[] {
  const literals = (segment: string) => segment.split(/\{[^}]*\}/).map(encodeTemplate);
  return path.split("/").map((segment) => literals(segment).join(wild));
}

function patternOf(segment: string): RegExp {
  return new RegExp(`^${segment.split(wild).map(RegExp.escape).join(".+")}$`);
}
