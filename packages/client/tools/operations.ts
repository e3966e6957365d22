import {
  type Description,
  errorsOf,
  exampleRequest,
  functionName,
  guardName,
  type Layout,
  layoutOf,
  type Operation,
  type Parameter,
  requestOf,
  type Schema,
  sentMedia,
} from "@spkey/spec";
import { kindOf } from "./media.ts";
import { comment, literal, pascalCase } from "./names.ts";
import { promisesOf, successesOf } from "./promises.ts";
import type { Shapes } from "./shapes.ts";

/** A property of a request. */
interface Argument {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly doc: string;
}

/** What the types of one operation are made of. */
interface Types {
  /** The operation in the types of openapi-typescript. */
  readonly base: string;
  /** The type of something that is sent, or answered, without what is only answered, or sent. */
  readonly sent: (type: string) => string;
  readonly answered: (type: string) => string;
}

/** The module with a function, and the types, of each operation. */
export function operationsModule(description: Description, shapes: Shapes, marked: boolean): string {
  const owners = new Map<string, string>();
  const claim = (name: string, { method, path }: Operation) => {
    const own = `${method} ${path}`;
    const other = owners.get(name);
    if (other !== undefined) {
      throw new Error(
        `${own} and ${other} would both be \`${name}\` in the client. Give one of them another operationId in the description.`,
      );
    }
    owners.set(name, own);
    return name;
  };
  const parts = description.operations.map((operation) => {
    return operationCode(description, operation, shapes, marked, functionName(operation), (name) =>
      claim(name, operation),
    );
  });
  const code = parts.join("\n");
  return [
    'import type { Client } from "../client.ts";',
    ...(code.includes(" compose.") ? ['import * as compose from "../compose.ts";'] : []),
    'import type { DocumentedStatusError, UndocumentedError } from "../errors.ts";',
    'import { call, isErrorOf } from "../operation.ts";',
    `import type { ${["components", "operations", "paths", "Readable", "Writable"].filter((name) => new RegExp(`\\b${name}[[<]`).test(code)).join(", ")} } from "./schema.ts";`,
    'import type { CallOptions } from "../transport.ts";',
    'import * as shapes from "./shapes.ts";',
    "",
    code,
  ].join("\n");
}

function operationCode(
  description: Description,
  operation: Operation,
  shapes: Shapes,
  marked: boolean,
  id: string,
  claim: (name: string) => string,
): string {
  const { method, path } = operation;
  const types = typesOf(description, operation, marked);
  const layout = layoutOf(description, operation);
  const name = claim(id);
  const [requestType, responseType, errorType] = ["Request", "Response", "Error"].map((suffix) =>
    claim(pascalCase(id) + suffix),
  );
  const guard = claim(guardName(operation));
  const known = `${name}_`; // No function is called like this.
  const parameters = argumentsOf(description, operation, layout, types);
  const optional = parameters.every(({ required }) => !required);
  const places = operation.parameters
    .filter(({ in: location }) => layout !== "nested" && location !== "path")
    .map((parameter) => `${literal(parameter.name)}: ${JSON.stringify(parameter.in)}`);
  const data = [
    `id: ${JSON.stringify(operation.id)}`,
    `method: ${JSON.stringify(method)}`,
    `path: ${JSON.stringify(path)}`,
    ...(places.length > 0 ? [`in: { ${places.join(", ")} }`] : []),
    ...(layout === "flat" ? ["flat: true"] : layout === "nested" ? ["nested: true"] : []),
    promisesOf(operation, shapes),
  ].join(", ");
  const errors = errorsOf(operation.responses).map(({ status, content }) => {
    const code = /^\d+$/.test(status) ? status : "number";
    return `DocumentedStatusError<${code}, ${types.answered(bodyType(`${types.base}["responses"][${statusKey(status)}]`, content, true))}>`;
  });
  const hasRequest = parameters.length > 0;
  const request = hasRequest ? `request${optional ? "?" : ""}: ${requestType}, ` : "";
  return `${
    hasRequest
      ? `${comment([`What \`${name}\` takes.`])}export interface ${requestType} {\n${parameters
          .map(
            (each) =>
              `${comment([each.doc], "  ")}  readonly ${literal(each.name)}${each.required ? "" : "?"}: ${each.type};\n`,
          )
          .join("")}}\n\n`
      : ""
  }${comment([`What \`${name}\` answers.`])}export type ${responseType} = ${
    successesOf(operation.responses)
      .map(({ status, content }) =>
        types.answered(bodyType(`${types.base}["responses"][${statusKey(status)}]`, content)),
      )
      .join(" | ") || "unknown"
  };

${comment([`What \`${name}\` throws: an answer that is documented, or one of the errors of any call.`])}export type ${errorType} = ${[
    ...errors,
    "UndocumentedError",
  ].join(" | ")};

${comment([`Whether something that was thrown is an error of \`${name}\`; its \`kind\` and \`status\` then tell its type.`])}export function ${guard}(error: unknown): error is ${errorType} {
  return isErrorOf(${JSON.stringify(operation.id)}, error);
}

