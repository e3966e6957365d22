import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readDescription } from "@spkey/model";
import { type Running, write } from "@spkey/test-kit/bench";
import { competitors } from "./competitors.ts";
import { measure } from "./measure.ts";
import { profile } from "./profile.ts";
import { report } from "./report.ts";
import { crowd, lastRequest } from "./request.ts";

/** How many operations are put before those of the description. */
const crowdSize = 300;
/** How often each server is started for its start-up time. */
const starts = 7;

export interface Options {
  readonly rounds: number;
  readonly seconds: number;
  readonly profile: boolean;
}

/** Measures all of them, and writes the results. */
export async function bench(
  { rounds, seconds, profile: profiled }: Options,
  { signal, progress }: Running,
): Promise<void> {
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
