import { append } from "../http/pointer.ts";
import type { ExternalDocs } from "../schema/types.ts";
import type { Callback } from "./callback.ts";
import { readCallbacks } from "./callback.ts";
import { readExternalDocs } from "./external-docs.ts";
import { asNode, extensionsOf, optionalText, textOf, textsOf } from "./node.ts";
import { type Parameter, readParameters } from "./parameter.ts";
import type { PathItem } from "./path-item.ts";
import type { Reader } from "./reader.ts";
import { type RequestBody, readRequestBody } from "./request-body.ts";
import { type Response, readResponses } from "./response.ts";
import { isCredential, readSecurity, type SecurityRequirement, type SecurityScheme } from "./security.ts";
import { defaultServers, readServers, type Server } from "./server.ts";

/** One method on one path (OpenAPI 3.1, section 4.8.10), with what it inherits in place. */
export interface Operation {
  /** Its `operationId`; else a name made of its method and path. No other operation of the description has it. */
  readonly id: string;
  /** As it is written. */
  readonly operationId?: string;
  /** Upper case. */
  readonly method: string;
  /** The path template, as in `/locks/{id}`; of a webhook, its name; of a callback, its expression. */
  readonly path: string;
  readonly summary: string;
  /** CommonMark. */
  readonly description: string;
  /** What its path item says of all of its operations, where it says something. */
  readonly pathItem?: { readonly summary?: string; readonly description?: string };
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  readonly externalDocs?: ExternalDocs;
  /** Those of the path included. */
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  /** In their order. */
  readonly responses: readonly Response[];
  readonly callbacks: readonly Callback[];
  /** Alternatives, in their order: one of them is enough. Empty where no credential is needed. */
  readonly security: readonly SecurityRequirement[];
  /** Its own, or else the path's, or else the document's; at least one. */
  readonly servers: readonly Server[];
  /** Whether its servers are its own, or its path's. */
  readonly ownServers: boolean;
  readonly extensions: Readonly<Record<string, unknown>>;
  /** Where it stands: also behind a path item that is referred to. */
  readonly pointer: string;
}

/** What an operation has from the document. */
export interface Inherited {
  readonly security: unknown;
  readonly servers: readonly Server[];
  readonly schemes: readonly SecurityScheme[];
  /** Gives each operation a name of its own. */
  readonly identify: (operationId: string, method: string, path: string, pointer: string) => string;
}

/** @param field where the operation is in its path item, as in `["get"]` */
export function readOperation(
  reader: Reader,
  path: string,
  method: string,
  item: PathItem,
  field: readonly string[],
  inherited: Inherited,
): Operation {
  const pointer = append(item.pointer, ...field);
  const node = asNode(field.reduce<unknown>((value, name) => asNode(value)[name], item.node));
  const body = readRequestBody(reader, node["requestBody"], append(pointer, "requestBody"));
  const operationId = textOf(node["operationId"]);
  const own = [node["servers"], item.node["servers"]].map(readServers).find(({ length }) => length > 0);
  const ofPath = optionalText(item.node, "summary", "description");
  const security = readSecurity(
    reader,
    "security" in node ? node["security"] : inherited.security,
    inherited.schemes,
    "security" in node ? append(pointer, "security") : append("#", "security"),
  );
  return {
    id: inherited.identify(operationId, method, path, pointer),
    ...(operationId && { operationId }),
    method,
    path,
    summary: textOf(node["summary"]) || textOf(item.node["summary"]),
    description: textOf(node["description"]) || textOf(item.node["description"]),
    ...(Object.keys(ofPath).length > 0 && { pathItem: ofPath }),
    tags: textsOf(node["tags"]),
    deprecated: node["deprecated"] === true,
    ...readExternalDocs(node["externalDocs"]),
    parameters: withoutCredentials(
      reader,
      readParameters(reader, [
        { list: item.node["parameters"], pointer: append(item.pointer, "parameters") },
        { list: node["parameters"], pointer: append(pointer, "parameters") },
      ]),
      security,
    ),
    ...(body && { requestBody: body }),
    responses: readResponses(reader, node["responses"], append(pointer, "responses")),
    callbacks: readCallbacks(reader, node["callbacks"], append(pointer, "callbacks"), inherited),
    security,
    servers: own ?? (inherited.servers.length > 0 ? inherited.servers : defaultServers),
    ownServers: own !== undefined,
    extensions: extensionsOf(node),
    pointer,
  };
}

/** A credential that is a parameter as well would be sent twice. */
function withoutCredentials(
  reader: Reader,
  parameters: readonly Parameter[],
  security: readonly SecurityRequirement[],
): Parameter[] {
  return parameters.filter((parameter) => {
    if (!isCredential(parameter, security)) return true;
    const message = `The parameter \`${parameter.name}\` is a credential of the operation: it is given as that.`;
    reader.report.warning(parameter.pointer, message);
    return false;
  });
}
