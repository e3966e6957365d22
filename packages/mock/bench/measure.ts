import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import type { Competitor } from "./competitors.ts";
import { startGenerator } from "./generator.ts";
import type { LoadResult } from "./load.ts";
import type { BenchRequest } from "./request.ts";
import { type Server, startServers } from "./server.ts";

/** What is measured, and how long. */
export interface Plan {
  readonly competitors: readonly Competitor[];
  /** The path of the description that all of them serve. */
  readonly description: string;
  readonly request: BenchRequest;
  readonly rounds: number;
  /** How long a round takes for each of them, and the warm-up before the first one. */
  readonly seconds: number;
  /** How often each of them is started for its start-up time. */
  readonly starts: number;
  readonly signal: AbortSignal;
  /** Is told what happens next. */
  readonly onProgress: (text: string) => void;
}

/** What was measured of one competitor. */
export interface Measurement {
  readonly competitor: Competitor;
  /** In milliseconds. */
  readonly starts: number[];
  readonly rounds: Round[];
  /** Resident memory of all its processes after the last round, in bytes. */
  memory: number | undefined;
  /** Why there is nothing more. */
  failure: string | undefined;
}

export interface Round extends LoadResult {
  /** The processor time of the server, in seconds per second; nothing where it can't be had. */
  readonly serverCpu: number | undefined;
  /** The processor time of the whole machine, in seconds per second. */
  readonly machineCpu: number;
}

/**
 * Measures all competitors by turns, so that what disturbs the machine disturbs them all. One that can't start, or fails
 * later, is left out from there on.
 */
export async function measure(plan: Plan): Promise<Measurement[]> {
  const { competitors, description, request, rounds, seconds, starts, signal, onProgress } = plan;
  const measurements = competitors.map(
    (competitor): Measurement => ({ competitor, starts: [], rounds: [], memory: undefined, failure: undefined }),
  );
  await using resources = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "spkey-bench-"));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const generator = resources.use(startGenerator(signal));
  const start = ({ competitor }: Measurement) => {
    const log = join(folder, `${measurements.findIndex((one) => one.competitor === competitor)}.log`);
    return startServers(competitor, { description, request, log, signal });
  };
  /** Does something with each that still stands, by turns. */
  const each = async (what: string, act: (measurement: Measurement) => Promise<void>) => {
    for (const measurement of measurements) {
      signal.throwIfAborted();
      if (measurement.failure !== undefined) continue;
      onProgress(`${what}: ${measurement.competitor.name}`);
      try {
        await act(measurement);
      } catch (error) {
        signal.throwIfAborted();
        measurement.failure = error instanceof Error ? error.message : String(error);
      }
    }
  };

  for (let i = 1; i <= starts; i++) {
    await each(`start ${i} of ${starts}`, async (measurement) => {
      await using server = await start(measurement);
      measurement.starts.push(server.startup);
      await server.end();
    });
  }

  const servers = new Map<Measurement, Server>();
  const load = async (measurement: Measurement): Promise<Round> => {
    const server = servers.get(measurement);
    if (!server) throw new Error("it was not started");
    const before = await server.cpuTime();
    const machineBefore = machineCpuTime();
    const began = performance.now();
    const result = await generator.load({ urls: server.urls, request, seconds });
    const elapsed = (performance.now() - began) / 1000;
    const machineAfter = machineCpuTime();
    const after = await server.cpuTime();
    await server.check();
    return {
      ...result,
      serverCpu: before === undefined || after === undefined ? undefined : (after - before) / elapsed,
      machineCpu: (machineAfter - machineBefore) / elapsed,
    };
  };
  await each("warm-up", async (measurement) => {
    servers.set(measurement, resources.use(await start(measurement)));
    await load(measurement);
  });
  for (let i = 1; i <= rounds; i++) {
    await each(`round ${i} of ${rounds}`, async (measurement) => {
      measurement.rounds.push(await load(measurement));
    });
  }
  await each("memory", async (measurement) => {
    measurement.memory = await servers.get(measurement)?.memory();
  });
  return measurements;
}

/** The middle of numbers; of an even number of them, between the two in the middle. */
export function median(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [upper, lower = upper] = [sorted[middle], sorted.length % 2 === 0 ? sorted[middle - 1] : undefined];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}

/** In seconds, since the machine was started. */
function machineCpuTime(): number {
  const times = cpus().flatMap(({ times: { idle, ...busy } }) => Object.values(busy));
  return times.reduce((sum, time) => sum + time, 0) / 1000;
}
