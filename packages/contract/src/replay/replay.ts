import type { Violation } from "@spkey/mock";
import { append, type Description, isOfClass, type Operation, type SecurityScheme } from "@spkey/model";
import type { Source } from "@spkey/model/source";
import type { Case } from "../cases/case.ts";
import { type Finding, type FindingKind, finding } from "../findings.ts";
import { createJudge, type Judge } from "../judge/answer.ts";
import { broken, type Judgement, notJudged, together } from "../judge/judgement.ts";
import { createMask } from "../report/mask.ts";
import { createRecorder } from "../report/recorder.ts";
import type { Report } from "../report/report.ts";
import { operationFinder, recordedBasesOf } from "../server-bases.ts";
import { type Exchange, openRoute, type Route } from "../verify/exchange.ts";
import { judgeOpen } from "../verify/judge-open.ts";
import { version } from "../verify/version.ts";
import type { Recorded } from "./har.ts";
import { type ReplayServer, startReplayServer } from "./replay-server.ts";

export interface ReplayOptions {
  readonly document: object;
  readonly description: Description;
  readonly source?: Source | undefined;
  /** The description's file, as it was named. */
  readonly file?: string | undefined;
  /** What the recording is called. */
  readonly recording: string;
  readonly entries: readonly Recorded[];
  /** Where the server was. Default: the description's servers. */
  readonly url?: string | undefined;
  /** Ids of operations. Default: all. */
  readonly operations?: readonly string[];
  readonly accept: readonly FindingKind[];
  readonly signal: AbortSignal;
}

/** Judges recorded traffic. Nothing leaves this machine: a server on it answers as was recorded, with the proxy before it. */
export async function replay(options: ReplayOptions): Promise<Report> {
  const { document, description, source, entries, accept, signal } = options;
  const recorder = createRecorder({
    description,
    source,
    mask: createMask(secretsOf(entries, description.securitySchemes), []),
    base: "",
    inShell: () => undefined,
    accept,
    siblings: () => [],
  });
  const find = finderOf(options);
  const matched = entries.map((entry) => ({ entry, operation: find(entry) }));
  const chosen = new Set(matched.flatMap(({ operation }) => operation ?? []));
  for (const operation of chosen) recorder.planned(operation, { cases: [], leftOut: [], untried: [] });
  const strange = matched.filter(({ operation }) => operation === undefined).map(({ entry }) => entry.number);
  const server = await startReplayServer();
  const route = await openRoute(document, server.url, 10_000);
  const judge = createJudge(description);
  try {
    for (const { entry, operation } of matched) {
      if (!operation || signal.aborted) continue;
      const given = caseOf(operation, entry);
      const reason = unreadable(entry);
      if (reason !== undefined) recorder.notTried(given, reason);
      else {
        const exchange = await exchangeOf(entry, operation, server, route);
        const judgement = judgementOf(judge, operation, exchange);
        recorder.sent({ given, kind: "open", maySucceed: false }, { judgement, exchange, values: undefined });
      }
    }
  } finally {
    await route.stop();
    await server.stop();
  }
  return reportOf(options, recorder.parts(), strange);
}

async function reportOf(
  { description, file, recording, signal }: ReplayOptions,
  parts: ReturnType<ReturnType<typeof createRecorder>["parts"]>,
  strange: readonly number[],
): Promise<Report> {
  const isBroken = parts.findings.some(({ severity, accepted }) => severity === "error" && !accepted);
  const verdict = isBroken ? "broken" : parts.counts.kept > 0 ? "kept" : "could-not-run";
  const exitCodes = { kept: 0, broken: 1, "could-not-run": 2 } as const;
  const shown = strange.slice(0, 10).join(", ");
  const more = strange.length > 10 ? ` and ${strange.length - 10} more` : "";
  const unknown =
    strange.length === 0 ? [] : [`No operation is described for entries ${shown}${more} of the recording.`];
  const nothing =
    verdict === "could-not-run" ? ["Nothing in the recording could be judged; --url says where the server was."] : [];
  const reason = [...nothing, ...unknown].join(" ");
  return {
    version: 1,
    tool: { name: "@spkey/contract", version: await version() },
    command: "replay",
    description: {
      title: description.info.title,
      version: description.info.version,
      ...(file !== undefined && { file }),
    },
    target: recording,
    seed: 0,
    verdict,
    ...(reason !== "" && { reason }),
    exitCode: signal.aborted ? 130 : exitCodes[verdict],
    ...parts,
  };
}

