type Node = Readonly<Record<string, unknown>>;

/** As much of a bundled description as is looked at. */
interface Document {
  readonly tags?: readonly Node[];
  readonly paths?: Readonly<Record<string, Node>>;
  readonly components?: Readonly<Record<string, Node>>;
}

/** Operations of one tag. */
const perTag = 10;

/**
 * A description of many operations, as a large API has them: behind its own paths, each is repeated below a first segment of
 * its own, until there are as many operations as asked for, or a few more. Each copy has components of its own, but for those
 * that the document refers to several times, such as the schema of errors; every ten copies have a tag of their own.
 *
 * @param document bundled: its references lead to its own components
 * @param operations how many there are to be
 */
export function crowd(document: object, operations: number): object {
  const { tags = [], paths = {}, components = {}, ...rest } = document as Document; // A bundled description.
  const own = Object.values(paths).reduce((sum, item) => sum + operationsOf(item).length, 0);
  const rounds = own === 0 ? 0 : Math.ceil(operations / own) - 1;
  const copied = ownComponents(paths, components);
  const copies = Array.from({ length: rounds }, (_, index) => index + 1);
  const names = [...new Set(copies.map(tagOf))];
  return {
    ...rest,
    ...((tags.length > 0 || names.length > 0) && {
      tags: [...tags, ...names.map((name) => ({ name, description: `What ${name} is about.` }))],
    }),
    paths: Object.fromEntries([
      ...Object.entries(paths),
      ...copies.flatMap((index) =>
        Object.entries(paths).map(([path, item]) => [`/part-${index}${path}`, copyOf(item, index, copied)]),
      ),
    ]),
    components: Object.fromEntries(
      Object.entries(components).map(([kind, all]) => {
        const repeated = Object.entries(all).filter(([name]) => copied.has(`#/components/${kind}/${name}`));
        const more = copies.flatMap((index) =>
          repeated.map(([name, value]) => [`${name}${index}`, renamed(value, index, copied)]),
        );
        return [kind, { ...all, ...Object.fromEntries(more) }];
      }),
    ),
  };
}

function tagOf(index: number): string {
  return `Part ${Math.floor((index - 1) / perTag) + 1}`;
}

/** What else a path item holds, such as parameters, has no responses. */
function operationsOf(item: Node): readonly (readonly [string, Node])[] {
  return Object.entries(item).filter(
    (entry): entry is [string, Node] => typeof entry[1] === "object" && entry[1] !== null && "responses" in entry[1],
  );
}

function copyOf(item: Node, index: number, copied: ReadonlySet<string>): Node {
  const operations = operationsOf(item).map(([method, { operationId, summary, ...operation }]) => [
    method,
    {
      ...(renamed(operation, index, copied) as Node), // An object stays one.
      ...(operationId !== undefined && { operationId: `${operationId}${index}` }),
      ...(summary !== undefined && { summary: `${summary} ${index}` }),
      tags: [tagOf(index)],
    },
  ]);
  return { ...(renamed(item, index, copied) as Node), ...Object.fromEntries(operations) }; // An object stays one.
}

/** A value in which the references to what is copied lead to the copy. */
function renamed(value: unknown, index: number, copied: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, index, copied));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const isCopied = key === "$ref" && typeof item === "string" && copied.has(item);
      return [key, isCopied ? `${item}${index}` : renamed(item, index, copied)];
    }),
  );
}

/** References to the components that the paths lead to, and that nothing else refers to. */
function ownComponents(paths: object, components: Readonly<Record<string, Node>>): ReadonlySet<string> {
  const uses = new Map<string, number>();
  for (const reference of references({ paths, components })) uses.set(reference, (uses.get(reference) ?? 0) + 1);
  const own = new Set<string>();
  const follow = (node: unknown) => {
    for (const reference of references(node)) {
      const [, , kind = "", name = ""] = reference.split("/");
      const value = components[kind]?.[name];
      if (value === undefined || uses.get(reference) !== 1 || own.has(reference)) continue;
      own.add(reference);
      follow(value);
    }
  };
  follow(paths);
  return own;
}

function references(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === "$ref" && typeof value === "string" ? [value] : references(value),
  );
}
