import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Entry } from "./collection.ts";
import { needs, type StepName, type StepResult, steps } from "./outcome.ts";
import { runStep } from "./run-step.ts";

/** What became of a description. */
export interface Shown {
  readonly entry: Entry;
  readonly results: readonly StepResult[];
}

export interface GalleryOptions {
  readonly entries: readonly Entry[];
  /** The steps that are wanted; what they need is run as well. */
  readonly wanted: readonly StepName[];
  /** How long a step may take, in milliseconds. */
  readonly limit: number;
  /** Leaves what is made where it is, and says where. */
  readonly keep: boolean;
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
  /** Is told of each description as soon as it is through. */
  readonly shown?: (shown: Shown) => void;
}

/** In the package, since what is generated imports what is installed there. */
const workshop = fileURLToPath(new URL("../reports/", import.meta.url));

/** Takes descriptions through the steps, one after the other. */
export async function runGallery(options: GalleryOptions): Promise<Shown[]> {
  const all: Shown[] = [];
  for (const [index, entry] of options.entries.entries()) {
    const title = `${entry.name} (${index + 1} of ${options.entries.length})`;
    const shown = { entry, results: await show(entry, title, options) };
    all.push(shown);
    options.shown?.(shown);
  }
  return all;
}

async function show(
  { name, file }: Entry,
  title: string,
  { wanted, limit, keep, signal, progress }: GalleryOptions,
): Promise<StepResult[]> {
  await mkdir(workshop, { recursive: true });
  const folder = await mkdtemp(`${workshop}work-${name}-`);
  const results: StepResult[] = [];
  try {
    for (const step of withNeeds(wanted)) {
      progress(`${title}: ${step}`);
      const failed = needs[step].find((each) => results.find((result) => result.step === each)?.ended !== "done");
      results.push(
        failed === undefined ? await runStep(step, { folder, file }, { limit, signal }) : skipped(step, failed),
      );
    }
  } finally {
    if (keep) progress(`${name} is in ${folder}`);
    else await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return results.filter(({ step }) => wanted.includes(step));
}

function withNeeds(wanted: readonly StepName[]): StepName[] {
  const all = new Set<StepName>();
  const add = (step: StepName) => {
    for (const each of needs[step]) add(each);
    all.add(step);
  };
  for (const step of wanted) add(step);
  return steps.filter((step) => all.has(step));
}

function skipped(step: StepName, failed: StepName): StepResult {
  const reason = `${failed} did not succeed`;
  return { step, ended: "skipped", reason, milliseconds: 0, memory: 0, counts: {}, faults: [] };
}