/** Of the operations that are wanted, the one that was called. */
function finderOf({ description, url, operations }: ReplayOptions): (entry: Recorded) => Operation | undefined {
  const find = operationFinder(description.operations, recordedBasesOf(description, url));
  return ({ method, url: called }) => {
    const found = find(method, called.href);
    return found && operations && !operations.includes(found.id) ? undefined : found;
  };
}

function caseOf(operation: Operation, { number }: Recorded): Case {
  return {
    id: `${operation.id}/entry/${number}`,
    name: `${operation.id}, entry ${number} of the recording`,
    operation,
    request: { parameters: { path: {}, query: {}, header: {}, cookie: {} }, credentials: [] },
    wanted: { outcome: "accepted" },
    tries: [],
  };
}

function unreadable({ answer, method }: Recorded): string | undefined {
  if (answer.status < 200 || answer.status > 599) return "the recording has no answer to it";
  if (answer.body === undefined && method !== "HEAD") return "the recording has not kept the body of the answer";
  return undefined;
}

/** The same path below the server of this machine. */
async function exchangeOf(
  { url, method, headers, body, answer }: Recorded,
  { path }: Operation,
  server: ReplayServer,
  route: Route,
): Promise<Exchange> {
  server.put(answer);
  const segments = path.split("/").length - 1;
  const target = `/${url.pathname.split("/").slice(-segments).join("/")}${url.search}`;
  const isBodiless = method === "GET" || method === "HEAD";
  return route.exchange({ method, target, headers, ...(body && !isBodiless && { body }) });
}

/** Credentials are often taken out of a recording: that one is missing proves nothing. */
function judgementOf(judge: Judge, operation: Operation, { answer, failure, violations }: Exchange): Judgement {
  if (!answer)
    return notJudged(operation.pointer, `the recorded answer can't be sent again: ${failure ?? "it is none"}`);
  const judged = judgeOpen(judge, operation, answer);
  if (!isOfClass(String(answer.status), 2)) return judged;
  return together([broken(...acceptedRules(operation, violations)), judged]);
}

/** What a successful request has broken, by its place. */
function acceptedRules(operation: Operation, violations: readonly Violation[] | undefined): Finding[] {
  return (violations ?? [])
    .filter(({ severity, location, code }) => severity === "Error" && location[0] === "request" && code !== 401)
    .map(({ location, code }) => {
      const [, place = "", ...path] = location;
      const pointer =
        place === "body"
          ? (operation.requestBody?.pointer ?? operation.pointer)
          : append(operation.pointer, "parameters");
      const at = ["request", place, ...path].join("/");
      return finding(
        "invalid-request-accepted",
        pointer,
        at,
        `the request breaks \`${code ?? "a rule"}\`, and succeeded`,
      );
    });
}

/** Values of headers and of the query that are credentials, by the schemes and by their usual names. */
function secretsOf(entries: readonly Recorded[], schemes: readonly SecurityScheme[]): string[] {
  const names = schemes.flatMap((scheme) => (scheme.type === "apiKey" ? [scheme.name.toLowerCase()] : []));
  const isSecret = (name: string) =>
    names.includes(name.toLowerCase()) || /authorization|cookie|token|key|secret|password/i.test(name);
  const secrets = entries.flatMap(({ url, headers }) =>
    [...headers, ...url.searchParams].flatMap(([name, value]) =>
      isSecret(name) ? [value, ...value.split(/[ ;=]+/)] : [],
    ),
  );
  return [...new Set(secrets)].filter((text) => text.length > 5);
}
