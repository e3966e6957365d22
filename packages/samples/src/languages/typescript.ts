import { requestOf, requiredArguments, type Signature } from "@spkey/client/signature";
import { errorsOf, resolved, type Schema } from "@spkey/model";
import { unexpectedFields } from "@spkey/model/unexpected";
import type { Body } from "../body.ts";
import type { Credential } from "../credentials.ts";
import type { Language } from "../language.ts";
import { indented } from "../lines.ts";
import { Expression, literal, Remarked } from "../literal.ts";
import type { FilePart } from "../parts.ts";
import type { SampleRequest } from "../request.ts";
import {
  assigned,
  baseUrlValue,
  javascriptString,
  javascriptSyntax,
  propertyName,
  refusedByFetch,
} from "./javascript.ts";

/** TypeScript with our client, whose deadline is ours by default; formatted as Prettier does. */
export const typescript: Language = {
  id: "typescript",
  label: "TypeScript",
  highlight: "typescript",
  file: "sample.ts",
  comment: "//",
  needs: () => "Needs Node.js 22.18 or newer, and our client.",
  install: "npm install @spkey/client",
  emit(request, form) {
    return form === "code" ? call(request) : program(request);
  },
  limits,
  refuses: (request) => refusedByFetch(request) ?? lacking(request),
};

function limits({ signature, body, values }: SampleRequest): readonly string[] {
  if (!body) return [];
  const { media } = signature;
  if (values.mediaType !== media?.mediaType) {
    return [`The client sends ${media?.mediaType}: for ${values.mediaType}, see the sample in JavaScript.`];
  }
  return standsBeside(signature, values.body)
    ? []
    : ["The client takes the properties of a body by their names: for this body, see the sample in JavaScript."];
}

/** A call without the body that the client requires does not compile. */
function lacking(request: SampleRequest): string | undefined {
  const given = clientRequest(request);
  const missing = requiredArguments(request.signature).find(
    ({ name, in: place }) => /^(body|property)$/.test(place) && !Object.hasOwn(given, name),
  );
  if (!missing) return undefined;
  const [limit = `The client requires \`${missing.name}\`, of which there is no example.`] = limits(request);
  return limit;
}

/** The client checks its credentials, and throws errors that say what became of the call. */
function call(request: SampleRequest): string {
  const { name } = request.signature;
  const given = (variable: string) => `process.env.${variable}!`;
  return [
    ...imports(request, ["createClient", imported(name)]),
    ...clientLines([...request.credentials.flatMap((each) => option(each, given)), ...chosenServer(request, given)]),
    "",
    ...callLines(`const data = await ${local(name)}(`, clientRequest(request), 0),
    "console.log(data);",
  ].join("\n");
}

function program(request: SampleRequest): string {
  const { operation, credentials, signature } = request;
  const { name, guard } = signature;
  const documented = errorsOf(operation.responses).length > 0;
  return [
    ...imports(request, ["createClient", guard, imported(name)]),
    ...clientLines([...credentials.flatMap((each) => option(each, variable)), ...baseUrlOption(request)]),
    "",
    "try {",
    ...indented(callLines(`const data = await ${local(name)}(`, clientRequest(request), 2), "  "),
    "  console.log(data);",
    "} catch (error) {",
    ...indented(unless(`!${guard}(error)`, "throw error;"), "  "),
    ...(documented
      ? [
          '  if (error.kind === "documented-status") {',
          "    console.error(error.status, error.body);",
          "  } else {",
          "    console.error(error.outcome, error.message);",
          "  }",
        ]
      : ["  console.error(error.outcome, error.message);"]),
    "  process.exitCode = 1;",
    "}",
    ...(credentials.length > 0 || request.baseUrl.value === "" ? variableFunction : []),
  ].join("\n");
}

/** Names that a sample has, or uses, besides the function that it calls. */
const taken = new Set(["client", "console", "data", "error", "File", "openAsBlob", "process", "variable"]);

/** What the function is called in a sample. */
function local(name: string): string {
  return taken.has(name) ? `${name}Operation` : name;
}

function imported(name: string): string {
  return local(name) === name ? name : `${name} as ${local(name)}`;
}

function imports(request: SampleRequest, names: readonly string[]): string[] {
  return [
    ...(isShown(request) && usesFiles(request.body) ? ['import { openAsBlob } from "node:fs";'] : []),
    ...list("import {", names.toSorted(), '} from "@spkey/client";'),
    "",
  ];
}

function clientLines(options: readonly string[]): string[] {
  if (options.length === 0) return ["const client = createClient({});"];
  return ["const client = createClient({", ...indented(options, "  "), "});"];
}

/** The client knows the servers of the description. */
function chosenServer({ baseUrl }: SampleRequest, given: (variable: string) => string): string[] {
  if (baseUrl.value === "") return [`baseUrl: ${given(baseUrl.variable)},`];
  return baseUrl.chosen ? assigned("baseUrl:", [javascriptString(baseUrl.value)], ",", 2) : [];
}

/** Whether the client takes the body. */
function isShown({ signature, values }: SampleRequest): boolean {
  return values.mediaType === signature.media?.mediaType && standsBeside(signature, values.body);
}

/** What the client is given: what can be sent, and in the place of bytes what reads them. */
function clientRequest(request: SampleRequest): Readonly<Record<string, unknown>> {
  const { signature, values, body } = request;
  return requestOf(signature, {
    parameters: remarkedParameters(signature, values.parameters),
    ...(body && isShown(request) && { body: remarkedBody(signature, clientBody(signature, body, values.body)) }),
  });
}

/**
 * A literal may only have the properties that its type declares. An example may have others, where its schema allows them: the
 * compiler tells of the first one in each object, and of none where it tells of one further inside.
 */
