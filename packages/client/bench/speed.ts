import { cpus } from "node:os";
import { pathToFileURL } from "node:url";
import { median } from "@spkey/test-kit/bench";
import type { CallerJob, Timing } from "./caller.ts";
import { type Child, start } from "./child.ts";
import type { Peer } from "./peers.ts";
import type { ServerJob } from "./server.ts";
import type { Subject } from "./subject.ts";

/** What is measured, and how long. */
export interface SpeedPlan {
  readonly subject: Subject;
  /** The module with the call of each peer; the others are compared with the first. */
  readonly modules: ReadonlyMap<Peer, string>;
  readonly rounds: number;
  /** Calls of each peer in a round, one after another, and as many before them to warm up. */
  readonly calls: number;
  readonly signal: AbortSignal;
  /** Is told what happens next. */
  readonly onProgress: (text: string) => void;
}

/** One round of one peer. */
export interface Round extends Timing {
  /** To those of the first peer in the same round. */
  readonly ratio: Timing;
}

export interface Speeds {
  readonly rounds: ReadonlyMap<Peer, readonly Round[]>;
  /** How many cores other programs kept busy meanwhile, in each round. */
  readonly others: readonly number[];
}

/** Where the API is on the server. Stripe's client sends JSON to paths that begin like this, and forms elsewhere. */
const basePath = "/v2";

/** How many calls make one turn, at most. */
const turn = 100;

/**
 * Times the calls of all peers. In each round each peer has a fresh process, so that no peer's optimised code serves
 * another; in it they take short turns, each time beginning with another one, so that what disturbs the machine disturbs
 * them all. A ratio is the median of those of the turns.
 *
 * @throws {Error} where a peer sends something else than it should, or gives something else than the answer
 */
export async function measureSpeed(plan: SpeedPlan): Promise<Speeds> {
  const { subject, modules, rounds, calls, signal, onProgress } = plan;
  const credentials = Object.fromEntries(subject.credentials.map(({ key }) => [key, `bench-${key}`]));
  await using server = start("server.ts", signal);
  const port = await server.ask(serverJob(subject, credentials));
  const job: Omit<CallerJob, "module"> = {
    baseUrl: `http://127.0.0.1:${port}${basePath}`,
    credentials,
    request: { path: subject.path, body: subject.body },
    answer: subject.answer.body,
  };
  const turns = Array.from({ length: Math.ceil(calls / turn) }, (_, i) => Math.min(turn, calls - i * turn));
  /** Of the machine, without our server, in microseconds. */
  const processorTime = async () => machineTime() - ((await server.ask("time")) as number); // What our own program sends.
  const others: number[] = [];
  const speeds = new Map<Peer, Round[]>([...modules.keys()].map((peer) => [peer, []]));
  for (let round = 1; round <= rounds; round++) {
    onProgress(`round ${round} of ${rounds}: warm-up`);
    await using callers = new AsyncDisposableStack();
    const players: Player[] = [];
    for (const [peer, module] of modules) {
      const caller = callers.use(start("caller.ts", signal));
      await ask(peer, caller, { ...job, module: pathToFileURL(module).href });
      players.push({ peer, caller, timings: [] });
    }
    // By turns, too: whoever had been warm first would be cold again.
    for (const count of turns) for (const { peer, caller } of players) await ask(peer, caller, count);
    onProgress(`round ${round} of ${rounds}`);
    const [began, used] = [performance.now(), await processorTime()];
    let own = 0;
    for (const [first, count] of turns.entries()) {
      for (const player of rotated(players, first)) {
        const timing = (await ask(player.peer, player.caller, count)) as Timing; // What our own program sends.
        player.timings.push(timing);
        own += timing.cpu * count;
      }
    }
    others.push(Math.max(0, (await processorTime()) - used - own) / (performance.now() - began) / 1000);
    for (const { peer, timings } of players) {
      const base = players[0]?.timings ?? [];
      const ratio = (what: keyof Timing) => median(timings.map((timing, i) => timing[what] / (base[i]?.[what] ?? 0)));
      speeds.get(peer)?.push({
        time: median(timings.map(({ time }) => time)),
        cpu: median(timings.map(({ cpu }) => cpu)),
        ratio: { time: ratio("time"), cpu: ratio("cpu") },
      });
    }
  }
  return { rounds: speeds, others };
}

interface Player {
  readonly peer: Peer;
  readonly caller: Child;
  readonly timings: Timing[];
}

async function ask(peer: Peer, caller: Child, question: object | number): Promise<unknown> {
  try {
    return await caller.ask(question);
  } catch (error) {
    if (!(error instanceof Error) || error.name === "AbortError") throw error;
    throw new Error(`${peer.name} can't be measured: ${error.message}`);
  }
}

/** The processor time of the whole machine since its start, in microseconds. */
function machineTime(): number {
  const times = cpus().flatMap(({ times: { idle: _, ...busy } }) => Object.values(busy));
  return times.reduce((sum, time) => sum + time, 0) * 1000;
}

function rotated<Item>(items: readonly Item[], by: number): Item[] {
  const from = by % items.length;
  return [...items.slice(from), ...items.slice(0, from)];
}

function serverJob(
  { signature: { operation }, path, body, credentials, answer }: Subject,
  values: Record<string, string>,
): ServerJob {
  const target = operation.path.replace(/{([^{}]+)}/g, (_, name: string) => encodeURIComponent(path[name] ?? ""));
  return {
    method: operation.method,
    target: basePath + target,
    headers: Object.fromEntries(
      credentials.map(({ key, header, prefix }) => [header.toLowerCase(), prefix + values[key]]),
    ),
    body,
    answer,
  };
}
