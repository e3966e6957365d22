/** Measures the mock against Prism's own command: `pnpm bench mock`. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readDescription } from "@spkey/model";
import { benchCommand, type Running, write } from "@spkey/test-kit/bench";
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

interface Options {
  readonly rounds: number;
  readonly seconds: number;
  readonly profile: boolean;
}

await benchCommand({
  help,
  options: { profile: { type: "boolean" }, rounds: { type: "string" }, seconds: { type: "string" } },
  read: ({ profile: profiled = false, rounds = "5", seconds = "3" }): Options => ({
    rounds: number("--rounds", rounds, /^[1-9]\d{0,2}$/, "a number from 1 to 999"),
    seconds: number("--seconds", seconds, /^(?=.*[1-9])\d{1,3}(\.\d+)?$/, "a number above 0 and below 1000"),
    profile: profiled,
  }),
  run: bench,
});

async function bench({ rounds, seconds, profile: profiled }: Options, { signal, progress }: Running): Promise<void> {
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
    signal,
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
      profile: await profile({ description, request: common.request, seconds, signal }),
    }),
  });
  progress("");
  await write(new URL("results.md", import.meta.url), text);
  console.log(text);
}

function number(option: string, text: string, form: RegExp, wanted: string): number {
  if (form.test(text)) return Number(text);
  throw new Error(`${option} takes ${wanted}, not \`${text}\`.`);
}
