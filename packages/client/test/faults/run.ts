import { inspect } from "node:util";
import { createClient } from "../../dist/by-path.js";
import { ApiError, removeAccessibleLock } from "../../dist/index.js";
import { type Row, revoked, secrets } from "./rows.ts";
import { startServer } from "./server.ts";

/** What is tried: the client, or one that stands in for it. */
export interface Caller {
  readonly createClient: typeof createClient;
  readonly removeAccessibleLock: typeof removeAccessibleLock;
}

/** Longer than any row needs, and shorter than a person waits. */
const patience = 8000;

const valid = { id: "user-1", lockId: "lock-1", removedBy: "user-2", reason: "Checked out" };

/** Tries one row. @returns what is wrong with what the client did; nothing where all is well */
export async function complaints(row: Row, caller: Caller = { createClient, removeAccessibleLock }): Promise<string[]> {
  const elsewhere = await startServer([{ write: ["HTTP/1.1 200 OK\r\n\r\n"] }]);
  const closed = await startServer([]);
  await closed.stop();
  const server = await startServer(
    row.answers.map(({ write = [], ...answer }) => ({
      ...answer,
      write: write.map((piece) =>
        Buffer.from(Buffer.from(piece).toString("latin1").replace("ELSEWHERE", `${elsewhere.url}/stolen`), "latin1"),
      ),
    })),
  );
  const abort = new AbortController();
  if (row.call?.aborted) abort.abort();
  const events: unknown[] = [];
  const options = row.options?.(abort, closed.url) ?? {};
  const { onLog = () => {}, ...hooks } = options.hooks ?? {};
  let patienceEnds: NodeJS.Timeout | undefined;
  try {
    const client = caller.createClient({
      ...secrets,
      baseUrl: server.url,
      ...options,
      hooks: {
        ...hooks,
        onLog: (event) => {
          events.push(event);
          return onLog(event);
        },
      },
    });
    const { id, ...body } = { ...valid, ...row.request };
    const callOptions = { signal: abort.signal, ...(row.call?.headers && { headers: row.call.headers }) };
    const call =
      row.way === "POST"
        ? client.POST("/users/{id}/RemoveAccessibleLock", { params: { path: { id } }, body, ...callOptions })
        : caller.removeAccessibleLock(client, { id, ...body }, callOptions).then((data) => ({ data }));
    const hang = new Promise<never>((_, reject) => {
      patienceEnds = setTimeout(() => reject(new Error("It hangs.")), patience);
    });
    const result: Result = await Promise.race([call, hang]).then(
      (value) => value,
      (thrown: unknown) => ({ thrown }),
    );
    return [
      ...judged(row, result),
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

interface Result {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response?: Response;
  readonly thrown?: unknown;
}

function judged({ want }: Row, { data, error, response, thrown }: Result): string[] {
  const got = thrown instanceof ApiError ? inspect(thrown) : inspect({ data, error, thrown });
  if ("ok" in want) {
    const right = thrown === undefined && (data as typeof revoked | undefined)?.version === revoked.version;
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
  const id = encodeURIComponent(`${row.request && "id" in row.request ? row.request["id"] : valid.id}`.toWellFormed());
  return requests.flatMap((request, index) => [
    ...(request.startsWith(`POST /users/${id}/RemoveAccessibleLock HTTP/1.1\r\n`) ? [] : ["Another path was called."]),
    ...(/^x-api-key: key-SECRET-1\r$/im.test(request) ? [] : ["The API key is missing."]),
    ...(new RegExp(`^authorization: Bearer jwt.header.SECRET(.${index + 1})?\r$`, "im").test(request)
      ? []
      : ["The token is missing, or an old one."]),
  ]);
}
