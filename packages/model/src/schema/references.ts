import { append, lastToken, lookUp, normalize } from "../http/pointer.ts";
import { asNode, type Node, textOf } from "../parse/node.ts";
import type { References } from "../parse/references.ts";
import type { Report } from "../parse/report.ts";
import { annotationsOf, noAnnotations, overlay } from "./annotations.ts";
import type { Annotations, ReferenceSchema, Schema } from "./types.ts";

type Resolved = ReturnType<ReferenceSchema["resolve"]>;

/** Makes references to schemas, which are resolved when they are first asked for. */
export interface SchemaReferences {
  /** Reads the `$ref`, or the `$dynamicRef`, of a schema, and what is said beside it. */
  reference(schema: Node, pointer: string): ReferenceSchema;
  /** A reference to a base that lists its variants: to what it says itself. */
  referenceToBase(schema: Node, pointer: string): ReferenceSchema;
  /** A reference to what two schemas allow both. @param target tells it apart from what others allow */
  merged(target: string, a: Schema, b: Schema, merge: (a: Resolved, b: Resolved) => Schema): ReferenceSchema;
  /** Resolves all references, so that what can't be is reported. */
  resolveAll(): void;
}

/** What a reference to a component that only its variants extend leads to. */
const baseOnly = " (without its variants)";

/**
 * @param read reads the schema at a pointer, once
 * @param make reads it anew
 */
export function createSchemaReferences(
  references: References,
  report: Report,
  read: (schema: unknown, pointer: string) => Schema,
  make: (schema: unknown, pointer: string) => Schema,
): SchemaReferences {
  const { document } = references;
  const resolveOnce = createResolve(report);
  const pending: ReferenceSchema[] = [];

  const referenceTo = (schema: Node, pointer: string, asBase: boolean): ReferenceSchema => {
    const target = references.target(textOf(schema["$ref"] ?? schema["$dynamicRef"]), pointer);
    const end = lookUp(document, target);
    if (typeof end !== "boolean" && !references.isSchema(target)) {
      report.unsupported(pointer, `${target} is no place of a schema: nothing is held against it.`);
    }
    if (!("$ref" in schema)) reportAmbiguous(references, textOf(schema["$dynamicRef"]), pointer, report);
    const key = asBase ? target + baseOnly : target;
    const made: ReferenceSchema = {
      ...overlay(annotationsOf(schema), annotationsAt(references, target)),
      kind: "reference",
      pointer,
      name: lastToken(target),
      target: key,
      conditions: [],
      resolve: () =>
        resolveOnce(key, pointer, () => (asBase ? make(withoutVariants(asNode(end)), target) : read(end, target))),
    };
    pending.push(made);
    return made;
  };

  return {
    reference: (schema, pointer) => referenceTo(schema, pointer, false),
    referenceToBase: (schema, pointer) => referenceTo(schema, pointer, true),
    merged: (target, a, b, merge) => {
      const names = [a.name, b.name].filter((name) => name !== undefined);
      const end = (schema: Schema) => (schema.kind === "reference" ? schema.resolve() : schema);
      return {
        ...overlay(a, b),
        kind: "reference",
        pointer: a.pointer,
        name: [...new Set(names)].join(" & "),
        target,
        conditions: [],
        resolve: () => resolveOnce(target, a.pointer, () => merge(end(a), end(b))),
      };
    },
    resolveAll: () => {
      for (let next = pending.pop(); next; next = pending.pop()) next.resolve();
    },
  };
}

/**
 * What a `$dynamicRef` means depends on the way by which it is reached (JSON Schema Core 2020-12, section 8.2.3.2), and it is read
 * without that: where its anchor stands at several schemas that say different things, this is to be known.
 */
function reportAmbiguous({ anchoredAt, document }: References, ref: string, pointer: string, report: Report): void {
  const [first = "", ...others] = anchoredAt(ref.slice(1));
  const written = JSON.stringify(lookUp(document, first));
  const other = others.find((each) => JSON.stringify(lookUp(document, each)) !== written);
  if (other === undefined) return;
  report.unsupported(pointer, `\`$dynamicRef: ${ref}\` is read as ${first} everywhere, and never as ${other}.`);
}

/** What a reference leads to is asked for while it is being made: who merges it can do so later. */
export class Unfinished extends Error {
  readonly target: string;

  constructor(target: string) {
    super(`${target} is not read yet.`);
    this.target = target;
  }
}

/** Resolves what a reference leads to once; what leads back to itself is any value, and is reported. */
function createResolve(report: Report) {
  const resolved = new Map<string, Resolved>();
  const resolving = new Set<string>();
  const endless = new Set<string>();

  const resolve = (target: string, make: () => Schema): Resolved => {
    const schema = make();
    const end = schema.kind === "reference" ? schema.resolve() : schema;
    resolved.set(target, end);
    return end;
  };

  return (target: string, from: string, make: () => Schema): Resolved => {
    const found = resolved.get(target);
    if (found) return found;
    if (endless.has(target)) {
      report.unsupported(from, "This schema is made of itself without end. It is read as any value.");
      return { ...noAnnotations, kind: "any", pointer: from, conditions: [] };
    }
    if (resolving.has(target)) throw new Unfinished(target);
    resolving.add(target);
    try {
      return resolve(target, make);
    } catch (error) {
      // Nobody could wait for it.
      if (!(error instanceof Unfinished) || error.target !== target) throw error;
      endless.add(target);
      return resolve(target, make);
    } finally {
      endless.delete(target);
      resolving.delete(target);
    }
  };
}

/** What is said of a schema, also by those that its references lead to. */
function annotationsAt(references: References, pointer: string, seen: readonly string[] = []): Annotations {
  const schema = asNode(lookUp(references.document, pointer));
  const own = annotationsOf(schema);
  const ref = schema["$ref"];
  if (typeof ref !== "string") return own;
  const next = references.target(ref, pointer);
  return seen.includes(next) ? own : overlay(own, annotationsAt(references, next, [...seen, next]));
}

function withoutVariants({ oneOf: _oneOf, anyOf: _anyOf, ...base }: Node): Node {
  return base;
}

/** The component that a mapping of a discriminator names by its pointer or its name; nothing where there is none. */
export function mappedTo(document: Node, text: string): string | undefined {
  const byName = append("#", "components", "schemas", text);
  if (lookUp(document, byName) !== undefined) return byName;
  return text.startsWith("#") && lookUp(document, normalize(text)) !== undefined ? normalize(text) : undefined;
}