const ${known}: Parameters<typeof call>[1] = { ${data} };

${comment(documentation(operation, name, layout, hasRequest))}export function ${name}(client: Client, ${request}options?: CallOptions): Promise<${responseType}> {
  return call(client, ${known}, ${hasRequest ? "request" : "undefined"}, options);
}
`;
}

/** Summary, description, errors and an example, from the description. */
function documentation(operation: Operation, name: string, layout: Layout, hasRequest: boolean): string[] {
  const { summary, description, deprecated, responses } = operation;
  const given = requestOf(layout, exampleRequest(operation));
  const example = hasRequest ? `, ${JSON.stringify(given, null, 2)}` : "";
  return [
    ...(summary ? [summary, ""] : []),
    ...(description ? [...description.split("\n"), ""] : []),
    ...errorsOf(responses).map(
      ({ status, description: why }) => `@throws {DocumentedStatusError} ${status}: ${why.replaceAll(/\s+/g, " ")}`,
    ),
    "@throws {UndocumentedError} another answer, or none",
    "@example",
    "```ts",
    ...`const answer = await ${name}(client${example});`.split("\n"),
    "```",
    ...(deprecated ? ["@deprecated"] : []),
  ];
}

function argumentsOf(description: Description, operation: Operation, layout: Layout, types: Types): Argument[] {
  const { parameters, requestBody } = operation;
  const typeOf = ({ name, in: location }: Parameter) =>
    types.sent(`NonNullable<${types.base}["parameters"]["${location}"]>[${JSON.stringify(name)}]`);
  const media = requestBody && sentMedia(requestBody.content);
  const bodyBase = media && `NonNullable<${types.base}["requestBody"]>["content"][${JSON.stringify(media.mediaType)}]`;
  const body: Argument[] =
    requestBody && bodyBase
      ? [{ name: "body", type: types.sent(bodyBase), required: requestBody.required, doc: requestBody.description }]
      : [];
  const own = parameters.map((parameter): Argument => {
    const { name, required, description: doc } = parameter;
    return { name, type: typeOf(parameter), required: required || parameter.in === "path", doc };
  });
  if (layout === "apart") return [...own, ...body];
  if (layout === "flat" && requestBody && media?.schema) {
    const schema = description.schema(media.schema);
    const properties = Object.entries(schema.properties ?? {}).filter(
      ([, property]) => !description.schema(property).readOnly,
    );
    return [
      ...own,
      ...properties.map(([name, property]) => ({
        name,
        type: types.sent(`${schemaType(media.schema) ?? bodyBase}[${JSON.stringify(name)}]`),
        required: schema.required?.includes(name) ?? false,
        doc: description.schema(property).description ?? "",
      })),
    ];
  }
  const places = [...new Set(parameters.map(({ in: location }) => location))];
  return [
    ...places.map((location) => ({
      name: location,
      type: `NonNullable<${types.base}["parameters"]["${location}"]>`,
      required: parameters.some((each) => each.in === location && (each.required || location === "path")),
      doc: "",
    })),
    ...body,
  ];
}

/** The type that openapi-typescript has for a schema of the components. */
function schemaType(schema: Schema | undefined): string | undefined {
  const [, name] = /^#\/components\/schemas\/([^/]+)$/.exec(schema?.$ref ?? "") ?? [];
  return name && `components["schemas"][${JSON.stringify(decodeURIComponent(name))}]`;
}

function typesOf(description: Description, { id, method, path }: Operation, marked: boolean): Types {
  const item = description.document["paths"] as Record<string, Record<string, { operationId?: string } | undefined>>;
  const named = item[path]?.[method.toLowerCase()]?.operationId !== undefined;
  const wrap = (helper: string) => (type: string) => (marked && /\["/.test(type) ? `${helper}<${type}>` : type);
  return {
    base: named
      ? `operations[${JSON.stringify(id)}]`
      : `paths[${JSON.stringify(path)}][${JSON.stringify(method.toLowerCase())}]`,
    sent: wrap("Writable"),
    answered: wrap("Readable"),
  };
}

/** Whether something is only sent, or only answered: openapi-typescript then marks it, and the types have to be told. */
export function hasMarkers({ document }: Description): boolean {
  return /"(readOnly|writeOnly)":true/.test(JSON.stringify(document));
}

/** The type of a body, by what the client makes of it. */
function bodyType(response: string, content: Operation["responses"][number]["content"], error = false): string {
  const types = content.map(({ mediaType }) => {
    const kind = kindOf(mediaType);
    if (kind === "json") return `${response}["content"][${JSON.stringify(mediaType)}]`;
    return error || kind === "text" ? "string" : kind === "blob" ? "Blob" : "ReadableStream<Uint8Array>";
  });
  return [...new Set(types)].join(" | ") || "undefined";
}

function statusKey(status: string): string {
  return /^\d+$/.test(status) ? status : JSON.stringify(status);
}
