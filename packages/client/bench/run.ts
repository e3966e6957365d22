/** Measures the client against its peers: `pnpm bench client`. */
import { rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, styleText } from "node:util";
import { bench, drawResults } from "./bench.ts";
import { type Peer, peers } from "./peers.ts";
import { report } from "./report.ts";

const help = `Measures the client against its peers, and writes packages/client/bench/results.md and results.svg.

Usage: pnpm bench client [options]

  --rounds <number>   rounds, in each of which every client has a fresh process (default 15)
  --calls <number>    calls of each client in a round (default 2000)
  --only <names>      the calls of these clients only, besides fetch; prints and writes nothing. Parts of names,
                      such as ky,ours
  --help              this text

Clients: ${peers.map(({ name }) => name).join(", ")}
`;

/** For how many operations a program is checked. */
const operations = [1, 100, 500];

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stopping.abort());

const options = readOptions(process.argv.slice(2));
try {
  if (options) await run(options);
} catch (error) {
  progress("");
  if (stopping.signal.aborted) process.exitCode = 130;
  else {
    console.error(styleText("red", error instanceof Error ? error.message : String(error), { stream: process.stderr }));
    process.exitCode = 1;
  }
}

interface Options {
  readonly peers: readonly Peer[];
  readonly rounds: number;
  readonly calls: number;
}

async function run(chosen: Options): Promise<void> {
  const all = chosen.peers.length === peers.length;
  const results = await bench({
    ...chosen,
    operations: all ? operations : [],
    signal: stopping.signal,
    onProgress: progress,
  });
  progress("");
  const text = report(results);
  if (all) {
    await write("results.svg", drawResults(results));
    await write("results.md", text);
  }
  console.log(text);
}

async function write(name: string, text: string): Promise<void> {
  const file = fileURLToPath(new URL(name, import.meta.url));
  await writeFile(`${file}.tmp`, text);
  await rename(`${file}.tmp`, file);
}

/** One line that changes, on a terminal; elsewhere a line for each step. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
  else if (text) process.stderr.write(`${text}\n`);
}

/** @returns nothing where there is nothing to do: help was asked for, or the arguments are wrong */
function readOptions(args: string[]): Options | undefined {
  try {
    const { values } = parseArgs({
      args,
      options: {
        calls: { type: "string", default: "2000" },
        help: { type: "boolean", default: false },
        only: { type: "string" },
        rounds: { type: "string", default: "15" },
      },
    });
    if (!values.help) {
      return {
        rounds: number("--rounds", values.rounds, 999),
        calls: number("--calls", values.calls, 999_999),
        peers: values.only === undefined ? peers : chosen(values.only),
      };
    }
    console.log(help);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${help}`);
    process.exitCode = 2;
  }
  return undefined;
}

function number(option: string, text: string, most: number): number {
  const value = /^[1-9]\d*$/.test(text) ? Number(text) : Number.NaN;
  if (value <= most) return value;
  throw new Error(`${option} takes a number from 1 to ${most}, not \`${text}\`.`);
}

/** The first one, and those whose names have one of the parts. */
function chosen(only: string): Peer[] {
  const parts = only.split(",").map((part) => part.trim().toLowerCase());
  for (const part of parts) {
    if (part && peers.some(({ name }) => name.toLowerCase().includes(part))) continue;
    throw new Error(`--only takes parts of the clients' names; \`${part}\` is part of none.`);
  }
  return peers.filter(({ name }, index) => index === 0 || parts.some((part) => name.toLowerCase().includes(part)));
}
