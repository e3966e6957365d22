import { mkdtemp, readFile, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { crowd } from "@spkey/test-kit/bench";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../tools/browser.ts";
import type { Renderer } from "./renderers.ts";
import { type Sites, serveSites } from "./sites.ts";
import { type Subject, subjectOf } from "./subject.ts";
import { type Loading, load, look, type Manners, type Visit } from "./visit.ts";

/** What is measured, and how often. */
export interface Plan {
  readonly renderers: readonly Renderer[];
  /** Rounds with the description as it is. */
  readonly rounds: number;
  /** With many operations; none for no such measurement. */
  readonly crowdedRounds: number;
  readonly signal: AbortSignal;
  /** Is told what happens next. */
  readonly onProgress: (text: string) => void;
}

/** What was measured of one renderer with one description. */
export interface Measurement {
  readonly renderer: Renderer;
  readonly loads: readonly Loading[];
  /** Where it was looked at. */
  readonly manners?: Manners;
  /** Why there is nothing more. */
  readonly failure?: string;
}

/** All that was measured. */
export interface Results {
  readonly browser: string;
  /** How many cores other programs kept busy, between the rounds. */
  readonly others: readonly number[];
  readonly plain: readonly Measurement[];
  readonly crowded?: {
    readonly operations: number;
    readonly measurements: readonly Measurement[];
    /** Of the largest page of ours, over the wire. */
    readonly largest: number;
  };
}

/** How many operations the large description has. */
const crowdSize = 300;

/** Measures all renderers by turns, so that what disturbs the machine disturbs them all. */
export async function bench(plan: Plan): Promise<Results> {
  await using resources = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "spkey-bench-"));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  // Nobody else is asked for anything, as where documentation is read behind a firewall.
  const browser = await launchBrowser(["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]);
  resources.defer(() => browser.close());
  const document = JSON.parse(await readFile(fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json")), "utf8"));

  const others: number[] = [];
  const common = { ...plan, browser, others };
  plan.onProgress("sites");
  const subject = subjectOf(document);
  await using sites = await serveSites(subject, plan.renderers, join(folder, "plain"));
  const plain = await measure({ ...common, subject, sites, manners: true });
  const results = { browser: `Chromium ${browser.version()}`, others, plain };
  if (plan.crowdedRounds === 0) return results;

  plan.onProgress(`sites of ${crowdSize} operations`);
  const large = subjectOf(crowd(document, crowdSize));
  await using largeSites = await serveSites(large, plan.renderers, join(folder, "crowded"));
  const measurements = await measure({
    ...common,
    subject: large,
    sites: largeSites,
    manners: false,
    rounds: plan.crowdedRounds,
    onProgress: (text) => plan.onProgress(`${crowdSize} operations, ${text}`),
  });
  const { bytes: largest } = await load({
    browser,
    address: largeSites.largest,
    landmarks: [large.description.info.title],
    signal: plan.signal,
    slow: false,
  });
  return { ...results, crowded: { operations: large.description.operations.length, measurements, largest } };
}

interface Measuring extends Plan {
  readonly browser: Browser;
  readonly subject: Subject;
  readonly sites: Sites;
  /** Whether to look at more than how it loads. */
  readonly manners: boolean;
  /** Gets how busy the machine is before each round. */
  readonly others: number[];
}

/** A measurement that is under way. */
type Draft = { -readonly [Key in keyof Measurement]: Measurement[Key] } & { readonly loads: Loading[] };

/** One that fails is left out from there on. */
async function measure(plan: Measuring): Promise<Measurement[]> {
  const { renderers, browser, subject, sites, manners, rounds, signal, others, onProgress } = plan;
  const { summary, path } = subject.operation;
  const drafts = renderers.map((renderer): Draft => ({ renderer, loads: [] }));
  const each = async (what: string, slow: boolean, act: (draft: Draft, visit: Visit) => Promise<void>) => {
    for (const draft of drafts) {
      signal.throwIfAborted();
      if (draft.failure !== undefined) continue;
      const { renderer } = draft;
      onProgress(`${what}: ${renderer.name}`);
      const address = sites.rootOf(renderer) + renderer.address(subject);
      try {
        await act(draft, { browser, address, landmarks: [summary, path], signal, slow });
      } catch (error) {
        signal.throwIfAborted();
        draft.failure = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
      }
    }
  };

  if (manners) {
    const facts = factsOf(subject);
    await each("without JavaScript, and with axe", false, async (draft, visit) => {
      draft.manners = await look(visit, facts);
    });
  }
  for (let round = 1; round <= rounds; round++) {
    others.push(await busyCores(signal));
    await each(`round ${round} of ${rounds}`, true, async ({ loads }, visit) => {
      loads.push(await load(visit));
    });
  }
  return drafts;
}

/** What a reader of the operation has to find. */
function factsOf({ operation: { summary, path, parameters, responses } }: Subject): string[] {
  return [summary, path, ...parameters.map(({ name }) => name), ...responses.map(({ status }) => status)];
}

/** How many cores are busy while nothing of ours runs. */
async function busyCores(signal: AbortSignal): Promise<number> {
  const before = processorTime();
  const began = performance.now();
  await setTimeout(500, undefined, { signal });
  return (processorTime() - before) / (performance.now() - began);
}

/** Of all cores since the machine was started, in milliseconds. */
function processorTime(): number {
  return cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);
}
