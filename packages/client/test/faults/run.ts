import { inspect } from "node:util";
import { type CommandClient, dismissal, dismissed, type Result as Given, type PathClient } from "../support/command.ts";
import { type Row, secrets } from "./rows.ts";
import { startServer } from "./server.ts";

/** What is tried: the client, or one that stands in for it. */
export type Caller = Pick<CommandClient, "createClient" | "createPathClient" | "dismissGuard" | "ApiError" | "path">;

/** Longer than any row needs, and shorter than a person waits. */
const patience = 8000;

/** Tries one row. @returns what is wrong with what the client did; nothing where all is well */
export async function complaints(row: Row, caller: Caller): Promise<string[]> {
  const elsewhere = await startServer([{ write: ["HTTP/1.1 200 OK\r\n\r\n"] }]);
  const closed = await startServer([]);
  await closed.stop();
  const abort = new AbortController();
  if (row.call?.aborted === "before") abort.abort();
  const server = await startServer(
    row.answers.map(({ write = [], ...answer }) => ({
      ...answer,
      write: write.map((piece) =>
        Buffer.from(Buffer.from(piece).toString("latin1").replace("ELSEWHERE", `${elsewhere.url}/stolen`), "latin1"),
      ),
    })),
    () => row.call?.aborted === "in silence" && abort.abort(),
  );
  const events: unknown[] = [];
  const options = row.options?.(abort, closed.url) ?? {};
  const { onLog = () => {}, ...hooks } = options.hooks ?? {};
  let patienceEnds: NodeJS.Timeout | undefined;
  try {
    const create = row.way === "POST" ? caller.createPathClient : caller.createClient;
    const client = create({
      ...secrets,
      baseUrl: `${server.url}/v1`,
      ...options,
      hooks: {
        ...hooks,
        onLog: (event) => {
          events.push(event);
          return onLog(event);
        },
      },
    });
    const call = calling(row, caller, client, abort.signal);
    const hang = new Promise<never>((_, reject) => {
      patienceEnds = setTimeout(() => reject(new Error("It hangs.")), patience);
    });
    const result: Result = await Promise.race([call, hang]).then(
      (value) => value,
      (thrown: unknown) => ({ thrown }),
    );
    return [
      ...mismatches(row, result, caller),
      ...leaks({ ...result, events }),
      ...(server.applied() > 1 ? [`It was applied ${server.applied()} times.`] : []),
      ...(row.want.requests !== undefined && server.requests.length !== row.want.requests
        ? [`The server saw ${server.requests.length} requests, and not ${row.want.requests}.`]
        : []),
      ...(elsewhere.requests.length > 0 ? ["Another origin was called."] : []),
      ...arrived(row, server.requests),
    ];
  } finally {
    clearTimeout(patienceEnds);
    await Promise.all([server.stop(), elsewhere.stop()]);
  }
}

type Result = Partial<Given> & { readonly thrown?: unknown };

/** The call of a row, by the function of the operation or by its path. */
function calling({ call, request, way }: Row, caller: Caller, client: unknown, signal: AbortSignal): Promise<Result> {
  const options = { signal, ...(call?.headers && { headers: call.headers }) };
  const { guardId, ...body } = { ...dismissal, ...request };
  if (way !== "POST") return caller.dismissGuard(client, { guardId, ...body }, options).then((data) => ({ data }));
  return (client as PathClient).POST(caller.path, { params: { path: { guardId } }, body, ...options }); // Made so above.
}

function mismatches({ want }: Row, { data, error, response, thrown }: Result, { ApiError }: Caller): string[] {
  const got = thrown instanceof ApiError ? inspect(thrown) : inspect({ data, error, thrown });
  if ("ok" in want) {
    const right = thrown === undefined && (data as typeof dismissed | undefined)?.version === dismissed.version;
    return right ? [] : [`Wanted the data, got ${got}`];
  }
  if ("error" in want) {
    const right = error && data === undefined && response?.status === want.error;
    return right ? [] : [`Wanted an error of the status ${want.error}, got ${got}`];
  }
  if (!(thrown instanceof ApiError)) return [`Wanted an error of the client's own, got ${got}`];
  const wrong = (["kind", "outcome", "status"] as const).filter(
    (name) => name in want && thrown[name] !== want[name as "kind"],
  );
  return wrong.map((name) => `Wanted another ${name}: ${got}`);
}

/** Whatever can be printed of a call has no secret in it, in any of the forms in which it is sent. */
function leaks({ thrown, events }: Result & { events: readonly unknown[] }): string[] {
  const error = thrown as Error | undefined;
  const printed: Record<string, string> = {
    message: `${error?.message}`,
    stack: `${error?.stack}`,
    cause: inspect(error?.cause, { depth: 9, showHidden: true }),
    inspect: inspect(error, { depth: 9, showHidden: true }),
    JSON: JSON.stringify(error) ?? "",
    entries: inspect(Object.entries(error ?? {}), { depth: 9 }),
    events: inspect(events, { depth: 9 }) + JSON.stringify(events),
  };
  return Object.entries(printed)
    .filter(([, text]) => Object.values(secrets).some((secret) => text.includes(secret)))
    .map(([name]) => `A secret is in the ${name}.`);
}

/** What is sent is what was meant: the path, both credentials, and each token anew. */
function arrived(row: Row, requests: readonly string[]): string[] {
  const guardId = encodeURIComponent(
    `${row.request && "guardId" in row.request ? row.request["guardId"] : dismissal.guardId}`.toWellFormed(),
  );
  return requests.flatMap((request, index) => [
    ...(request.startsWith(`POST /v1/guards/${guardId}/dismiss HTTP/1.1\r\n`) ? [] : ["Another path was called."]),
    ...(/^x-watch-key: key-SECRET-1\r$/im.test(request) ? [] : ["The API key is missing."]),
    ...(new RegExp(`^authorization: Bearer jwt.header.SECRET(.${index + 1})?\r$`, "im").test(request)
      ? []
      : ["The token is missing, or an old one."]),
  ]);
}
