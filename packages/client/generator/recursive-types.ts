import { type Description, type Schema, tokensOf } from "@spkey/model";
import { identifier, pascalCase, uniqueNames } from "./names.ts";

/**
 * Gives each schema that has itself among its items, or among its alternatives' items, a type alias: of a property of an interface,
 * TypeScript takes such a type for one that refers to itself without end (TS2502), but those of an alias's items it reads later.
 *
 * @param types as openapi-typescript writes them of the description
 */
export function withRecursiveTypes(types: string, description: Description): string {
  const names = recursiveSchemas(description);
  if (names.length === 0) return types;
  const unique = uniqueNames();
  const aliases = new Map(names.map((name) => [name, unique(`Recursive${pascalCase(identifier(name))}`)]));
  const refer = (type: string) => type.replace(reference, (all, name) => aliases.get(JSON.parse(name)) ?? all);
  const written: string[] = [];
  const rest = types.replace(schemas, (block) =>
    block.replace(member, (all, head: string, name: string, type: string) => {
      const alias = aliases.get(name.startsWith('"') ? JSON.parse(name) : name);
      if (alias === undefined) return all;
      written.push(`type ${alias} = ${refer(type).replace(/^ {8}/gm, "")};\n`);
      return `${head}${alias};\n`;
    }),
  );
  return rest + written.join("");
}

/** The schemas of the components; of each, its name and its type. Only what ends one stands as far left as it begins. */
const schemas = /^ {4}schemas: \{\n[\s\S]*?^ {4}\};$/m;
const member = /(^ {8}([\w$]+|"(?:[^"\\]|\\.)*"): )([\s\S]*?);\n(?= {4}\}| {8}[^\s})\]])/gm;
const reference = /\bcomponents\["schemas"\]\[("(?:[^"\\]|\\.)*")\]/g;

function recursiveSchemas({ schemas: components }: Description): string[] {
  const all = new Map(
    components.flatMap((schema) => {
      const name = componentAt(schema.pointer);
      return name === undefined ? [] : [[name, parts(schema)] as const];
    }),
  );
  const isRecursive = (name: string): boolean => {
    const seen = new Set<string>();
    const leadsBack = (from: string): boolean =>
      (all.get(from) ?? []).some((to) => to === name || (!seen.has(to) && seen.add(to) && leadsBack(to)));
    return leadsBack(name);
  };
  return [...all.keys()].filter(isRecursive);
}

/** The components that the type of a schema is made of, but for those of its properties: an object's are read later. */
function parts(schema: Schema): string[] {
  switch (schema.kind) {
    case "reference": {
      const name = componentAt(schema.target);
      return name === undefined ? [] : [name];
    }
    case "array":
      return [schema.items, ...schema.prefixItems].flatMap(parts);
    case "union":
      return schema.members.flatMap(parts);
    default:
      return [];
  }
}

function componentAt(pointer: string): string | undefined {
  const [root, field, name, ...inside] = tokensOf(pointer);
  return root === "components" && field === "schemas" && inside.length === 0 ? name : undefined;
}
