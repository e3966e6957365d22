import type { Description, Operation } from "@spkey/model";
import type { Source } from "@spkey/model/source";
import { createPaths } from "../cases/paths.ts";
import { createPlanner } from "../cases/plan.ts";
import type { FindingKind } from "../findings.ts";
import { createJudge } from "../judge/answer.ts";
import { createMask } from "../report/mask.ts";
import { createRecorder, type ReportRecorder } from "../report/recorder.ts";
import type { Report } from "../report/report.ts";
import type { Credentials } from "./credentials.ts";
import { openRoute, type Route, reasonUnreachable } from "./exchange.ts";
import type { Leave } from "./leave.ts";
import { type RunContext, runOperation, type Silence } from "./operation-run.ts";
import { createPace } from "./pace.ts";
import { inShard, type Phase, type Shard } from "./select.ts";
import { textsOf } from "./values.ts";
import { version } from "./version.ts";

export interface VerifyOptions {
  readonly command: "verify" | "test" | "case";
  readonly document: object;
  readonly description: Description;
  /** Where the description is written. */
  readonly source?: Source | undefined;
  /** The file as it was named. */
  readonly file?: string | undefined;
  /** Where the server is; paths of the description are below it. */
  readonly url: string;
  readonly credentials: Credentials;
  readonly leave: Leave;
  /** Ids of the operations to look at. Default: all. */
  readonly operations?: readonly string[];
  readonly phases: readonly Phase[];
  readonly seed: number;
  readonly shard?: Shard | undefined;
  /** How long an exchange may take, its body included, in milliseconds. */
  readonly timeout: number;
  /** Requests a second, at most. */
  readonly rate?: number | undefined;
  readonly accept: readonly FindingKind[];
  /** Whether the server answers with the status that it is asked for, as a mock does. Default: it is tried. */
  readonly onDemand?: boolean | undefined;
  /** The id of the one case to run. */
  readonly only?: string | undefined;
  /** Options of the command line that are needed to run a case again. */
  readonly repeatOptions: readonly string[];
  readonly signal: AbortSignal;
  /** A way to the server that is open already, and stays open. Default: one is opened. */
  readonly route?: Route;
  /** Is told how far it is. */
  readonly progress?: (operation: string, index: number, count: number) => void;
}

/** Holds a server against its description. */
export async function verify(options: VerifyOptions): Promise<Report> {
  const { description, url, timeout, leave, credentials, seed, signal } = options;
  const paths = createPaths(description.operations);
  const recorder = createRecorder({
    description,
    source: options.source,
    mask: createMask(credentials.secrets, textsOf(leave.values)),
    base: url,
    inShell: credentials.inShell,
    again: (id, operation) => commandFor(id, operation, options),
    accept: options.accept,
    showRequests: options.command === "case",
    siblings: paths.sameAs,
  });
  const unreachable = await reasonUnreachable(url, timeout);
  if (unreachable !== undefined) {
    return reportOf(options, recorder, { failed: `Nothing can be reached at ${url}: ${unreachable}.` });
  }
  const chosen = operationsOf(options);
  const route = options.route ?? (await openRoute(options.document, url, timeout));
  const silence = createSilence(timeout);
  const context: RunContext = {
    description,
    plan: createPlanner(description, { seed, canSend: (scheme) => credentials.of(scheme) !== undefined }),
    judge: createJudge(description),
    route,
    pace: createPace({ rate: options.rate, signal }),
    leave,
    credentialOf: credentials.of,
    phases: options.phases,
    seed,
    demand: { isObeyed: options.onDemand },
    only: options.only,
    signal,
    silence,
    record: recorder,
  };
  try {
    for (const [index, operation] of chosen.entries()) {
      if (signal.aborted) break;
      options.progress?.(operation.id, index, chosen.length);
      await runOperation(operation, paths.sameAs(operation), context);
    }
  } finally {
    if (!options.route) await route.stop();
  }
  return reportOf(options, recorder, {
    silent: silence.reason ?? context.pace.exhausted,
    isEmpty: chosen.length === 0,
  });
}

