import { lookUp } from "../http/pointer.ts";
import type { Node } from "../parse/node.ts";
import { rewriteDocument } from "../parse/objects.ts";
import { addressOf, addSchema, type Lookup } from "./lookup.ts";

/**
 * Finds the schemas of a document by their addresses. What the validator needs of a schema takes several times its memory: it is made
 * when it is asked for, and made again where it was not kept, as the operations of a description come one after the other.
 *
 * @param most so many objects are kept, which schemas are made of; most descriptions have fewer
 */
export function lookupIn(document: Node, most = 50_000): Lookup {
  const roots = rootsOf(document);
  let made: Lookup = Object.create(null);
  let count = 0;
  return new Proxy(made, {
    get(_, address) {
      if (typeof address !== "string" || made[address] !== undefined) return Reflect.get(made, address);
      const root = rootOf(address, roots);
      const pointer = roots.get(root);
      // Where the root is there, and the schema is not, there is none.
      if (pointer === undefined || made[root] !== undefined) return undefined;
      if (count > most) {
        made = Object.create(null);
        count = 0;
      }
      const schema = structuredClone(lookUp(document, pointer));
      count += objectsIn(schema);
      addSchema(made, schema, pointer);
      return made[address];
    },
  });
}

/** The schemas that are no parts of others, by their addresses: as pointers. */
function rootsOf(document: Node): ReadonlyMap<string, string> {
  const roots = new Map<string, string>();
  rewriteDocument(document, (kind, node, pointer, parent) => {
    if (kind === "schema" && parent !== "schema") roots.set(addressOf(pointer), pointer);
    return node;
  });
  return roots;
}

/** The address of the one that a schema is, or is a part of. */
function rootOf(address: string, roots: ReadonlyMap<string, string>): string {
  for (let end = address.indexOf("/"); end >= 0; end = address.indexOf("/", end + 1)) {
    if (roots.has(address.slice(0, end))) return address.slice(0, end);
  }
  return address;
}

function objectsIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum, part) => sum + objectsIn(part), 1);
}
