import { glob, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { crowd, median } from "@spkey/test-kit/bench";
import { dump } from "js-yaml";
import { copyWorkspace, type Workspace } from "../test/workspace.ts";
import { type DevTimes, measureDev } from "./dev.ts";
import { ownSteps, toolsByHand } from "./tools.ts";
import { run } from "./watch-process.ts";

/** What a tool or a step of ours takes. */
export interface Step {
  readonly name: string;
  readonly milliseconds: number;
  /** In bytes; NaN where it can't be known. */
  readonly peak: number;
}

/** What was measured of a description of one size; times are medians, in milliseconds. */
export interface SizeResult {
  readonly operations: number;
  /** Of the description, in YAML. */
  readonly bytes: number;
  /** All four tools, one after the other; and lint and bundle of them. */
  readonly byHand: number;
  readonly lintAndBundle: number;
  readonly cold: number;
  readonly unchanged: number;
  readonly comment: number;
  readonly edit: number;
  /** `node -e 0`, in the same rounds. */
  readonly node: number;
  readonly tools: readonly Step[];
  readonly steps: readonly Step[];
  readonly dev?: DevTimes;
}

/** How a size is measured. */
export interface SizePlan {
  readonly operations: number;
  readonly rounds: number;
  /** Whether `pnpm dev` is measured, too. */
  readonly dev: boolean;
}

/** A description that is measured. */
const file = "spec/openapi.yaml";

/** What builds leave behind, and what makes the next one faster. */
const results = [
  ".turbo",
  "{.,packages/*}/node_modules/.cache",
  "spec/dist",
  "packages/*/dist",
  "packages/*/generated",
  "packages/*/src/generated",
];

/** Measures all that is done with a description of so many operations, in a copy of the workspace. */
export async function measureSize(
  document: object,
  { operations, rounds, dev }: SizePlan,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: (text: string) => void },
): Promise<SizeResult> {
  const say = (text: string) => progress(`${operations.toLocaleString("en")} operations: ${text}`);
  say("copying the workspace");
  const workspace = await copyWorkspace();
  try {
    const large = crowd(document, operations);
    const written = yaml(large);
    await workspace.write(file, written);
    const measured: Round[] = [];
    for (let round = 1; round <= rounds; round++) {
      measured.push(
        await measureRound(workspace, large, { signal, say: (text) => say(`${text}, ${round} of ${rounds}`) }),
      );
    }
    say("each step by itself");
    const { tools, steps } = await measureSteps(workspace, signal);
    if (dev) say("pnpm dev");
    const times = dev ? await measureDev(workspace, large, signal) : undefined;
    const of = (name: keyof Round) => median(measured.map((each) => each[name]));
    return {
      operations,
      bytes: Buffer.byteLength(written),
      byHand: of("byHand"),
      lintAndBundle: of("lintAndBundle"),
      cold: of("cold"),
      unchanged: of("unchanged"),
      comment: of("comment"),
      edit: of("edit"),
      node: of("node"),
      tools,
      steps,
      ...(times && { dev: times }),
    };
  } finally {
    await workspace.remove();
  }
}

/** What is measured again and again. */
type Round = Pick<SizeResult, "byHand" | "lintAndBundle" | "cold" | "unchanged" | "comment" | "edit" | "node">;

async function measureRound(
  workspace: Workspace,
  document: object,
  { signal, say }: { readonly signal: AbortSignal; readonly say: (text: string) => void },
): Promise<Round> {
  const { folder } = workspace;
  const written = yaml(document);
  await workspace.write(file, written);
  const output = join(folder, ".bench");
  await mkdir(output, { recursive: true });
  say("the tools by hand");
  const byHand: number[] = [];
  for (const { command } of toolsByHand(folder, output)) {
    byHand.push((await run(command, { cwd: folder, env: quiet(), signal })).milliseconds);
  }
  say("pnpm build");
  await forget(folder);
  const cold = await build(folder, signal);
  const unchanged = await build(folder, signal);
  const node = (await run([process.execPath, "-e", "0"], { cwd: folder, signal })).milliseconds;
  await workspace.write(file, `# A remark.\n${written}`);
  const comment = await build(folder, signal);
  await workspace.write(file, yaml(edited(document, "An edit.")));
  const edit = await build(folder, signal);
  return { byHand: sum(byHand), lintAndBundle: sum(byHand.slice(0, 2)), cold, unchanged, comment, edit, node };
}

/** Each by itself, in the order in which one needs the results of the other. */
async function measureSteps(workspace: Workspace, signal: AbortSignal): Promise<{ tools: Step[]; steps: Step[] }> {
  const { folder } = workspace;
  const tools: Step[] = [];
  for (const { name, command } of toolsByHand(folder, join(folder, ".bench"))) {
    const { milliseconds, peak } = await run(command, { cwd: folder, env: quiet(), signal, memory: true });
    tools.push({ name, milliseconds, peak });
  }
  // Of the pages that are there, none would be rendered again.
  await forget(folder);
  const steps: Step[] = [];
  for (const { name, command, cwd } of ownSteps(folder)) {
    const { milliseconds, peak } = await run(command, { cwd, env: quiet(), signal, memory: true });
    steps.push({ name, milliseconds, peak });
  }
  return { tools, steps };
}

/** `pnpm build`, as a person has it. @returns milliseconds */
async function build(folder: string, signal: AbortSignal): Promise<number> {
  return (await run(["pnpm", "build"], { cwd: folder, env: quiet(), signal })).milliseconds;
}

async function forget(folder: string): Promise<void> {
  for (const pattern of results) {
    for await (const path of glob(pattern, { cwd: folder })) await rm(join(folder, path), { recursive: true });
  }
}

/** A document in which the last operation has other words. */
export function edited(document: object, words: string): object {
  const { paths = {} } = document as { readonly paths?: Readonly<Record<string, object>> }; // A description.
  const [last, item = {}] = Object.entries(paths).at(-1) ?? ["", {}];
  const operations = Object.entries(item).map(([method, operation]) => [
    method,
    "responses" in Object(operation) ? { ...operation, description: words } : operation,
  ]);
  return { ...document, paths: { ...paths, [last]: Object.fromEntries(operations) } };
}

export function yaml(document: object): string {
  return dump(document, { noRefs: true, lineWidth: -1 });
}

/** Nothing is sent to the makers of the tools, and nothing of an earlier run makes a tool faster. */
export function quiet(): NodeJS.ProcessEnv {
  const { NODE_COMPILE_CACHE: _, ...rest } = process.env;
  return { ...rest, NO_COLOR: "1", REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
