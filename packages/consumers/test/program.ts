import type { Answer, Subject } from "@spkey/release/subject";

/** What the program is told when it runs. */
export interface Settings {
  readonly credentials: Subject["credentials"]["options"];
  /** The base URLs of the mock, and of the server that never finishes an answer. */
  readonly mock: string;
  readonly stalling: string;
}

/** The one program of all runtimes, and of all TypeScripts: it is an integrator's, and knows nothing of where it runs. */
export function programOf(subject: Subject): string {
  const { credentials, error, request, success } = subject;
  const { operation } = subject.signature;
  return `${importsOf(subject, "isOperationError", "OperationRequest", "OperationResponse")}

export interface Settings {
  readonly credentials: ${typeOf(credentials.options)};
  readonly mock: string;
  readonly stalling: string;
}

const request: OperationRequest = ${JSON.stringify(request)};

/** @returns what became of each call: data, or what the error says of itself */
export async function run({ credentials, mock, stalling }: Settings) {
  // None of our calls waits for so long. A timer that the client left behind would, and the program would not end.
  const options = { ...credentials, timeout: 3_600_000 };
  const client = createClient({ ...options, baseUrl: mock });
  const byPath = createClientByPath({ ...options, baseUrl: mock });
  const controller = new AbortController();

  return {
    success: await operation(client, request).then((data) => {
      ${propertyOf(success, "data")}
      return data;
    }),
    byPath: await byPath
      .${operation.method}(${JSON.stringify(operation.path)}, ${JSON.stringify(initOf(subject))})
      .then(({ data, error, response }) => {
        const answer: OperationResponse | undefined = data;
        return { data: answer, error, status: response.status };
      }),
${error ? `    documented: await failureOf(operation(client, request, { headers: { Prefer: "code=${error.status}" } })),\n` : ""}\
    timeout: await failureOf(
      operation(createClient({ ...options, baseUrl: \`\${stalling}/silent\`, timeout: 500 }), request),
    ),
${success.media ? abortCode : ""}\
  };
}

async function failureOf(call: Promise<OperationResponse>) {
  try {
    return await call;
  } catch (error) {
    console.error(error, JSON.stringify(error)); // An error may be logged anywhere: nothing of it is secret.
    if (!isOperationError(error)) throw error;
    const { kind, operation, attempts, outcome, status } = error;
    const failure = { kind, operation, attempts, outcome, status, isApiError: error instanceof ApiError };
${error ? documentedCode(error) : ""}\
    return failure;
  }
}
`;
}

const abortCode = `\
    abort: await failureOf(
      operation(
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
`;

function documentedCode(error: Answer): string {
  return `\
    if (error.kind === "documented-status" && error.status === ${error.status}) {
      ${propertyOf(error, "error.body")}
      return { ...failure, body: error.body };
    }
`;
}

/**
 * The imports of a program, which calls the operation by the same names in every description: a function of the client could
 * have any name, also one of the program's own.
 *
 * @param names those of the operation's other exports that the program uses
 */
export function importsOf({ signature }: Subject, ...names: readonly OperationName[]): string {
  const { name, guard, requestType, responseType, errorType } = signature;
  const exported = {
    isOperationError: guard,
    OperationError: `type ${errorType}`,
    OperationRequest: `type ${requestType}`,
    OperationResponse: `type ${responseType}`,
  };
  const specifiers = [`${name} as operation`, ...names.map((each) => `${exported[each]} as ${each}`)];
  const own = names.includes("isOperationError") ? ["ApiError", "createClient"] : ["createClient"];
  return `import { ${[...own, ...specifiers].join(", ")} } from "@spkey/client";
import { createClient as createClientByPath } from "@spkey/client/by-path";`;
}

type OperationName = "isOperationError" | "OperationError" | "OperationRequest" | "OperationResponse";

/** What openapi-fetch's methods take besides the path. */
function initOf({ example: { parameters, body } }: Subject): object {
  const params = Object.entries(parameters).filter(([, values]) => Object.keys(values).length > 0);
  return { ...(params.length > 0 && { params: Object.fromEntries(params) }), ...(body !== undefined && { body }) };
}

/** Reads a property of an answer, as the type that it has in the description. */
function propertyOf({ property }: Answer, answer: string): string {
  return property ? `${answer}[${JSON.stringify(property.name)}] satisfies ${property.type};` : "";
}

function typeOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return typeof value;
  const fields = Object.entries(value).map(([name, item]) => `readonly ${JSON.stringify(name)}: ${typeOf(item)}`);
  return `{ ${fields.join("; ")} }`;
}
