/** The load generator, in a process of its own: it sends requests as it is told by its parent, and says how they went. */
import autocannon from "autocannon";
import type { BenchRequest } from "./request.ts";

/** A load to put on a server, or in equal parts on several. */
export interface Load {
  readonly urls: readonly string[];
  readonly request: BenchRequest;
  readonly seconds: number;
}

/** How a server stood a load. */
export interface LoadResult {
  /** Answers per second. */
  readonly rate: number;
  /** Half of the answers took no longer, in milliseconds. */
  readonly p50: number;
  /** 99 of 100 answers took no longer, in milliseconds. */
  readonly p99: number;
  /** The processor time of the load generator, in seconds per second. */
  readonly cpu: number;
}

/** What the load generator answers. */
export type LoadMessage = { readonly result: LoadResult } | { readonly error: string };

/** That many requests are under way at any time, each on its own connection. */
export const connections = 10;

if (import.meta.main) {
  process.on("message", (load: Load) => void answer(load));
  process.on("disconnect", () => process.exit());
}

async function answer(load: Load): Promise<void> {
  let message: LoadMessage;
  try {
    message = { result: await run(load) };
  } catch (error) {
    message = { error: error instanceof Error ? error.message : String(error) };
  }
  process.send?.(message);
}

/** @throws {Error} where an answer has another status, or there is none */
async function run({ urls, request, seconds }: Load): Promise<LoadResult> {
  const { method, target, headers, body, answer: wanted } = request;
  const durations: number[] = [];
  const others = new Map<number, number>();
  const cpu = process.cpuUsage();
  const began = performance.now();
  const results = urls.map(
    (url) =>
      new Promise<autocannon.Result>((resolve, reject) => {
        const options: autocannon.Options = {
          url: url + target,
          method: method as "POST", // Those of OpenAPI are among those of HTTP.
          headers: { ...headers },
          ...(body !== undefined && { body }),
          connections: connections / urls.length,
          duration: seconds,
          sampleInt: 50, // It ends with a sample only.
        };
        const instance = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)));
        instance.on("response", (_client, status, _bytes, duration) => {
          durations.push(duration);
          if (status !== wanted.status) others.set(status, (others.get(status) ?? 0) + 1);
        });
      }),
  );
  let errors = 0;
  let sent = 0;
  for (const { errors: failed, requests } of await Promise.all(results)) {
    errors += failed;
    sent += requests.sent;
  }
  const elapsed = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  if (durations.length === 0) throw new Error("there was no answer");
  // Those of the end are under way when the load ends. Connections that the server closes are opened anew in silence.
  const lost = sent - durations.length;
  if (errors > 0 || lost > connections) throw new Error(`${Math.max(errors, lost)} requests had no answer`);
  if (others.size > 0) {
    throw new Error([...others].map(([status, count]) => `${count} answers were ${status}`).join(", "));
  }
  durations.sort((a, b) => a - b);
  return {
    rate: durations.length / elapsed,
    p50: percentile(durations, 0.5),
    p99: percentile(durations, 0.99),
    cpu: (user + system) / 1e6 / elapsed,
  };
}

/** By the nearest rank, of sorted numbers. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}
