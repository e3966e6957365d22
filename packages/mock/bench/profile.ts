import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { profiled } from "./competitors.ts";
import { startGenerator } from "./generator.ts";
import { markdown } from "./markdown.ts";
import type { BenchRequest } from "./request.ts";
import { startServer } from "./server.ts";

export interface ProfileOptions {
  readonly description: string;
  readonly request: BenchRequest;
  /** How long the load takes. As much goes before it, and is in the profile as well. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/** As much of a V8 CPU profile as is read. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  /** In microseconds, one for each sample. */
  readonly timeDeltas: readonly number[];
}

/** What is less than that of a thread's time is told together. */
const smallest = 0.01;

/** Profiles the mock under load, and tells as Markdown in which packages each of its threads spends its time. */
export async function profile({ description, request, seconds, signal }: ProfileOptions): Promise<string> {
  await using resources = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "spkey-bench-"));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const profiles = join(folder, "profiles");
  const log = join(folder, "log");
  const server = resources.use(await startServer(profiled(profiles), { description, request, log, signal }));
  const generator = resources.use(startGenerator(signal));
  await generator.load({ url: server.url, request, seconds });
  await server.end();
  const threads = await Promise.all(
    (await readdir(profiles)).map(async (file) => {
      // CPU.<date>.<time>.<process>.<thread>.<number>.cpuprofile
      const thread = Number(file.split(".")[4]);
      return { thread, shares: sharesOf(JSON.parse(await readFile(join(profiles, file), "utf8"))) };
    }),
  );
  return threads
    .toSorted((a, b) => a.thread - b.thread)
    .map(({ thread, shares }) => section(thread === 0 ? "The front door's thread" : "Prism's thread", shares))
    .join("\n\n");
}

function section(title: string, shares: ReadonlyMap<string, number>): string {
  const large = [...shares].filter(([, share]) => share >= smallest).toSorted(([, a], [, b]) => b - a);
  const rest = 1 - large.reduce((sum, [, share]) => sum + share, 0);
  const rows = [...large, ["all others", rest] as const].map(([name, share]) => [name, `${(share * 100).toFixed(1)}%`]);
  return markdown([title, "of its busy time"], rows);
}

/** The time that each package has been at work itself, as a share of the time that the thread was not idle. */
function sharesOf({ nodes, samples, timeDeltas }: CpuProfile): Map<string, number> {
  const owners = new Map(nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame)]));
  const shares = new Map<string, number>();
  let busy = 0;
  samples.forEach((id, i) => {
    const owner = owners.get(id);
    const time = timeDeltas[i] ?? 0;
    if (owner === undefined) return;
    shares.set(owner, (shares.get(owner) ?? 0) + time);
    busy += time;
  });
  for (const [owner, time] of shares) shares.set(owner, time / busy);
  return shares;
}

/** @returns the package of a function; nothing where the thread is idle */
function ownerOf({ functionName, url }: CpuProfile["nodes"][number]["callFrame"]): string | undefined {
  if (functionName === "(idle)" || functionName === "(root)") return undefined;
  if (functionName === "(garbage collector)") return "garbage collection";
  // System calls, and what V8 does besides running functions.
  if (functionName === "(program)") return "native code";
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (name !== undefined) return name;
  return url.startsWith("file:") ? "the mock's own code" : "Node";
}
