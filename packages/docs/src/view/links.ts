import { append, type Description, type Link, type Operation, tokensOf } from "@spkey/model";
import { type Field, idPart, plainField } from "./field.ts";
import { serverField } from "./servers.ts";
import { json } from "./words.ts";

/** What can be called next with a response (Link Object; OpenAPI 3.1, section 4.8.20). */
export interface LinkView {
  readonly id: string;
  readonly name: string;
  /** CommonMark. */
  readonly description: string;
  /** The operation that it leads to, where the description has it. */
  readonly operation?: Operation;
  /** What it leads to in the description's own words. */
  readonly target: string;
  readonly fields: readonly Field[];
}

export function linkView(description: Description, link: Link, prefix: string): LinkView {
  const id = `${prefix}.${idPart(link.name)}`;
  const operation = operationOf(description, link);
  const filled = Object.entries(link.parameters).map(([name, value]) => [name, "parameter", value] as const);
  const body = "requestBody" in link ? ([["request body", "", link.requestBody]] as const) : [];
  return {
    id,
    name: link.name,
    description: link.description ?? "",
    ...(operation && { operation }),
    target: link.operationId ?? link.operationRef ?? "",
    fields: [
      ...[...filled, ...body].map(([name, type, value], index) =>
        plainField({
          id: `${id}.(${index + 1})`,
          name,
          named: type !== "",
          type,
          constraints: [`filled in with \`${typeof value === "string" ? value : json(value)}\``],
        }),
      ),
      ...(link.server ? [serverField(link.server, `${id}.(server)`)] : []),
    ],
  };
}

function operationOf({ operations }: Description, { operationId, operationRef = "" }: Link): Operation | undefined {
  if (operationId !== undefined) return operations.find((operation) => operation.operationId === operationId);
  const place = append("#", ...tokensOf(operationRef));
  return operations.find(
    // A path item may stand behind a reference: its operations stand elsewhere then.
    ({ path, method, pointer }) => pointer === place || append("#", "paths", path, method.toLowerCase()) === place,
  );
}
