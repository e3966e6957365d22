import { append } from "../http/pointer.ts";
import { asNode, entriesOf } from "./node.ts";
import { type Inherited, type Operation, readOperation } from "./operation.ts";
import type { Reader } from "./reader.ts";
import type { Place } from "./references.ts";

/** A Path Item Object (OpenAPI 3.1, section 4.8.9), its reference followed. */
export type PathItem = Place;

/** The methods that a path item has fields for, in the order in which they are read; `query` came with 3.2. */
export const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"] as const;

/** The operations of a path, of a webhook, or of an expression of a callback. */
export function readPathItem(
  reader: Reader,
  path: string,
  value: unknown,
  start: string,
  inherited: Inherited,
): Operation[] {
  const item = reader.followPathItem(value, start);
  const additional = entriesOf(item.node["additionalOperations"]);
  const operations = methods
    .filter((method) => method in item.node)
    .map((method) => readOperation(reader, path, method.toUpperCase(), item, [method], inherited));
  const others = additional.map(([method]) =>
    readOperation(reader, path, method, item, ["additionalOperations", method], inherited),
  );
  for (const { method, pointer } of [...operations.filter(({ method }) => method === "QUERY"), ...others]) {
    reader.report.unsupported(
      pointer,
      `Prism and openapi-typescript do not know the method ${method}: they leave this operation out.`,
    );
  }
  return [...operations, ...others];
}

/** Where path items are listed by name: `paths`, `webhooks`. */
export function readPathItems(reader: Reader, items: unknown, field: string, inherited: Inherited): Operation[] {
  const named = entriesOf(items).filter(([name]) => !name.startsWith("x-"));
  for (const [name] of field === "paths" ? named : []) {
    if (!hasFragment(name)) continue;
    reader.report.unsupported(
      append("#", field, name),
      `What follows the \`#\` is not sent: to a server, this is the path ${name.replace(/#.*/s, "")} (RFC 9110, section 7.1).`,
    );
  }
  return named.flatMap(([name, item]) => readPathItem(reader, name, asNode(item), append("#", field, name), inherited));
}

/** Whether a path has a part that is never sent. Some descriptions tell several operations of one path apart by it. */
export function hasFragment(path: string): boolean {
  return path.includes("#");
}
