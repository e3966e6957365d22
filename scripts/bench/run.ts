/** Measures whole builds against the tools that they are made of: `pnpm bench pipeline`. */
import { availableParallelism, cpus } from "node:os";
import { readDocument } from "@spkey/test-kit";
import { benchCommand, write } from "@spkey/test-kit/bench";
import { measureSize, type SizeResult } from "./measure.ts";
import { draw, report } from "./report.ts";

const help = `Measures lint, bundle and build of descriptions of several sizes against the four tools by hand, and writes scripts/bench/results.md and results.svg.

Usage: pnpm bench pipeline [options]

  --sizes LIST   how many operations (default: 1,10,100,1000,3000)
  --dev LIST     the sizes with which \`pnpm dev\` is measured, too (default: 1,1000)
  --rounds N     how often each is measured; medians count (default: 3; of more than 1,000 operations, once)
  --dry-run      prints the results, and writes nothing
  --help         shows this`;

await benchCommand({
  help,
  options: {
    sizes: { type: "string", default: "1,10,100,1000,3000" },
    dev: { type: "string", default: "1,1000" },
    rounds: { type: "string", default: "3" },
    "dry-run": { type: "boolean", default: false },
  },
  read: (values) => ({
    sizes: numbers("--sizes", values.sizes),
    dev: values.dev === "" ? [] : numbers("--dev", values.dev),
    rounds: numbers("--rounds", values.rounds)[0] ?? 1,
    dryRun: values["dry-run"],
  }),
  run: async ({ sizes, dev, rounds, dryRun }, running) => {
    const document = await readDocument("ours");
    const results: SizeResult[] = [];
    for (const operations of sizes) {
      const plan = { operations, rounds: operations > 1_000 ? 1 : rounds, dev: dev.includes(operations) };
      results.push(await measureSize(document, plan, running));
    }
    running.progress("");
    const machine = `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"})`;
    const text = report({ sizes: results, machine });
    console.log(text);
    if (dryRun) return;
    await write(new URL("results.md", import.meta.url), text);
    await write(new URL("results.svg", import.meta.url), draw({ sizes: results, machine }));
  },
});

function numbers(option: string, text: string): number[] {
  return text.split(",").map((part) => {
    const value = Number(part);
    if (Number.isInteger(value) && value > 0) return value;
    throw new Error(`${option} takes whole numbers from 1, with commas between them, not ${JSON.stringify(text)}.`);
  });
}
