import { composeExample } from "./compose.ts";
import type {
  Description,
  Example,
  Info,
  MediaType,
  Operation,
  Parameter,
  RequestBody,
  Response,
  Schema,
  SecurityRequirement,
  SecurityScheme,
  Server,
  Tag,
} from "./types.ts";

/** A node of a document that has been linted: its keywords have the types that the specification gives them. */
type Node = Readonly<Record<string, unknown>>;

/** A node, and where it stands. */
interface Place {
  readonly node: Node;
  readonly pointer: string;
}

/** The methods of a Path Item (OpenAPI 3.1, section 4.8.9), in the order in which they are read. */
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/**
 * Reads a bundled OpenAPI 3.0 or 3.1 document.
 *
 * @throws where a reference leads nowhere, or in a circle, or out of the document
 */
export function readDescription(document: Node): Description {
  const components = asNode(document["components"]);
  const securitySchemes = entries(components["securitySchemes"]).map(([key, scheme]) =>
    securityScheme(key, resolve(document, place(scheme, "#")).node),
  );
  const servers = list<Server>(document["servers"]);
  const inherited = { security: document["security"], servers };

  return {
    document,
    info: asNode(document["info"]) as unknown as Info,
    servers,
    tags: list<Tag>(document["tags"]),
    securitySchemes,
    operations: entries(document["paths"]).flatMap(([path, item]) => {
      const pathItem = resolve(document, place(item, `#/paths/${pointerToken(path)}`));
      return methods
        .filter((method) => method in pathItem.node)
        .map((method) => readOperation(document, path, method, pathItem, inherited, securitySchemes));
    }),
    schema: (schema) => resolve(document, place(schema, "#")).node as Schema,
  };
}

function readOperation(
  document: Node,
  path: string,
  method: string,
  pathItem: Place,
  inherited: { security: unknown; servers: readonly Server[] },
  schemes: readonly SecurityScheme[],
): Operation {
  const operation = asNode(pathItem.node[method]);
  const pointer = `${pathItem.pointer}/${method}`;
  const requirements = list<Node>(operation["security"] ?? inherited.security);
  const body = operation["requestBody"];
  const servers = [operation["servers"], pathItem.node["servers"]].map((value) => list<Server>(value));
  return {
    id: text(operation["operationId"]) || camelCase(`${method} ${path}`),
    method: method.toUpperCase(),
    path,
    summary: text(operation["summary"]),
    description: text(operation["description"]),
    tags: list<string>(operation["tags"]),
    deprecated: operation["deprecated"] === true,
    parameters: readParameters(document, pathItem.node["parameters"], operation["parameters"]),
    ...(body !== undefined && { requestBody: readRequestBody(document, place(body, `${pointer}/requestBody`)) }),
    responses: entries(operation["responses"])
      .filter(([status]) => !status.startsWith("x-"))
      .map(([status, node]) => readResponse(document, status, place(node, `${pointer}/responses/${status}`))),
    // An empty requirement makes credentials optional; we then ask for none.
    security: requirements.some((requirement) => Object.keys(requirement).length === 0)
      ? []
      : requirements.map((requirement): SecurityRequirement => {
          const keys = Object.keys(requirement);
          return schemes.filter(({ key }) => keys.includes(key));
        }),
    servers: servers.find(({ length }) => length > 0) ?? inherited.servers,
  };
}

const defaultStyle = { path: "simple", query: "form", header: "simple", cookie: "form" } as const;

/** A parameter of the operation overrides the path's of the same name and location (section 4.8.10). */
function readParameters(document: Node, ...lists: unknown[]): Parameter[] {
  const parameters = new Map<string, Parameter>();
  for (const item of lists.flatMap((value) => list<Node>(value))) {
    const { node } = resolve(document, place(item, "#"));
    // With `content` instead of `schema`, there is exactly one media type (section 4.8.12).
    const [[, media] = ["", {}]] = entries(node["content"]);
    const schema = (node["schema"] ?? asNode(media)["schema"] ?? {}) as Schema;
    const resolveSchema = (node: Schema) => resolve(document, place(node, "#")).node as Schema;
    const [example] = [...readExamples(document, node), ...readExamples(document, asNode(media))];
    const location = node["in"] as Parameter["in"];
    const style = (text(node["style"]) || defaultStyle[location]) as Parameter["style"];
    parameters.set(`${location} ${node["name"]}`, {
      name: text(node["name"]),
      in: location,
      required: node["required"] === true,
      description: text(node["description"]) || text(resolveSchema(schema).description),
      deprecated: node["deprecated"] === true,
      style,
      explode: typeof node["explode"] === "boolean" ? node["explode"] : style === "form",
      json: node["content"] !== undefined,
      schema,
      example: example ? example.value : composeExample(resolveSchema, schema),
    });
  }
  return [...parameters.values()];
}

