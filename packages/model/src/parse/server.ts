import { asNode, entriesOf, listOf, optionalText, textOf, textsOf } from "./node.ts";

/** Server Object (OpenAPI 3.1, section 4.8.5). */
export interface Server {
  /** With its variables in braces, as in `https://{region}.example.com`; relative ones begin with a slash. */
  readonly url: string;
  readonly name?: string;
  /** CommonMark. */
  readonly description?: string;
  readonly variables: readonly ServerVariable[];
}

/** Server Variable Object (OpenAPI 3.1, section 4.8.6). */
export interface ServerVariable {
  readonly name: string;
  readonly default: string;
  /** The only values that it can have; empty where any will do. */
  readonly enum: readonly string[];
  readonly description?: string;
}

export function readServers(value: unknown): Server[] {
  return listOf(value).map((item) => {
    const node = asNode(item);
    return {
      url: textOf(node["url"]),
      ...optionalText(node, "name", "description"),
      variables: entriesOf(node["variables"]).map(([name, variable]) => {
        const fields = asNode(variable);
        return {
          name,
          default: String(fields["default"] ?? ""),
          enum: textsOf(fields["enum"]),
          ...optionalText(fields, "description"),
        };
      }),
    };
  });
}

/** Where nothing is said, the API is where the document is (OpenAPI 3.1, section 4.8.1). */
export const defaultServers: readonly Server[] = [{ url: "/", variables: [] }];
