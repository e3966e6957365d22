/** Measures the mock against Prism's own command: `pnpm bench mock`. */
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, styleText } from "node:util";
import { readDescription } from "@spkey/model";
import { competitors } from "./competitors.ts";
import { measure } from "./measure.ts";
import { profile } from "./profile.ts";
import { report } from "./report.ts";
import { crowd, lastRequest } from "./request.ts";

const help = `Measures the mock against Prism's own command, and writes packages/mock/bench/results.md.

Usage: pnpm bench mock [options]

  --rounds <number>     rounds, in which each has its turn (default 5)
  --seconds <number>    how long a turn takes, such as 3 or 0.5 (default 3)
  --profile             tell as well where the mock's time goes
  --help                this text
`;

/** How many operations are put before those of the description. */
const crowdSize = 300;
/** How often each server is started for its start-up time. */
const starts = 7;

const results = fileURLToPath(new URL("results.md", import.meta.url));
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stopping.abort());

const options = readOptions(process.argv.slice(2));
try {
  if (options) await bench(options);
} catch (error) {
  if (stopping.signal.aborted) process.exitCode = 130;
  else {
    console.error(styleText("red", error instanceof Error ? error.message : String(error), { stream: process.stderr }));
    process.exitCode = 1;
  }
}

interface Options {
  readonly rounds: number;
  readonly seconds: number;
  readonly profile: boolean;
}

async function bench({ rounds, seconds, profile: profiled }: Options): Promise<void> {
  await using resources = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "spkey-bench-"));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const description = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
  const document = JSON.parse(await readFile(description, "utf8"));
  const crowded = join(folder, "crowded.json");
  await writeFile(crowded, JSON.stringify(crowd(document, crowdSize)));
  const common = {
    request: lastRequest(readDescription(document)),
    rounds,
    seconds,
    starts,
    signal: stopping.signal,
  };
  const plain = await measure({
    ...common,
    competitors: Object.values(competitors),
    description,
    onProgress: progress,
  });
  const crowdedMeasurements = await measure({
    ...common,
    competitors: [competitors.prism, competitors.ours],
    description: crowded,
    onProgress: (text) => progress(`${crowdSize + 1} operations, ${text}`),
  });
  if (profiled) progress("profile");
  const text = report({
    rounds,
    seconds,
    starts,
    plain,
    crowded: { operations: crowdSize + 1, measurements: crowdedMeasurements },
    ...(profiled && {
      profile: await profile({ description, request: common.request, seconds, signal: stopping.signal }),
    }),
  });
  progress("");
  await writeFile(`${results}.tmp`, text);
  await rename(`${results}.tmp`, results);
  console.log(text);
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
        help: { type: "boolean", default: false },
        profile: { type: "boolean", default: false },
        rounds: { type: "string", default: "5" },
        seconds: { type: "string", default: "3" },
      },
    });
    if (!values.help) {
      return {
        rounds: number("--rounds", values.rounds, /^[1-9]\d{0,2}$/, "a number from 1 to 999"),
        seconds: number("--seconds", values.seconds, /^(?=.*[1-9])\d{1,3}(\.\d+)?$/, "a number above 0 and below 1000"),
        profile: values.profile,
      };
    }
    console.log(help);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${help}`);
    process.exitCode = 2;
  }
  return undefined;
}

function number(option: string, text: string, form: RegExp, wanted: string): number {
  if (form.test(text)) return Number(text);
  throw new Error(`${option} takes ${wanted}, not \`${text}\`.`);
}
