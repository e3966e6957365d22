import { join } from "node:path";

/** The steps, in their order; each of them is a file in `steps/`. */
export const steps = ["lint", "bundle", "generate", "samples", "compile", "docs", "mock", "contract"] as const;

export type StepName = (typeof steps)[number];

/** What has to be there before a step can run. */
export const needs: Readonly<Record<StepName, readonly StepName[]>> = {
  lint: [],
  bundle: [],
  generate: ["bundle"],
  compile: ["generate", "samples"],
  samples: ["bundle"],
  docs: ["samples"],
  mock: ["bundle"],
  contract: ["bundle"],
};

/**
 * Whose a fault is: `ours`; the description's own, where a validator that is not ours finds the same; or of nobody, where what is
 * described is valid, and a product says at its place that it can't do it (`unsupported`), or what it made of it (`note`).
 */
export type Whose = "ours" | "description" | "unsupported" | "note";

/** Something that a step came upon. */
export interface Fault {
  readonly whose: Whose;
  /** Its class, in a few words: faults of one class are counted together. */
  readonly kind: string;
  readonly message: string;
  /** Where it stands in the bundled description: a JSON Pointer as a URI fragment. */
  readonly pointer?: string;
  /** The same as `file:line:column`, or a place in what was made. */
  readonly place?: string;
  /** What says that it is the description's own. */
  readonly evidence?: string;
}

/** What a step says of itself. */
export interface StepReport {
  /** How many of what there were: operations, samples, pages. */
  readonly counts: Readonly<Record<string, number>>;
  readonly faults: readonly Fault[];
  /** Why nothing could be made, where the description is to blame: the faults say for what. */
  readonly refused?: string;
}

/** How a step ended. */
export interface StepResult extends StepReport {
  readonly step: StepName;
  /** `refused` is what is said of a description that nothing can be made of; `crashed` is never the description's fault. */
  readonly ended: "done" | "refused" | "crashed" | "timed-out" | "skipped";
  /** Why it ended so. */
  readonly reason?: string;
  readonly milliseconds: number;
  /** The peak of its largest process, in bytes; of what can't be measured, 0. */
  readonly memory: number;
}

/** What a step works with. Each description has a folder of its own, in which a step leaves what the next ones need. */
export interface Context {
  readonly folder: string;
  /** The description as it was found, as an absolute path. */
  readonly file: string;
}

export type Step = (context: Context) => Promise<StepReport>;

/** The bundled description, which all steps after `bundle` read. */
export const bundleName = "bundle.json";

/** Of each TypeScript sample, by its path in the folder of samples, the operation that it calls. */
export const programsName = "programs.json";

/** Where a step leaves what it says of itself. */
export function reportFile(folder: string, step: StepName): string {
  return join(folder, `${step}.report.json`);
}
