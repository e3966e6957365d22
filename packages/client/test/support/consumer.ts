import {
  type ArraySchema,
  type Description,
  exampleRequest,
  kindOf,
  lookUpProperty,
  resolved,
  type Schema,
} from "@spkey/model";
import { type UnexpectedField, unexpectedFields } from "@spkey/model/unexpected";
import { type Argument, isWritten } from "../../generator/arguments.ts";
import { credentialsOf } from "../../generator/credentials.ts";
import { literal } from "../../generator/names.ts";
import { isCallable, requestOf, type Signature, signaturesOf } from "../../generator/signature.ts";

/** The bytes of every file that is sent. */
export const fileText = "the bytes of a file";

/** A value of each credential that the client of a description sends. */
export function credentialValues(description: Description): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    credentialsOf(description).schemes.map(({ key, code }, index) => [
      key,
      code === "basic" ? { username: `user-${index}`, password: `password-${index}` } : `secret-${index}`,
    ]),
  );
}

/** An operation that has an example of all that it requires. */
export interface Callable {
  readonly signature: Signature;
  readonly request: ReturnType<typeof exampleRequest>;
}

/** Operations that can be called with their examples; of the others, the reasons why not. */
export function callables(description: Description): {
  readonly callable: readonly Callable[];
  readonly skipped: readonly string[];
} {
  const callable: Callable[] = [];
  const skipped: string[] = [];
  for (const signature of signaturesOf(description).signatures) {
    const request = exampleRequest(description, signature.operation);
    const reason = reasonAgainst(description, { signature, request });
    if (reason === undefined) callable.push({ signature, request });
    else skipped.push(`${signature.name}: ${reason}`);
  }
  return { callable, skipped };
}

function reasonAgainst(description: Description, { signature, request }: Callable): string | undefined {
  const { operation, media } = signature;
  if (!isCallable(operation)) return `the client has no ${operation.method}`;
  const [missing] = request.missing;
  if (missing) return `${missing.pointer}: ${missing.message}`;
  const { body, parameters } = request;
  // A form that is described as a text is given as one, but for those of several parts.
  const isText = typeof body === "string";
  const isUnwritten = media && (isText ? kindOf(media.mediaType) === "multipart" : !isWritten(media));
  if (isUnwritten) return `no text of ${media.mediaType} is given`;
  const isValid = (schema: Schema, value: unknown) => description.accepts(schema.pointer, value, "request");
  if (media?.schema && isWritten(media) && !isValid(media.schema, body)) return "the example of its body is not valid";
  // Of a body that is given by its properties, those that no argument is for are not given.
  const depth = signature.body === "properties" ? 1 : 0;
  const isUndeclared = ({ kind, path }: UnexpectedField) => kind === "undeclared" && path.length > depth;
  if (media?.schema && unexpectedFields(media.schema, body).some(isUndeclared)) {
    return "the example of its body has fields that are not described, and no literal of its type has them";
  }
  const wrong = operation.parameters.find(
    ({ name, in: place, schema }) =>
      Object.hasOwn(parameters[place], name) && !isValid(schema, parameters[place][name]),
  );
  if (wrong) return `the example of its parameter \`${wrong.name}\` is not valid`;
  const undeclared = operation.parameters.find(({ name, in: place, schema }) =>
    unexpectedFields(schema, parameters[place][name]).some(({ kind }) => kind === "undeclared"),
  );
  return undeclared && `the example of its parameter \`${undeclared.name}\` has fields that are not described`;
}

/**
 * A program with one function per operation, which calls it with its example as a literal, and reads what its errors are told
 * apart by.
 *
 * @param source the folder of the client's sources, as it is imported
 * @param wanted which functions are called; by default, all
 */
export function consumerProgram(
  description: Description,
  source = "./src",
  wanted: (name: string) => boolean = () => true,
): string {
  const callable = callables(description).callable.filter(({ signature }) => wanted(signature.name));
  return [
    `import * as api from ${JSON.stringify(`${source}/index.ts`)};`,
    "",
    `const credentials = ${JSON.stringify(credentialValues(description))};`,
    "type Fetch = (url: string, init: RequestInit) => Promise<Response>;",
    "",
    "export function calls(fetch: Fetch, baseUrl?: string): Record<string, () => Promise<unknown>> {",
    "  const client = api.createClient({ ...credentials, fetch, retry: false, ...(baseUrl !== undefined && { baseUrl }) });",
    ...(callable.length > 0 ? [] : ["  void client;"]),
    "  return {",
    ...callable.map(callCode),
    "  };",
    "}",
    "",
    ...callable.map(({ signature: { guard, operation } }, index) =>
      [
        `export function status${index}(error: unknown): number | undefined {`,
        `  return api.${guard}(error) && error.operation === ${JSON.stringify(operation.id)} ? error.status : undefined;`,
        "}",
      ].join("\n"),
    ),
    "",
  ].join("\n");
}

function callCode({ signature, request }: Callable): string {
  const given = Object.entries(requestOf(signature, request)).map(([name, value]) => {
    const argument = signature.arguments.find((each) => each.name === name);
    return `${literal(name)}: ${valueCode(value, argument?.schema, levelOf(signature, argument))}`;
  });
  const argument = given.length > 0 ? `, { ${given.join(", ")} }` : "";
  return `    ${literal(signature.name)}: () => api.${signature.name}(client${argument}),`;
}

/** How many objects a value is inside of: bytes are sent as they are up to the parts of a body, and in a text beyond. */
type Level = 0 | 1 | 2;

function levelOf({ media }: Signature, argument: Argument | undefined): Level {
  const isRaw = media !== undefined && !/^(json|form)$/.test(kindOf(media.mediaType));
  if (!isRaw) return 2;
  return argument?.in === "body" ? 0 : argument?.in === "property" ? 1 : 2;
}

/** A value as a literal; bytes are files where they are not in a text. */
function valueCode(value: unknown, schema: Schema | undefined, level: Level): string {
  const end = schema && memberOf(schema, value);
  if (end?.kind === "bytes" && level < 2) return `new Blob([${JSON.stringify(fileText)}])`;
  if (Array.isArray(value)) {
    return `[${value.map((item, index) => valueCode(item, end?.kind === "array" ? itemOf(end, index) : undefined, level)).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const inside = level === 0 ? 1 : 2;
    const entries = Object.entries(value).map(
      ([name, item]) => `${literal(name)}: ${valueCode(item, end && lookUpProperty(end, name), inside)}`,
    );
    return `{ ${entries.join(", ")} }`;
  }
  return JSON.stringify(value);
}

function itemOf({ prefixItems, items }: ArraySchema, index: number): Schema {
  return prefixItems[index] ?? items;
}

/** Of a union, the member that a value is about. */
function memberOf(schema: Schema, value: unknown): Schema | undefined {
  const end = resolved(schema);
  if (end.kind !== "union") return end;
  const kind = Array.isArray(value) ? "array" : typeof value === "object" ? "object" : "bytes";
  return end.members.map((member) => resolved(member)).find((member) => member.kind === kind);
}
