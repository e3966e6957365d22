import { type Description, errorsOf, type Operation, type Schema } from "@spkey/model";

/** What an API answers with one status of 400 or more, all of its operations together. */
export interface ErrorEntry {
  /** As it is described: `404`, `4XX`, `default`. */
  readonly status: string;
  /** Each thing that is said of it, with the operations that say it. */
  readonly meanings: readonly { readonly description: string; readonly operations: readonly Operation[] }[];
  /** The shapes of its bodies, one a schema. */
  readonly schemas: readonly Schema[];
}

/** The documented errors by their status, in ascending order, ranges after what they cover. */
export function errorCatalogue({ operations }: Description): ErrorEntry[] {
  const statuses = new Map<string, Map<string, Operation[]>>();
  const schemas = new Map<string, Map<string, Schema>>();
  for (const operation of operations) {
    for (const { status, description, summary, content } of errorsOf(operation.responses)) {
      const meanings = emplace(statuses, status, () => new Map<string, Operation[]>());
      emplace(meanings, description || summary || "", () => []).push(operation);
      const known = emplace(schemas, status, () => new Map<string, Schema>());
      for (const { schema } of content) if (schema) known.set(keyOf(schema), schema);
    }
  }
  return [...statuses]
    .map(([status, meanings]) => ({
      status,
      meanings: [...meanings].map(([description, own]) => ({ description, operations: own })),
      schemas: [...(schemas.get(status)?.values() ?? [])],
    }))
    .toSorted((a, b) => (rank(a.status) < rank(b.status) ? -1 : 1));
}

function rank(status: string): string {
  return status.replace("XX", "99~").replace("default", "~");
}

/** The same named schema is one shape; schemas without a name are told apart by their place. */
function keyOf(schema: Schema): string {
  return schema.kind === "reference" ? schema.target : schema.pointer;
}

function emplace<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = make();
  map.set(key, value);
  return value;
}
