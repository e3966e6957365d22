import { lookUp, normalize } from "../http/pointer.ts";
import type { Description } from "../parse/document.ts";
import { hoistSchemas } from "../parse/hoist.ts";
import { asNode, isNode, type Node } from "../parse/node.ts";
import type { Direction } from "../schema/types.ts";

/** JSON Schemas, and what they refer to, by names of its own: together they are part of one schema. */
export interface SelfContained {
  /** In the order in which they were asked for; a pointer that leads to no schema allows anything. */
  readonly schemas: readonly (Node | boolean)[];
  /** For the keyword `definitions` of the schema that they are put into: all validators know it, and a URL takes its name as it is. */
  readonly definitions: Readonly<Record<string, Node | boolean>>;
}

/**
 * Schemas of a description for who has no description: each with all that it refers to, which is written once.
 *
 * @returns a function that is given the pointers of the schemas that one wants
 */
export function selfContainedSchemas(
  { jsonSchemas }: Pick<Description, "jsonSchemas">,
  direction: Direction,
): (pointers: readonly string[]) => SelfContained {
  const document = hoistSchemas(jsonSchemas(direction, "readers"), "definitions");
  const all = asNode(document["definitions"]);
  return (pointers) => {
    const schemas = pointers.map((pointer) => asSchema(lookUp(document, normalize(pointer))));
    const definitions: Record<string, Node | boolean> = {};
    const pending: unknown[] = [...schemas];
    for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
      for (const name of namesIn(schema)) {
        if (name in definitions || !Object.hasOwn(all, name)) continue;
        const found = asSchema(all[name]);
        definitions[name] = found;
        pending.push(found);
      }
    }
    return { schemas, definitions: Object.fromEntries(Object.entries(definitions).toSorted(byName)) };
  };
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function asSchema(value: unknown): Node | boolean {
  return isNode(value) || typeof value === "boolean" ? value : true;
}

/** The definitions that something refers to. What looks like a reference may be data: then one too many is written. */
function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (!isNode(value)) return [];
  const [, name] = /^#\/definitions\/([^/]+)$/.exec(String(value["$ref"])) ?? [];
  return [...(name === undefined ? [] : [name]), ...Object.values(value).flatMap(namesIn)];
}
