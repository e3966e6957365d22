import * as operations from "@spkey/client";
import { type ClientOptions, createClient, isApiError, withResponse } from "@spkey/client";
import { requestOf } from "@spkey/client/signature";
import { oneLine } from "../excerpt.ts";
import { type Arguments, type CallToolResult, refusal, type Tool } from "../tool.ts";
import type { CallableOperation } from "./operation.ts";
import { redact } from "./redact.ts";
import { failure, success } from "./results.ts";

/** How operations are called. */
export interface CallSettings {
  /** Where requests go; by default, to the servers of the description. */
  readonly url: string | undefined;
  /** Milliseconds for all of a call. */
  readonly timeout: number;
  /** Credentials, by the names of the client's options. */
  readonly credentials: Readonly<Record<string, unknown>>;
  /** What no answer may have. */
  readonly secrets: readonly string[];
  /** Ends all calls. */
  readonly ending: AbortSignal;
  /** Is told of each call: what became of it, and nothing of what was sent. */
  readonly log: (line: string) => void;
}

type Run = (client: unknown, request: object, options: { readonly signal: AbortSignal }) => Promise<unknown>;

/**
 * Makes a tool of each operation that was allowed.
 *
 * @throws {TypeError} where the URL is none that the client takes
 */
export function callTools(allowed: readonly CallableOperation[], settings: CallSettings): Tool[] {
  const { url, timeout, credentials } = settings;
  // The credentials are those of the same description that the client was made of.
  const options = { ...credentials, timeout, ...(url !== undefined && { baseUrl: url }) } as ClientOptions;
  const client = createClient(options);
  const names = toolNames(allowed);
  return allowed.map((operation, index) => {
    const run = (operations as Readonly<Record<string, unknown>>)[operation.function] as Run; // Its file was made of the same description.
    return {
      definition: {
        name: names[index] ?? "",
        title: oneLine(operation.title),
        description: descriptionOf(operation, url),
        // It has what a tool needs, as the build has written it.
        inputSchema: operation.inputSchema as Tool["definition"]["inputSchema"],
        annotations: {
          readOnlyHint: operation.repetition === "safe",
          destructiveHint: operation.repetition !== "safe",
          idempotentHint: operation.repetition !== "unsafe",
          openWorldHint: true,
        },
      },
      async run(given, signal) {
        const began = performance.now();
        const result = await call(operation, settings, signal, (own) =>
          withResponse(client, (telling) => run(telling, requestOf(operation.form, valuesOf(given)), { signal: own })),
        );
        const { status = "no answer", outcome = "unknown" } = Object(result.structuredContent);
        settings.log(`${operation.id}: ${status}, ${outcome}, ${Math.round(performance.now() - began)} ms`);
        return result;
      },
    };
  });
}

async function call(
  operation: CallableOperation,
  { secrets, ending }: CallSettings,
  signal: AbortSignal,
  send: (signal: AbortSignal) => Promise<{ readonly data: unknown; readonly response: Response }>,
): Promise<CallToolResult> {
  let result: CallToolResult;
  try {
    const { data, response } = await send(AbortSignal.any([signal, ending]));
    result = success(operation, response.status, data, secrets);
  } catch (error) {
    result = isApiError(error) ? failure(operation, error, secrets) : mistake(error);
  }
  // A server also chooses what its request is called, and of which type a file is.
  return redact(result, secrets) as CallToolResult; // Of texts it makes texts, of objects such objects.
}

/** What is no error of a call is a mistake of ours. Its message may quote anything: only its name is told. */
function mistake(error: unknown): CallToolResult {
  const name = error instanceof Error ? error.name : typeof error;
  return refusal(
    `This server has failed, which is a mistake of its own (${name}). The call may have been applied: look first.`,
  );
}

/** Arguments by their places, as the input's schema has them. */
function valuesOf(given: Arguments): Parameters<typeof requestOf>[1] {
  const of = (place: string) => Object(given[place]) as Readonly<Record<string, unknown>>; // An object, by its schema.
  return {
    parameters: { path: of("path"), query: of("query"), header: of("header"), cookie: of("cookie") },
    body: given["body"],
  };
}

const effects = {
  safe: "It changes nothing.",
  idempotent: "It changes something; twice has the effect of once.",
  unsafe: "It changes something, and is not safe to repeat: ask before you call it.",
} as const;

function descriptionOf({ id, title, method, path, repetition }: CallableOperation, url: string | undefined): string {
  const server = url === undefined ? "the server of its description" : url;
  return `Calls ${method} ${oneLine(path)} at ${server} for real: ${oneLine(title)}. ${effects[repetition]} Read read_operation \`${oneLine(id)}\` first.`;
}

/** As long as hosts take names. */
const maxName = 64;

/** Names that all hosts take: `call_` and the id, in letters, digits, `_` and `-`. */
function toolNames(allowed: readonly CallableOperation[]): string[] {
  const taken = new Set<string>();
  return allowed.map(({ id }) => {
    const wanted = `call_${id.replace(/[^A-Za-z0-9_-]+/g, "_")}`.slice(0, maxName);
    let name = wanted;
    for (let count = 2; taken.has(name.toLowerCase()); count++) {
      const end = `_${count}`;
      name = `${wanted.slice(0, maxName - end.length)}${end}`;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}