function remarked(schema: Schema, value: unknown, isTaken = (_path: readonly string[]) => false): unknown {
  const paths = unexpectedFields(schema, value).flatMap(({ kind, path }) =>
    kind === "undeclared" && !isTaken(path) ? [path] : [],
  );
  const objects = paths.map((path) => JSON.stringify(path.slice(0, -1)).slice(0, -1));
  const isTold = (own: string, index: number) =>
    objects.every((other, at) => (other === own ? at >= index : !other.startsWith(own)));
  return paths.filter((_, index) => isTold(objects[index] ?? "", index)).reduce(withRemark, value);
}

function remarkedBody({ media, body: given }: Signature, body: unknown): unknown {
  if (!media?.schema || body instanceof Expression) return body;
  // Beside the other arguments, any others are taken.
  return remarked(media.schema, body, (path) => given === "properties" && path.length === 1);
}

function remarkedParameters(
  { operation }: Signature,
  parameters: SampleRequest["values"]["parameters"],
): SampleRequest["values"]["parameters"] {
  const made = { path: {}, query: {}, header: {}, cookie: {} };
  for (const { in: place, name, schema } of operation.parameters) {
    if (!Object.hasOwn(parameters[place], name)) continue;
    Object.assign(made[place], { [name]: remarked(schema, parameters[place][name]) });
  }
  return made;
}

function withRemark(value: unknown, [name = "", ...path]: readonly string[]): unknown {
  const inner = Object(value)[name];
  const field =
    path.length > 0
      ? withRemark(inner, path)
      : new Remarked("// @ts-expect-error: its type does not declare it", inner);
  return Object.assign(Array.isArray(value) ? [...value] : { ...Object(value) }, { [name]: field });
}

/** Whether a body can be given by its properties, where the client takes it so: it has none but those that the client knows. */
function standsBeside(signature: Signature, body: unknown): boolean {
  if (signature.body !== "properties") return true;
  if (typeof body !== "object" || body === null || Array.isArray(body)) return false;
  const known = signature.arguments.flatMap(({ in: place, key }) => (place === "property" ? [key] : []));
  const names = signature.arguments.map(({ name }) => name);
  const others = Object.keys(body).filter((key) => !known.includes(key));
  return others.every((key) => signature.open && !names.includes(key));
}

function clientBody({ media }: Signature, body: Body, value: unknown): unknown {
  if (body.kind === "binary") return new Expression(`await openAsBlob(${javascriptString(body.file)})`);
  // What is described as bytes is given as such, also where it is text.
  if (body.kind === "text" && media?.schema && resolved(media.schema).kind === "bytes") {
    return new Expression(`new Blob([${javascriptString(body.text)}])`);
  }
  if (body.kind !== "multipart") return value;
  const files = body.parts.filter((part) => "file" in part);
  return Object.fromEntries(
    Object.entries(Object(value)).map(([name, item]) => {
      const own = files.filter((file) => file.name === name).map(fileCode);
      return [name, own.length === 0 ? item : Array.isArray(item) ? own : own[0]];
    }),
  );
}

function fileCode({ file, contentType }: FilePart): Expression {
  const name = javascriptString(file);
  const open = `new File([await openAsBlob(${name})], ${name}`;
  if (contentType === undefined) return new Expression(`${open})`);
  return new Expression(`${open}, {`, `  type: ${javascriptString(contentType)},`, "})");
}

function usesFiles(body: Body | undefined): boolean {
  return body?.kind === "binary" || (body?.kind === "multipart" && body.parts.some((part) => "file" in part));
}

/** Prettier gives each item a line of its own where one line would be longer than 80. */
function list(open: string, items: readonly string[], close: string): string[] {
  const line = `${open} ${items.join(", ")} ${close}`;
  return line.length <= 80 ? [line] : [open, ...items.map((item) => `  ${item},`), close];
}

/** A call that is indented by some columns, with a request that is an object of several lines, or none where it would be empty. */
function callLines(call: string, request: Readonly<Record<string, unknown>>, column: number): string[] {
  const given = (margin: number) => literal(request, javascriptSyntax, { margin });
  const fits = (line: string) => column + line.length <= 80;
  if (Object.keys(request).length === 0)
    return fits(`${call}client);`) ? [`${call}client);`] : [call, "  client,", ");"];
  return fits(`${call}client, {`)
    ? [`${call}client, ${given(column)});`]
    : [call, "  client,", ...indented([`${given(column + 2)},`], "  "), ");"];
}

function unless(condition: string, statement: string): string[] {
  const line = `if (${condition}) ${statement}`;
  return `  ${line}`.length <= 80 ? [line] : [`if (${condition})`, `  ${statement}`];
}

const variableFunction = [
  "",
  "function variable(name: string): string {",
  "  const value = process.env[name];",
  "  if (value) return value;",
  "  console.error(`Set ${name} in the environment first.`);",
  "  process.exit(1);",
  "}",
];

function option(credential: Credential, given: (variable: string) => string): string[] {
  const name = `${propertyName(credential.key)}:`;
  if (credential.kind !== "basic") return [`${name} ${given(credential.variable)},`];
  const { username, password } = credential;
  return [`${name} {`, `  username: ${given(username)},`, `  password: ${given(password)},`, "},"];
}

function baseUrlOption({ baseUrl }: SampleRequest): string[] {
  if (baseUrl.value === "") return [`baseUrl: ${variable(baseUrl.variable)},`];
  return assigned("baseUrl:", baseUrlValue(baseUrl), ",", 2);
}

function variable(name: string): string {
  return `variable(${javascriptString(name)})`;
}
