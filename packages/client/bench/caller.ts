/**
 * One peer in a process of its own: `fork` it, send it a {@link CallerJob}, and then, as often as wanted, a number of
 * calls, which gives a {@link Timing}.
 */
import { isDeepStrictEqual } from "node:util";

/** What is called. */
export interface CallerJob {
  /** The URL of the module with the call. */
  readonly module: string;
  readonly baseUrl: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly request: { readonly path: unknown; readonly body: unknown };
  /** What each call has to give. */
  readonly answer: unknown;
}

/** What one call takes, in microseconds. */
export interface Timing {
  /** From the call to its data. */
  readonly time: number;
  /** Of the processor, all threads of the process together. */
  readonly cpu: number;
}

process.once("message", async (job: CallerJob) => {
  const { create }: { create: Create } = await import(job.module);
  const call = create(job.baseUrl, job.credentials);
  process.on("message", async (calls: number) => process.send?.(await run(call, job, calls)));
  process.send?.("ready");
});
process.once("disconnect", () => process.exit());

type Create = (baseUrl: string, credentials: CallerJob["credentials"]) => (request: unknown) => Promise<unknown>;

/** @throws {Error} where one of the calls gives something else than the answer */
async function run(call: ReturnType<Create>, { request, answer }: CallerJob, calls: number): Promise<Timing> {
  const answers: unknown[] = [];
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  for (let i = 0; i < calls; i++) answers.push(await call(request));
  const time = performance.now() - before;
  const { user, system } = process.cpuUsage(cpuBefore);
  // Only now, so that it takes no time of a call.
  for (const each of answers) {
    if (!isDeepStrictEqual(each, answer)) throw new Error(`a call gave ${JSON.stringify(each)} instead of the answer`);
  }
  return { time: (time * 1000) / calls, cpu: (user + system) / calls };
}