function readRequestBody(document: Node, reference: Place): RequestBody {
  const { node, pointer } = resolve(document, reference);
  return {
    description: text(node["description"]),
    required: node["required"] === true,
    content: readContent(document, node["content"], pointer).map((media) => withExample(document, media)),
  };
}

/** A request needs a body, also where nobody has written an example of it. */
function withExample(document: Node, media: MediaType): MediaType {
  if (media.examples.length > 0 || !media.schema) return media;
  const value = composeExample((schema) => resolve(document, place(schema, "#")).node as Schema, media.schema);
  return value === undefined ? media : { ...media, examples: [{ value }] };
}

function readResponse(document: Node, status: string, reference: Place): Response {
  const { node, pointer } = resolve(document, reference);
  return { status, description: text(node["description"]), content: readContent(document, node["content"], pointer) };
}

function readContent(document: Node, content: unknown, parent: string): MediaType[] {
  return entries(content).map(([mediaType, value]) => {
    const node = asNode(value);
    const schema = node["schema"] as Schema | undefined;
    const own = readExamples(document, node);
    const [fallback] = schema ? schemaExamples(document, schema) : [];
    return {
      mediaType,
      ...(schema && { schema }),
      examples: own.length > 0 || fallback === undefined ? own : [{ value: fallback }],
      pointer: `${parent}/content/${pointerToken(mediaType)}`,
    };
  });
}

function readExamples(document: Node, node: Node): Example[] {
  if (node["example"] !== undefined) return [{ value: node["example"] }];
  return entries(node["examples"]).flatMap(([name, reference]) => {
    const example = resolve(document, place(reference, "#")).node;
    const summary = text(example["summary"]);
    return "value" in example ? [{ name, value: example["value"], ...(summary && { summary }) }] : [];
  });
}

function schemaExamples(document: Node, schema: Schema): unknown[] {
  const { examples, example } = resolve(document, place(schema, "#")).node as Schema;
  return examples ? [...examples] : example === undefined ? [] : [example];
}

function securityScheme(key: string, node: Node): SecurityScheme {
  return { ...(node as unknown as SecurityScheme), key, description: text(node["description"]) };
}

/** Follows references to their end; what stands beside a `$ref` wins over what it leads to. */
function resolve(document: Node, start: Place): Place {
  const seen = new Set<string>();
  let { node, pointer } = start;
  for (let ref = node["$ref"]; typeof ref === "string"; ref = node["$ref"]) {
    if (seen.has(ref)) throw new Error(`The reference ${ref} leads in a circle.`);
    seen.add(ref);
    const { $ref, ...beside } = node;
    node = { ...lookUp(document, ref), ...beside };
    pointer = ref;
  }
  return { node, pointer };
}

/** RFC 6901, section 6: a JSON Pointer as the fragment of a URI. */
function lookUp(document: Node, ref: string): Node {
  if (!ref.startsWith("#")) throw new Error(`The reference ${ref} leads out of the document. Bundle it first.`);
  let value: unknown = document;
  for (const token of ref.slice(1).split("/").slice(1)) {
    value = asNode(value)[decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  if (typeof value !== "object" || value === null) throw new Error(`The reference ${ref} leads nowhere.`);
  return value as Node;
}

function pointerToken(token: string): string {
  return encodeURIComponent(token.replaceAll("~", "~0").replaceAll("/", "~1"));
}

function place(node: unknown, pointer: string): Place {
  return { node: asNode(node), pointer };
}

function asNode(value: unknown): Node {
  return typeof value === "object" && value !== null ? (value as Node) : {};
}

function entries(value: unknown): [string, unknown][] {
  return Object.entries(asNode(value));
}

/** The items of an array that the specification says holds `Item`s. */
function list<Item>(value: unknown): Item[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function camelCase(words: string): string {
  const [first = "", ...rest] = words.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return first + rest.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
}
