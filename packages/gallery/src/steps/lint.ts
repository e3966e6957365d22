import { fileURLToPath } from "node:url";
import { lint as lintFile } from "@spkey/spec/lint";
import type { Fault, Step } from "../outcome.ts";

const profile = fileURLToPath(import.meta.resolve("@spkey/spec/lint/spec.yaml"));

/** One line for each problem, and all of them. */
const form = ["--format", "stylish", "--max-problems", "1000000"];

/** By the rules of the specification. What breaks one is the description's own fault: Redocly says so. */
export const lint: Step = async ({ file }) => {
  const { ok, text } = await lintFile(file, { config: profile, options: form });
  const faults = problemsOf(text);
  const errors = faults.length;
  const warnings = Number(/(\d+) warnings?\b/.exec(text)?.[1] ?? 0);
  if (ok === errors > 0) throw new Error(`The lint ${ok ? "succeeds" : "fails"} with ${errors} errors:\n${text}`);
  return { counts: { errors, warnings }, faults };
};

function problemsOf(text: string): Fault[] {
  const faults: Fault[] = [];
  let file = "";
  for (const line of text.split("\n")) {
    const [, name] = /^(\S.*):$/.exec(line) ?? [];
    if (name !== undefined) file = name;
    const [, place, rule, message = ""] = /^\s+(\d+:\d+)\s+error\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (rule === undefined) continue;
    faults.push({ whose: "description", kind: rule, message, place: `${file}:${place}`, evidence: "Redocly's lint" });
  }
  const [syntax, , why = ""] = /^(\S+:\d+:\d+)\n\n(This is not valid YAML: .*)$/m.exec(text)?.slice(0) ?? [];
  if (syntax !== undefined)
    faults.push({ whose: "description", kind: "syntax", message: why, evidence: "the YAML parser" });
  return faults;
}
