/** Measures the documentation against other renderers: `pnpm bench docs`. */
import { benchCommand, parts, type Running, write } from "@spkey/test-kit/bench";
import { type Renderer, renderers } from "./renderers.ts";

/** Rounds of a full run; one with fewer writes nothing. */
const standard = { rounds: 5, crowded: 1 };

const help = `Measures the documentation against other renderers, and writes packages/docs/bench/results.md and results.svg.

Usage: pnpm bench docs [options]

  --rounds <number>    rounds with the description as it is (default ${standard.rounds})
  --crowded <number>   rounds with 300 operations, or 0 (default ${standard.crowded})
  --only <names>       these renderers only, besides ours. Parts of names, such as redoc,scalar
  --help               this text

With less than the defaults, or with --only, it prints the results and writes nothing.

Renderers: ${renderers.map(({ name }) => name).join(", ")}
`;

interface Options {
  readonly renderers: readonly Renderer[];
  readonly rounds: number;
  readonly crowded: number;
}

await benchCommand({
  help,
  options: { crowded: { type: "string" }, only: { type: "string" }, rounds: { type: "string" } },
  read: ({ only, rounds, crowded }): Options => ({
    rounds: rounds === undefined ? standard.rounds : number("--rounds", rounds, 1),
    crowded: crowded === undefined ? standard.crowded : number("--crowded", crowded, 0),
    renderers: only === undefined ? renderers : parts(renderers, only, "renderers"),
  }),
  run,
});

async function run({ renderers: chosen, rounds, crowded }: Options, { signal, progress }: Running): Promise<void> {
  // Who asks for help, or has mistyped an option, does not wait for what measures.
  const [{ bench }, { drawResults, report }] = await Promise.all([import("./bench.ts"), import("./report.ts")]);
  const results = await bench({
    renderers: chosen,
    rounds,
    crowdedRounds: crowded,
    signal,
    onProgress: progress,
  });
  progress("");
  const text = report(results);
  if (chosen.length === renderers.length && rounds >= standard.rounds && crowded >= standard.crowded) {
    await write(new URL("results.svg", import.meta.url), drawResults(results));
    await write(new URL("results.md", import.meta.url), text);
  }
  console.log(text);
}

function number(option: string, text: string, least: number): number {
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least) return value;
  throw new Error(`${option} takes a number from ${least} to 99, not \`${text}\`.`);
}