function operationsOf({ description, operations, shard, only }: VerifyOptions): readonly Operation[] {
  const named = operations
    ? description.operations.filter(({ id, operationId }) =>
        operations.some((each) => each === id || each === operationId),
      )
    : description.operations;
  const ofCase = only === undefined ? named : named.filter(({ id }) => only.startsWith(`${id}/`));
  return shard ? inShard(ofCase, shard) : ofCase;
}

/** So many requests in a row may be without an answer, before the server is taken for dead. */
const mostSilent = 5;

function createSilence(timeout: number): Silence {
  let row = 0;
  return {
    add: (isSilent) => {
      row = isSilent ? row + 1 : 0;
    },
    get reason() {
      return row >= mostSilent
        ? `the server gave no answer ${mostSilent} times in a row; each may take ${timeout / 1000} s`
        : undefined;
    },
  };
}

interface End {
  /** Why nothing could be sent. */
  readonly failed?: string;
  /** Why the rest was not sent. */
  readonly silent?: string | undefined;
  readonly isEmpty?: boolean;
}

async function reportOf(options: VerifyOptions, recorder: ReportRecorder, end: End): Promise<Report> {
  const { command, description, file, url, seed, signal } = options;
  const parts = recorder.parts();
  const { verdict, reason } = verdictOf(parts, recorder, end);
  const exitCodes = { kept: 0, broken: 1, "could-not-run": 2 } as const;
  const interrupted = signal.aborted ? "It was ended before all cases were sent." : undefined;
  const why = interrupted ?? reason;
  return {
    version: 1,
    tool: { name: "@spkey/contract", version: await version() },
    command,
    description: {
      title: description.info.title,
      version: description.info.version,
      ...(file !== undefined && { file }),
    },
    target: url,
    seed,
    verdict,
    ...(why !== undefined && { reason: why }),
    exitCode: signal.aborted ? 130 : exitCodes[verdict],
    ...parts,
  };
}

function verdictOf(
  { counts, findings, notTried }: Pick<Report, "counts" | "findings" | "notTried">,
  recorder: ReportRecorder,
  { failed, silent, isEmpty = false }: End,
): { readonly verdict: Report["verdict"]; readonly reason?: string | undefined } {
  if (failed !== undefined) return { verdict: "could-not-run", reason: failed };
  if (findings.some(({ severity, accepted }) => severity === "error" && !accepted)) {
    return { verdict: "broken", reason: silent };
  }
  if (recorder.tookNoCredential()) {
    return {
      verdict: "could-not-run",
      reason: "The server took none of the credentials: each valid request was answered with 401 or 403.",
    };
  }
  if (counts.sent === 0 && counts.notTried > 0) {
    const lacksCredentials = notTried.some(({ reason }) => reason.includes("security requirements"));
    const hint = lacksCredentials ? " Credentials are named by --bearer-env, --api-key-env and --basic-env." : "";
    return { verdict: "could-not-run", reason: `Nothing was sent: see what was not tried, and why.${hint}` };
  }
  if (counts.kept === 0 && !isEmpty) {
    return { verdict: "could-not-run", reason: "No answer could be judged: see what was not judged, and why." };
  }
  return { verdict: "kept", reason: silent };
}

function commandFor(
  id: string,
  { id: operation, method }: Operation,
  { url, repeatOptions, leave }: VerifyOptions,
): string {
  const allow =
    leave.allow.includes(operation) || !["GET", "HEAD"].includes(method) ? [`--allow ${shellQuoted(operation)}`] : [];
  return [`npx @spkey/contract case ${shellQuoted(id)} --url ${shellQuoted(url)}`, ...allow, ...repeatOptions].join(
    " ",
  );
}

/** As one word of a shell. */
export function shellQuoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
