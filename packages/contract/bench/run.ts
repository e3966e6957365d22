/** Measures the contract cases: `pnpm bench contract`. */
import { availableParallelism, cpus } from "node:os";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { readDocument } from "@spkey/test-kit";
import { benchCommand, write } from "@spkey/test-kit/bench";
import { measureJudgements, measurePlanning } from "./measure.ts";
import { report } from "./report.ts";
import { measureDetour, measureVerification } from "./verify.ts";

const help = `Measures how long the judge takes for an answer, cases to be planned, and servers to be verified, and writes packages/contract/bench/results.md.

Usage: pnpm bench contract [options]

  --rounds N   how often each is measured; medians count (default: 7)
  --dry-run    prints the results, and writes nothing
  --help       shows this`;

// The heap is measured when what is left over has been collected.
setFlagsFromString("--expose-gc");
globalThis.gc ??= runInNewContext("gc") as NodeJS.GCFunction;

await benchCommand({
  help,
  options: { rounds: { type: "string", default: "7" }, "dry-run": { type: "boolean", default: false } },
  read: (values) => {
    const rounds = Number(values.rounds);
    if (!Number.isInteger(rounds) || rounds < 1)
      throw new Error(`--rounds takes a whole number from 1, not ${JSON.stringify(values.rounds)}.`);
    return { rounds, dryRun: values["dry-run"] };
  },
  run: async ({ rounds, dryRun }, { signal, progress }) => {
    const document = await readDocument("ours");
    // First, as where nothing else has run: after a hundred thousand judgements, Node plans a third as fast.
    progress("planning cases");
    const planning = measurePlanning(document, [1, 10, 100, 1_000], rounds, signal);
    progress("judging answers");
    const judgements = await measureJudgements(document, rounds, signal);
    progress("verifying servers");
    const verification = [
      await measureVerification(document, 10, 1, signal),
      await measureVerification(document, 1_000, 20, signal),
    ] as const;
    const detour = await measureDetour(document, rounds, signal);
    progress("");
    const machine = `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"})`;
    const text = report({ judgements, planning, verification, detour, rounds, machine });
    console.log(text);
    if (!dryRun) await write(new URL("results.md", import.meta.url), text);
  },
});
