/** What an operation is derived from, in short, for who keeps what was derived. Apart from the rest, which runs in browsers. */
import { createHash } from "node:crypto";
import { append, tokensOf } from "./http/pointer.ts";
import type { Description } from "./parse/document.ts";
import { asNode, entriesOf, type Node } from "./parse/node.ts";
import type { Operation } from "./parse/operation.ts";

/** A part of a document that is looked at as a whole: a path item, or a component. */
interface Unit {
  readonly hash: string;
  /** The units that it refers to, as pointers; nothing where it may depend on all of the document. */
  readonly references: readonly string[] | undefined;
}

/** Keywords by which a schema depends on others that it does not name by a reference. */
const reaching = new Set(["$anchor", "$dynamicAnchor", "$dynamicRef", "$id", "$recursiveRef", "discriminator"]);

/**
 * @returns for each operation and webhook of a description, a text that changes with whatever its page or its samples show: the
 * operation itself, all that it refers to, and what all operations have in common, such as servers, credentials and the list of
 * operations. Two with the same text have been derived from the same
 */
export function fingerprints(document: object, description: Description): ReadonlyMap<Operation, string> {
  const known = made.get(description);
  if (known?.document === document) return known.prints;
  const prints = makePrints(document, description);
  made.set(description, { document, prints });
  return prints;
}

/** Samples and pages of a description ask the same. */
const made = new WeakMap<Description, { readonly document: object; readonly prints: ReadonlyMap<Operation, string> }>();

function makePrints(document: object, description: Description): ReadonlyMap<Operation, string> {
  const units = unitsOf(document as Node); // A bundled description is an object.
  const all = [...description.operations, ...description.webhooks];
  const frame = hashOf([commonPart(document as Node), all.map(entryOf)]);
  const whole = hashOf([...units.values()].map(({ hash }) => hash));
  return new Map(
    all.map((operation) => {
      // A path item that stands elsewhere may have words beside the reference to it.
      const own = /^#\/(paths|webhooks)\//.test(operation.pointer);
      const reached = own ? reachedFrom(unitPointer(operation.pointer), units) : undefined;
      return [operation, hashOf([frame, operation.pointer, reached ? reached.map(([, { hash }]) => hash) : whole])];
    }),
  );
}

/** What all that is derived may depend on: everything that is no unit, and how credentials are described. */
function commonPart({ paths: _1, webhooks: _2, components, ...rest }: Node): unknown {
  return [rest, asNode(components)["securitySchemes"]];
}

/** As operations are listed beside each other, and told apart. */
function entryOf({ id, operationId, method, path, summary, tags, pointer }: Operation): unknown {
  return [id, operationId, method, path, summary, tags, pointer];
}

function unitsOf(document: Node): ReadonlyMap<string, Unit> {
  const { paths, webhooks, components } = document;
  const groups: [string, unknown][] = [
    ["#/paths", paths],
    ["#/webhooks", webhooks],
    ...entriesOf(components).map(([kind, group]): [string, unknown] => [append("#/components", kind), group]),
  ];
  return new Map(
    groups.flatMap(([pointer, group]) =>
      entriesOf(group).map(([name, value]): [string, Unit] => [
        unitPointer(append(pointer, name)),
        { hash: hashOf(value), references: referencesOf(value) },
      ]),
    ),
  );
}

/** Pointers are compared as their tokens: a reference may be encoded. */
function unitPointer(pointer: string): string {
  const [first = "", ...rest] = tokensOf(pointer);
  return JSON.stringify([first, ...rest.slice(0, first === "components" ? 2 : 1)]);
}

function referencesOf(value: unknown): readonly string[] | undefined {
  const found = new Set<string>();
  const visit = (node: unknown): boolean => {
    if (typeof node !== "object" || node === null) return true;
    return Object.entries(node).every(([key, child]) => {
      if (reaching.has(key)) return false;
      if (key !== "$ref" || typeof child !== "string") return visit(child);
      if (!child.startsWith("#/")) return false;
      found.add(unitPointer(child));
      return true;
    });
  };
  return visit(value) ? [...found] : undefined;
}

/** @returns in the order in which they are reached; nothing where that can't be told */
function reachedFrom(
  start: string,
  units: ReadonlyMap<string, Unit>,
): readonly (readonly [string, Unit])[] | undefined {
  const reached = new Map<string, Unit>();
  const pending = [start];
  for (let pointer = pending.pop(); pointer !== undefined; pointer = pending.pop()) {
    if (reached.has(pointer)) continue;
    const unit = units.get(pointer);
    if (!unit?.references) return undefined;
    reached.set(pointer, unit);
    pending.push(...unit.references);
  }
  return [...reached];
}

function hashOf(value: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(value) ?? "")
    .digest("hex");
}
