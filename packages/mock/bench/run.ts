/** Measures the mock against Prism's own command: `pnpm bench mock`. */
import { benchCommand } from "@spkey/test-kit/bench";
import type { Options } from "./bench.ts";

const help = `Measures the mock against Prism's own command, and writes packages/mock/bench/results.md.

Usage: pnpm bench mock [options]

  --rounds <number>     rounds, in which each has its turn (default 5)
  --seconds <number>    how long a turn takes, such as 3 or 0.5 (default 3)
  --profile             tell as well where the mock's time goes
  --help                this text
`;

await benchCommand({
  help,
  options: { profile: { type: "boolean" }, rounds: { type: "string" }, seconds: { type: "string" } },
  read: ({ profile: profiled = false, rounds = "5", seconds = "3" }): Options => ({
    rounds: number("--rounds", rounds, /^[1-9]\d{0,2}$/, "a number from 1 to 999"),
    seconds: number("--seconds", seconds, /^(?=.*[1-9])\d{1,3}(\.\d+)?$/, "a number above 0 and below 1000"),
    profile: profiled,
  }),
  // Who asks for help, or has mistyped an option, does not wait for what measures.
  run: async (options, running) => (await import("./bench.ts")).bench(options, running),
});

function number(option: string, text: string, form: RegExp, wanted: string): number {
  if (form.test(text)) return Number(text);
  throw new Error(`${option} takes ${wanted}, not \`${text}\`.`);
}
