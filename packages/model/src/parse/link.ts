import { append } from "../http/pointer.ts";
import { asNode, entriesOf, isNode, optionalText } from "./node.ts";
import type { Reader } from "./reader.ts";
import { readServers, type Server } from "./server.ts";

/** Link Object (OpenAPI 3.1, section 4.8.20): what can be called next with what was answered. */
export interface Link {
  readonly name: string;
  /** CommonMark. */
  readonly description?: string;
  /** The `operationId` of the other operation, or what leads to it. */
  readonly operationId?: string;
  readonly operationRef?: string;
  /** Values or runtime expressions (section 4.8.20.4), by the parameter's name, which may say its place: `path.id`. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly requestBody?: unknown;
  readonly server?: Server;
  readonly pointer: string;
}

export function readLinks(reader: Reader, links: unknown, start: string): Link[] {
  return entriesOf(links).map(([name, value]) => {
    const { node, pointer } = reader.follow(value, append(start, name));
    const [server] = isNode(node["server"]) ? readServers([node["server"]]) : [];
    return {
      name,
      ...optionalText(node, "description", "operationId", "operationRef"),
      parameters: asNode(node["parameters"]),
      ...("requestBody" in node && { requestBody: node["requestBody"] }),
      ...(server && { server }),
      pointer,
    };
  });
}
