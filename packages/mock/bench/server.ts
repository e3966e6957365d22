import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual, promisify } from "node:util";
import type { Competitor } from "./competitors.ts";
import type { BenchRequest } from "./request.ts";

/** A server that has answered its first request, or several of one kind. */
export interface Server extends AsyncDisposable {
  readonly urls: readonly string[];
  /** From its being spawned to that answer, in milliseconds; of several, the longest. */
  readonly startup: number;
  /** Resident memory of its process and of all below it, in bytes; nothing where there is no `ps` to ask. */
  memory(): Promise<number | undefined>;
  /** Processor time that it has used, in seconds; nothing but on Linux. */
  cpuTime(): Promise<number | undefined>;
  /** @throws {Error} with what its log says, where it has ended */
  check(): Promise<void>;
  /** Asks it to end by itself, as Ctrl-C does, and waits until it has: some write a cache or a profile then. */
  end(): Promise<void>;
}

/** Between two looks at whether it answers, in milliseconds. */
const interval = 5;
/** How long it may take to answer at all, in milliseconds. */
const patience = 60_000;

/** What a server is started with. */
export interface ServerOptions {
  readonly description: string;
  readonly request: BenchRequest;
  /** The file that its log goes to. */
  readonly log: string;
  readonly signal: AbortSignal;
}

/** @throws {Error} where one ends, or answers something else than the description says */
export async function startServers(competitor: Competitor, options: ServerOptions): Promise<Server> {
  const { instances = 1 } = competitor;
  const logs = Array.from({ length: instances }, (_, i) => (i === 0 ? options.log : `${options.log}.${i}`));
  await using started = new AsyncDisposableStack();
  const servers: Server[] = [];
  const all = await Promise.allSettled(logs.map((log) => startServer(competitor, { ...options, log })));
  for (const one of all) if (one.status === "fulfilled") servers.push(started.use(one.value));
  for (const one of all) if (one.status === "rejected") throw one.reason;
  const stack = started.move();
  return {
    urls: servers.flatMap(({ urls }) => urls),
    startup: Math.max(...servers.map(({ startup }) => startup)),
    memory: () => total(servers.map((one) => one.memory())),
    cpuTime: () => total(servers.map((one) => one.cpuTime())),
    check: async () => void (await Promise.all(servers.map((one) => one.check()))),
    end: async () => void (await Promise.all(servers.map((one) => one.end()))),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** Nothing where one of them can't be had. */
async function total(promises: readonly Promise<number | undefined>[]): Promise<number | undefined> {
  const numbers = (await Promise.all(promises)).filter((number) => number !== undefined);
  return numbers.length === promises.length ? numbers.reduce((sum, one) => sum + one, 0) : undefined;
}

async function startServer(competitor: Competitor, options: ServerOptions): Promise<Server> {
  const { description, request, signal } = options;
  signal.throwIfAborted();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = await open(options.log, "w");
  const began = performance.now();
  // Nobody is given a cache that they would not have elsewhere.
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  // The leader of a process group, with which all that it starts can be ended.
  const child = spawn(process.execPath, competitor.command({ port, description, request }), {
    detached: process.platform !== "win32",
    env,
    stdio: ["ignore", log.fd, log.fd],
  });
  const kill = () => killGroup(child);
  process.once("exit", kill);
  signal.addEventListener("abort", kill, { once: true });
  const exited = once(child, "exit");
  await log.close();
  const check = async () => {
    signal.throwIfAborted();
    if (child.exitCode === null && child.signalCode === null) return;
    throw new Error(`it ended: ${lastError(await readFile(options.log, "utf8"))}`);
  };
  const stop = async () => {
    kill();
    await exited;
    process.removeListener("exit", kill);
    signal.removeEventListener("abort", kill);
  };
  try {
    while (!(await answers(url, request))) {
      await check();
      if (performance.now() - began > patience) throw new Error(`no answer within ${patience / 1000} s`);
      await setTimeout(interval);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    urls: [url],
    startup: performance.now() - began,
    memory: () => residentMemory(child.pid),
    cpuTime: () => cpuTime(child.pid),
    check,
    async end() {
      child.kill("SIGTERM");
      await exited;
    },
    [Symbol.asyncDispose]: stop,
  };
}

/** @throws {Error} where the answer is not the one that the description has */
async function answers(url: string, { method, target, headers, body, answer }: BenchRequest): Promise<boolean> {
  let response: Response;
  try {
    response = await fetch(url + target, { method, headers, ...(body !== undefined && { body }) });
  } catch {
    return false; // Not yet.
  }
  const text = await response.text();
  if (response.status !== answer.status || !isDeepStrictEqual(JSON.parse(text), answer.body)) {
    throw new Error(`it answered ${response.status} ${text.slice(0, 200)} instead of the description's example`);
  }
  return true;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || address === null) throw new Error("This machine gave no port.");
  return address.port;
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}

/** The line that names the error, or the last one, without the paths of this machine. */
function lastError(log: string): string {
  const lines = log.trim().split("\n");
  const line = lines.findLast((one) => /^\w*Error\b/.test(one)) ?? lines.at(-1);
  return line?.replaceAll(/\S*[\\/](?=\S)/g, "") || "its log is empty";
}

async function residentMemory(root: number | undefined): Promise<number | undefined> {
  try {
    const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,rss="]);
    const processes = stdout
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/).map(Number));
    const tree = new Set([root]);
    let kibibytes = 0;
    // A child has mostly a higher number than its parent, but not where the numbers have begun anew.
    for (let before = -1; before !== tree.size; ) {
      before = tree.size;
      for (const [pid, parent] of processes) if (tree.has(parent)) tree.add(pid);
    }
    for (const [pid, , rss = 0] of processes) if (tree.has(pid)) kibibytes += rss;
    return kibibytes * 1024;
  } catch {
    return undefined; // As on Windows.
  }
}

async function cpuTime(pid: number | undefined): Promise<number | undefined> {
  try {
    // proc_pid_stat(5): after the name, which may have spaces in it, `utime` and `stime` are the 12th and the 13th field.
    const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).replace(/^.*\) /s, "").split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100; // Linux counts them in hundredths of a second.
  } catch {
    return undefined;
  }
}
