import { fileURLToPath } from "node:url";
import type { BenchRequest } from "./request.ts";

/** One server that is measured, in a process of its own. */
export interface Competitor {
  readonly name: string;
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
const source = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const bare = fileURLToPath(new URL("bare.ts", import.meta.url));

function prismCli(name: string, ...options: string[]): Competitor {
  return {
    name,
    command: ({ port, description }) => [prism, "mock", "-p", String(port), ...options, description],
  };
}

function spkeyMock(name: string, ...options: string[]): Competitor {
  return {
    name,
    command: ({ port, description }) => [ours, "--port", String(port), "--spec", description, ...options],
  };
}

/**
 * Ours from its sources, where each function still belongs to a package, with a CPU profile for each thread. Node writes
 * them when it ends.
 *
 * @param folder where the profiles go
 */
export function profiled(folder: string): Competitor {
  return {
    name: "the sources of `spkey-mock`",
    command: ({ port, description }) => [
      "--cpu-prof",
      `--cpu-prof-dir=${folder}`,
      source,
      "--port",
      String(port),
      "--spec",
      description,
    ],
  };
}

/** In the order in which they are measured. Everyone's log goes to a file. */
export const competitors = {
  prism: prismCli("`prism mock`"),
  prismSilent: prismCli("`prism mock -v silent`", "-v", "silent"),
  prismMultiprocess: prismCli("`prism mock -m`", "-m"),
  ours: spkeyMock("`spkey-mock`"),
  oursTwoWorkers: spkeyMock("`spkey-mock --workers 2`", "--workers", "2"),
  bare: {
    name: "bare `node:http`",
    command: ({ port, request }) => [bare, String(port), JSON.stringify(request.answer.body)],
  },
} as const satisfies Record<string, Competitor>;
