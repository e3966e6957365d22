import type { Subject } from "./subject.ts";

/** What the program is told when it runs. */
export interface Settings {
  readonly credentials: Readonly<Record<string, unknown>>;
  /** The base URLs of the mock, and of the server that never finishes an answer. */
  readonly mock: string;
  readonly stalling: string;
}

/** The one program of all runtimes, and of all TypeScripts: it is an integrator's, and knows nothing of where it runs. */
export function programOf({ signature, request, example, credentials, error }: Subject): string {
  const { name, guard, responseType, operation } = signature;
  const { method, path } = operation;
  const params = Object.entries(example.parameters).filter(([, values]) => Object.keys(values).length > 0);
  const given = {
    ...(params.length > 0 && { params: Object.fromEntries(params) }),
    ...("body" in example && { body: example.body }),
  };
  return `import { ApiError, createClient, ${guard}, type ${responseType}, ${name} } from "@spkey/client";
import { createClient as createPathClient } from "@spkey/client/by-path";

export interface Settings {
  readonly credentials: ${typeOf(credentials)};
  readonly mock: string;
  readonly stalling: string;
}

const request = ${JSON.stringify(request)} as const;

/** @returns what became of each call: data, or what the error says of itself */
export async function run({ credentials, mock, stalling }: Settings) {
  // None of our calls waits for so long. A timer that the client left behind would, and the program would not end.
  const options = { ...credentials, timeout: 3_600_000 };
  const client = createClient({ ...options, baseUrl: mock });
  const controller = new AbortController();

  return {
    success: await ${name}(client, request),
    byPath: await createPathClient({ ...options, baseUrl: mock })
      .${method}(${JSON.stringify(path)}, ${JSON.stringify(given)})
      .then(({ data, response }) => ({ data, status: response.status })),
    ${error ? `documented: await failureOf(${name}(client, request, { headers: { Prefer: "code=${error.status}" } })),` : ""}
    timeout: await failureOf(
      ${name}(createClient({ ...options, baseUrl: \`\${stalling}/silent\`, timeout: 500 }), request),
    ),
    abort: await failureOf(
      ${name}(
        createClient({
          ...options,
          baseUrl: \`\${stalling}/half\`,
          fetch: async (url, init) => {
            const response = await fetch(url, init);
            setTimeout(() => controller.abort()); // while it waits for the rest of the body
            return response;
          },
        }),
        request,
        { signal: controller.signal },
      ),
    ),
  };
}

async function failureOf(call: Promise<${responseType}>) {
  try {
    return await call;
  } catch (error) {
    console.error(error, JSON.stringify(error)); // An error may be logged anywhere: nothing of it is secret.
    if (!${guard}(error)) throw error;
    const { kind, operation, attempts, outcome, status } = error;
    const body: unknown = ${error ? 'error.kind === "documented-status" ? error.body : undefined' : "undefined"};
    return { kind, operation, attempts, outcome, status, body, isApiError: error instanceof ApiError };
  }
}
`;
}

function typeOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return typeof value;
  const fields = Object.entries(value).map(([name, item]) => `readonly ${JSON.stringify(name)}: ${typeOf(item)}`);
  return `{ ${fields.join("; ")} }`;
}

/** A line that no compiler may let pass; nothing where the operation has nothing that could be wrong in this way. */
interface Mistake {
  readonly name: string;
  readonly line: string | undefined;
}

/** Mistakes in calls of an operation. */
export function mistakesOf({ signature, request, credentials }: Subject): Mistake[] {
  const { name, arguments: all, operation } = signature;
  const required = all.find((argument) => argument.required);
  const text = all.find(({ name: argument }) => typeof request[argument] === "string");
  const without = Object.fromEntries(Object.entries(request).filter(([argument]) => argument !== required?.name));
  return [
    { name: "a required argument is missing", line: required && `${name}(client, ${JSON.stringify(without)});` },
    {
      name: "an argument of another type",
      line: text && `${name}(client, ${JSON.stringify({ ...request, [text.name]: [[1]] })});`,
    },
    { name: "a timeout that is no number", line: `${name}(client, request, { timeout: "1 s" });` },
    {
      name: "a path that is not there",
      line: `byPath.${operation.method}(${JSON.stringify(`${operation.path}/nowhere`)}, {});`,
    },
    {
      name: "a client without credentials",
      line: Object.keys(credentials).length > 0 ? `${name}(createClient({}), request);` : undefined,
    },
    { name: "an option that is none", line: 'createClient({ password: "x" });' },
  ];
}

/** The mistakes, in a program that is otherwise right, and the lines on which they are. */
export function wrongProgram(subject: Subject): { readonly text: string; readonly lines: readonly number[] } {
  const { signature, credentials, request } = subject;
  const head = [
    `import { createClient, ${signature.name} } from "@spkey/client";`,
    'import { createClient as createPathClient } from "@spkey/client/by-path";',
    `const client = createClient(${JSON.stringify(credentials)});`,
    `const byPath = createPathClient(${JSON.stringify(credentials)});`,
    `const request = ${JSON.stringify(request)} as const;`,
  ];
  const lines = mistakesOf(subject).flatMap(({ line }) => line ?? []);
  return { text: `${[...head, ...lines].join("\n")}\n`, lines: lines.map((_, index) => head.length + index + 1) };
}
