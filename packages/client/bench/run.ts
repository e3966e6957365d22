/** Measures the client against its peers: `pnpm bench client`. */
import { benchCommand, parts, type Running, write } from "@spkey/test-kit/bench";
import { type Peer, peers } from "./peers.ts";

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

interface Options {
  readonly peers: readonly Peer[];
  readonly rounds: number;
  readonly calls: number;
}

await benchCommand({
  help,
  options: { calls: { type: "string" }, only: { type: "string" }, rounds: { type: "string" } },
  read: ({ calls = "2000", only, rounds = "15" }): Options => ({
    rounds: number("--rounds", rounds, 999),
    calls: number("--calls", calls, 999_999),
    peers: only === undefined ? peers : parts(peers, only, "clients"),
  }),
  run,
});

async function run(chosen: Options, { signal, progress }: Running): Promise<void> {
  // Who asks for help, or has mistyped an option, does not wait for what measures.
  const [{ bench, drawResults }, { report }] = await Promise.all([import("./bench.ts"), import("./report.ts")]);
  const all = chosen.peers.length === peers.length;
  const results = await bench({
    ...chosen,
    operations: all ? operations : [],
    signal,
    onProgress: progress,
  });
  progress("");
  const text = report(results);
  if (all) {
    await write(new URL("results.svg", import.meta.url), drawResults(results));
    await write(new URL("results.md", import.meta.url), text);
  }
  console.log(text);
}

function number(option: string, text: string, most: number): number {
  const value = /^[1-9]\d*$/.test(text) ? Number(text) : Number.NaN;
  if (value <= most) return value;
  throw new Error(`${option} takes a number from 1 to ${most}, not \`${text}\`.`);
}
