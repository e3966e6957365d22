import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BenchRequest } from "./request.ts";

/** One server that is measured, in a process of its own. */
export interface Competitor {
  readonly name: string;
  /** How many of it run side by side, each with an equal part of the load; one by default. */
  readonly instances?: number;
  /** The arguments of `node`. */
  command(setting: Setting): readonly string[];
}

/** What a server is started with. */
export interface Setting {
  readonly port: number;
  /** The path of the description. */
  readonly description: string;
  readonly request: BenchRequest;
}

const prism = fileURLToPath(import.meta.resolve("@stoplight/prism-cli/dist/index.js"));
const ours = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const bare = fileURLToPath(new URL("bare.ts", import.meta.url));

function prismCli(name: string, ...options: string[]): Competitor {
  return {
    name,
    command: ({ port, description }) => [prism, "mock", "-p", String(port), ...options, description],
  };
}

function spkeyMock(name: string, program: string, ...options: string[]): Competitor {
  return {
    name,
    command: ({ port, description }) => [program, "--port", String(port), "--spec", description, ...options],
  };
}

/**
 * Ours with a CPU profile of each thread, which Node writes when it ends.
 *
 * @param build the folder that it was built into
 * @param profiles where the profiles go
 */
export function profiled(build: string, profiles: string): Competitor {
  const { name, command } = spkeyMock("`spkey-mock` with a profile", join(build, "cli.js"));
  return { name, command: (setting) => ["--cpu-prof", `--cpu-prof-dir=${profiles}`, ...command(setting)] };
}

/** In the order in which they are measured. Everyone's log goes to a file. */
export const competitors = {
  prism: prismCli("`prism mock`"),
  prismSilent: prismCli("`prism mock -v silent`", "-v", "silent"),
  prismMultiprocess: prismCli("`prism mock -m`", "-m"),
  ours: spkeyMock("`spkey-mock`", ours),
  oursTwoWorkers: spkeyMock("`spkey-mock --workers 2`", ours, "--workers", "2"),
  oursTwice: { ...spkeyMock("two `spkey-mock`, half of the load each", ours), instances: 2 },
  bare: {
    name: "bare `node:http`",
    command: ({ port, request }) => [bare, String(port), JSON.stringify(request.answer.body)],
  },
} as const satisfies Record<string, Competitor>;
