import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { SourceMap } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { markdown } from "@spkey/test-kit/bench";
import { bundle } from "../tools/build.ts";
import { profiled } from "./competitors.ts";
import { startGenerator } from "./generator.ts";
import type { BenchRequest } from "./request.ts";
import { startServers } from "./server.ts";

export interface ProfileOptions {
  readonly description: string;
  readonly request: BenchRequest;
  /** How long it is looked at under load, after as long a warm-up. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/** As much of a V8 CPU profile as is read. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: CallFrame;
  }[];
  /** In microseconds, since whenever. */
  readonly endTime: number;
  readonly samples: readonly number[];
  /** In microseconds, one for each sample. */
  readonly timeDeltas: readonly number[];
}

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  /** From 0, as the column. */
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** In the order in which they are started; all others are Prism's. */
const threads = ["The command's thread, which writes the log", "The HTTP server's thread"];
/** What is less than that of a thread's time is told together. */
const smallest = 0.01;

/** Profiles the mock under load, and tells as Markdown in which packages each of its threads spends its time. */
export async function profile({ description, request, seconds, signal }: ProfileOptions): Promise<string> {
  await using resources = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "spkey-bench-"));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  // As it is published, but that each function can be traced to its package.
  const built = join(folder, "built");
  await bundle(built, true);
  const profiles = join(folder, "profiles");
  const log = join(folder, "log");
  const server = resources.use(await startServers(profiled(built, profiles), { description, request, log, signal }));
  const generator = resources.use(startGenerator(signal));
  await generator.load({ urls: server.urls, request, seconds });
  await generator.load({ urls: server.urls, request, seconds });
  await server.end();
  const ownerOf = await readOwners(built);
  const taken = await Promise.all(
    (await readdir(profiles)).map(async (file) => {
      // CPU.<date>.<time>.<process>.<thread>.<number>.cpuprofile
      const thread = Number(file.split(".")[4]);
      return { thread, shares: sharesOf(JSON.parse(await readFile(join(profiles, file), "utf8")), seconds, ownerOf) };
    }),
  );
  return taken
    .toSorted((a, b) => a.thread - b.thread)
    .map(({ thread, shares }) => section(threads[thread] ?? "Prism's thread", shares))
    .join("\n\n");
}

function section(title: string, shares: ReadonlyMap<string, number>): string {
  const large = [...shares].filter(([, share]) => share >= smallest).toSorted(([, a], [, b]) => b - a);
  const rest = 1 - large.reduce((sum, [, share]) => sum + share, 0);
  const rows = [...large, ["all others", rest] as const].map(([name, share]) => [name, `${(share * 100).toFixed(1)}%`]);
  return markdown([title, "of its busy time"], rows);
}

/** The time that each package has been at work itself, as a share of the time that the thread was not idle. */
function sharesOf(
  { nodes, samples, timeDeltas, endTime }: CpuProfile,
  seconds: number,
  ownerOf: (frame: CallFrame) => string | undefined,
): Map<string, number> {
  const owners = new Map(nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame)]));
  const shares = new Map<string, number>();
  let busy = 0;
  let time = endTime;
  // From the end, as far as it was under load.
  for (let i = samples.length - 1; i >= 0 && time > endTime - seconds * 1e6; i--) {
    const owner = owners.get(samples[i] ?? 0);
    const delta = timeDeltas[i] ?? 0;
    time -= delta;
    if (owner === undefined) continue;
    shares.set(owner, (shares.get(owner) ?? 0) + delta);
    busy += delta;
  }
  for (const [owner, sum] of shares) shares.set(owner, sum / busy);
  return shares;
}

/** @returns what tells the package of a function; nothing where the thread is idle */
async function readOwners(built: string): Promise<(frame: CallFrame) => string | undefined> {
  const files = (await readdir(built)).filter((file) => file.endsWith(".js"));
  const maps = new Map(
    await Promise.all(
      files.map(async (file) => {
        const map = new SourceMap(JSON.parse(await readFile(join(built, `${file}.map`), "utf8")));
        return [pathToFileURL(join(built, file)).href, map] as const;
      }),
    ),
  );
  return ({ functionName, url, lineNumber, columnNumber }) => {
    const pseudo = pseudoFunctions.get(functionName);
    if (pseudo) return pseudo.owner;
    const entry = maps.get(url)?.findEntry(lineNumber, columnNumber);
    if (!entry) return "Node";
    const source = "originalSource" in entry ? entry.originalSource : "";
    const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? [];
    return name ?? "the mock's own code";
  };
}

/** What V8 does besides running functions. */
const pseudoFunctions: ReadonlyMap<string, { readonly owner: string | undefined }> = new Map([
  ["(root)", { owner: undefined }],
  ["(idle)", { owner: undefined }],
  ["(garbage collector)", { owner: "garbage collection" }],
  ["(program)", { owner: "native code" }],
  // What a message to the other thread, or a write to a socket, costs.
  ["postMessage", { owner: "messages between the threads" }],
  ["writeUtf8String", { owner: "writes to sockets" }],
  ["writeLatin1String", { owner: "writes to sockets" }],
]);
