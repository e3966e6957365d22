import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readDescription } from "@spkey/model";
import { chart, median } from "@spkey/test-kit/bench";
import { bundledBytes, measureGrowth } from "./bytes.ts";
import { measureChecks } from "./checking.ts";
import { createConsumer, packageFolder } from "./consumer.ts";
import { countInstalled, versionOf } from "./installed.ts";
import { writeModules } from "./modules.ts";
import type { Peer } from "./peers.ts";
import { type Result, type Results, ratioOf } from "./report.ts";
import { measureSpeed } from "./speed.ts";
import { subjectOf } from "./subject.ts";

/** What is measured, and how long. */
export interface Plan {
  /** The others are compared with the first. */
  readonly peers: readonly Peer[];
  readonly rounds: number;
  readonly calls: number;
  /** How many operations there are, each time, where type checks are measured; none for no such measurement. */
  readonly operations: readonly number[];
  readonly signal: AbortSignal;
  /** Is told what happens next. */
  readonly onProgress: (text: string) => void;
}

/** How often the compiler runs for a time of it. */
const checkRounds = 3;

/** Measures all of it, in a temporary folder that is gone in the end. */
export async function bench({ peers, rounds, calls, operations, signal, onProgress }: Plan): Promise<Results> {
  const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
  const document = JSON.parse(await readFile(bundle, "utf8"));
  const description = readDescription(document);
  const subject = subjectOf(description);
  const packages = new Set(["openapi-fetch", ...peers.flatMap(({ package: name }) => name ?? [])]);
  await using consumer = await createConsumer(packages);
  const { modules, failed } = await writeModules(consumer, peers, subject, document);
  const speeds = await measureSpeed({ subject, modules, rounds, calls, signal, onProgress });
  const results: Result[] = [];
  onProgress("bytes");
  for (const [peer, module] of modules) {
    const named = peer.package ?? peer.generator;
    results.push({
      peer,
      version: named && (await versionOf(packageFolder(named))),
      rounds: speeds.rounds.get(peer) ?? [],
      bytes: await bundledBytes(module),
      installed: peer.package ? await countInstalled(packageFolder(peer.package)) : 0,
    });
  }
  const tools: Record<string, string> = {};
  for (const [title, name] of Object.entries({ TypeScript: "typescript", esbuild: "esbuild" })) {
    tools[title] = await versionOf(packageFolder(name));
  }
  const measured = { calls, others: median(speeds.others), results, failed, tools };
  if (operations.length === 0) return measured;
  const growth = await measureGrowth(consumer);
  signal.throwIfAborted();
  const checks = await measureChecks({ consumer, counts: operations, rounds: checkRounds, signal, onProgress });
  return { ...measured, operations: { growth, checks, rounds: checkRounds } };
}

/** Draws what people compare first. */
export function drawResults({ results }: Results): string {
  const bars = (value: (result: Result) => number) =>
    results.map((result) => ({
      name: result.peer.name.replaceAll("`", ""),
      value: value(result),
      own: result.peer.package === "@spkey/client",
    }));
  return chart("Clients for one call, compared", [
    {
      title: "Time per call, as a ratio to fetch",
      show: (value) => `${value.toFixed(2)}x`,
      mark: { value: 1.2, label: "goal: 1.20x" },
      bars: bars(({ rounds }) => ratioOf(rounds)),
    },
    {
      title: "Bytes of the one call, minified and gzipped",
      show: (value) => `${(value / 1000).toFixed(1)} KB`,
      mark: { value: 5000, label: "goal: 5.0 KB" },
      bars: bars(({ bytes }) => bytes),
    },
  ]);
}
