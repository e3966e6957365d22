/** Measures the documentation against other renderers: `pnpm bench docs`. */
import { rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, styleText } from "node:util";
import { bench } from "./bench.ts";
import { type Renderer, renderers } from "./renderers.ts";
import { drawResults, report } from "./report.ts";

/** Rounds of a full run; one with fewer writes nothing. */
const standard = { rounds: 3, crowded: 1 };

const help = `Measures the documentation against other renderers, and writes packages/docs/bench/results.md and results.svg.

Usage: pnpm bench docs [options]

  --rounds <number>    rounds with the description as it is (default ${standard.rounds})
  --crowded <number>   rounds with 300 operations, or 0 (default ${standard.crowded})
  --only <names>       these renderers only, besides ours. Parts of names, such as redoc,scalar
  --help               this text

With less than the defaults, or with --only, it prints the results and writes nothing.

Renderers: ${renderers.map(({ name }) => name).join(", ")}
`;

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
  readonly renderers: readonly Renderer[];
  readonly rounds: number;
  readonly crowded: number;
}

async function run({ renderers: chosen, rounds, crowded }: Options): Promise<void> {
  const results = await bench({
    renderers: chosen,
    rounds,
    crowdedRounds: crowded,
    signal: stopping.signal,
    onProgress: progress,
  });
  progress("");
  const text = report(results);
  if (chosen.length === renderers.length && rounds >= standard.rounds && crowded >= standard.crowded) {
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
        crowded: { type: "string", default: String(standard.crowded) },
        help: { type: "boolean", default: false },
        only: { type: "string" },
        rounds: { type: "string", default: String(standard.rounds) },
      },
    });
    if (!values.help) {
      return {
        rounds: number("--rounds", values.rounds, 1),
        crowded: number("--crowded", values.crowded, 0),
        renderers: values.only === undefined ? renderers : chosen(values.only),
      };
    }
    console.log(help);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${help}`);
    process.exitCode = 2;
  }
  return undefined;
}

function number(option: string, text: string, least: number): number {
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least) return value;
  throw new Error(`${option} takes a number from ${least} to 99, not \`${text}\`.`);
}

/** The first one, and those whose names have one of the parts. */
function chosen(only: string): Renderer[] {
  const parts = only.split(",").map((part) => part.trim().toLowerCase());
  const has = ({ name }: Renderer, part: string) => name.toLowerCase().includes(part);
  for (const part of parts) {
    if (part && renderers.some((renderer) => has(renderer, part))) continue;
    throw new Error(`--only takes parts of the renderers' names; \`${part}\` is part of none.`);
  }
  return renderers.filter((renderer, index) => index === 0 || parts.some((part) => has(renderer, part)));
}
