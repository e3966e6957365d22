import { append } from "../http/pointer.ts";
import { type Audience, jsonSchemas } from "../schema/json-schema.ts";
import { createSchemaReader } from "../schema/read.ts";
import type { Direction, ExternalDocs, Schema } from "../schema/types.ts";
import { reportDialect } from "../schema/unread.ts";
import { readExternalDocs } from "./external-docs.ts";
import { createIdentify } from "./identify.ts";
import { type Info, readInfo } from "./info.ts";
import { asNode, entriesOf, type Node, textOf } from "./node.ts";
import { rewriteDocument } from "./objects.ts";
import type { Inherited, Operation } from "./operation.ts";
import { readPathItems } from "./path-item.ts";
import type { Reader } from "./reader.ts";
import { createReferences } from "./references.ts";
import { createReport, type Notice } from "./report.ts";
import { readSecuritySchemes, type SecurityScheme } from "./security.ts";
import { readServers, type Server } from "./server.ts";
import { readTags, type Tag } from "./tag.ts";
import { upgrade } from "./upgrade.ts";

/**
 * What a description says (OpenAPI Object; OpenAPI 3.1, section 4.8.1): references are followed, what is inherited is in place, and
 * each thing carries where it stands in the document. Who brings a validator of their own needs no more of it.
 */
export interface Outline {
  /** The version of the specification that the document is written in, as in `3.1.0`. */
  readonly openapi: string;
  readonly info: Info;
  readonly servers: readonly Server[];
  readonly tags: readonly Tag[];
  readonly externalDocs?: ExternalDocs;
  readonly securitySchemes: readonly SecurityScheme[];
  /** Those of `paths`, in the order of the document. */
  readonly operations: readonly Operation[];
  /** Requests that the API makes on its own. */
  readonly webhooks: readonly Operation[];
  /** The schemas of the components. */
  readonly schemas: readonly Schema[];
  /** Whether any property is only sent, or only answered. */
  readonly directional: boolean;
  /** What the model, or a tool that reads the document beside it, can't do. */
  readonly unsupported: readonly Notice[];
  /** What the model had to decide. */
  readonly warnings: readonly Notice[];
  /**
   * All schemas of the document in JSON Schema 2020-12, each at its pointer, for validators: of requests without asking for
   * what is only answered, and of responses without asking for what is only sent. For readers, descriptions and the like are in it.
   */
  jsonSchemas(direction: Direction, audience?: Audience): object;
}

/**
 * Reads a bundled OpenAPI 3.0, 3.1 or 3.2 document.
 *
 * @throws {Error} where it is none, and where a reference leads nowhere, in a circle or out of the document; the message
 * begins with the place of the reference
 */
export function readOutline(document: object): Outline {
  const written = asNode(document);
  const version = textOf(written["openapi"]);
  if (!/^3\.[012]\.\d+/.test(version)) {
    throw new Error(
      `#/openapi: this is no description that can be read: it must say \`openapi: 3.1.0\` or the like, not ${JSON.stringify(written["openapi"] ?? written["swagger"]) ?? "nothing"}.`,
    );
  }
  const upgraded = upgrade(written);
  const report = createReport();
  const references = createReferences(upgraded);
  const schemaReader = createSchemaReader(references, report);
  const reader: Reader = { ...references, report, schema: schemaReader.read };
  if ("jsonSchemaDialect" in upgraded) reportDialect(upgraded["jsonSchemaDialect"], "#/jsonSchemaDialect", report);
  const content = read(reader, upgraded, version);
  schemaReader.resolveAll();
  const schemas = { request: undefined as Node | undefined, response: undefined as Node | undefined };
  const jsonSchemasFor = (direction: Direction, audience?: Audience) => {
    if (audience === "readers") return jsonSchemas(references, direction, audience);
    // Where nothing is only sent or only answered, both are the same.
    const one = content.directional ? direction : "request";
    schemas[one] ??= jsonSchemas(references, one);
    return schemas[one];
  };
  return Object.freeze({ ...content, ...report.notices, jsonSchemas: jsonSchemasFor });
}

/** What is in the document itself. */
type Content = Omit<Outline, "unsupported" | "warnings" | "jsonSchemas">;

function read(reader: Reader, document: Node, openapi: string): Content {
  const components = asNode(document["components"]);
  const schemes = readSecuritySchemes(reader, components["securitySchemes"]);
  const inherited: Inherited = {
    security: document["security"],
    servers: readServers(document["servers"]),
    schemes,
    identify: createIdentify(operationIds(document), reader.report),
  };
  return {
    openapi,
    info: readInfo(document["info"]),
    servers: inherited.servers,
    tags: readTags(document["tags"]),
    ...readExternalDocs(document["externalDocs"]),
    securitySchemes: schemes,
    operations: readPathItems(reader, document["paths"], "paths", inherited),
    webhooks: readPathItems(reader, document["webhooks"], "webhooks", inherited),
    directional: isDirectional(document),
    schemas: entriesOf(components["schemas"]).map(([name, schema]) =>
      reader.schema(schema, append("#", "components", "schemas", name)),
    ),
  };
}

/** The names that operations have been given. */
function operationIds(document: Node): string[] {
  const ids: string[] = [];
  rewriteDocument(document, (kind, node) => {
    if (kind === "operation" && typeof node["operationId"] === "string") ids.push(node["operationId"]);
    return node;
  });
  return ids;
}

function isDirectional(document: Node): boolean {
  let found = false;
  rewriteDocument(document, (kind, node) => {
    if (kind === "schema" && (node["readOnly"] === true || node["writeOnly"] === true)) found = true;
    return node;
  });
  return found;
}
