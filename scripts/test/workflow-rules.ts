import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from "yaml";

/** A workflow, as it is written. */
export interface Workflow {
  /** From the root of the repository. */
  readonly file: string;
  readonly text: string;
}

/** Something in a workflow that breaks a rule. */
export interface Offence {
  /** The place: `docs.yml:12`. */
  readonly place: string;
  readonly says: string;
}

/** What every workflow has to keep to, besides what GitHub itself demands. */
export interface Rule {
  readonly name: string;
  readonly why: string;
  readonly check: (file: Parsed) => Iterable<Finding>;
}

interface Finding {
  readonly at: Node | undefined;
  readonly says: string;
}

/** A step, or a job that calls another workflow. */
interface Use {
  readonly node: Node;
  readonly uses: string;
  readonly comment: string;
  readonly step: YAMLMap;
}

interface Job {
  readonly name: string;
  readonly map: YAMLMap;
  readonly steps: readonly YAMLMap[];
}

interface Parsed {
  readonly root: YAMLMap;
  readonly jobs: readonly Job[];
  readonly uses: readonly Use[];
  /** All scripts: of `run`, and of actions that run one. */
  readonly scripts: readonly { readonly node: Node; readonly text: string }[];
}

/** With these, a pull request of anybody runs with the rights of the repository. */
const dangerous = ["pull_request_target", "workflow_run"];

export const rules: readonly Rule[] = [
  {
    name: "actions are pinned",
    why: "A tag can be moved to other code, a commit can't; the comment tells people, and Renovate, which release it is.",
    *check({ uses }) {
      for (const { node, uses: name, comment } of uses) {
        if (name.startsWith("./")) continue;
        if (!/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(name) && !/^docker:\/\/.+@sha256:[0-9a-f]{64}$/.test(name)) {
          yield { at: node, says: `${name} is not pinned by a full commit` };
        } else if (!/^ v\d+\.\d+\.\d+$/.test(comment)) {
          yield { at: node, says: `${name} needs a comment with its version, as in # v1.2.3` };
        }
      }
    },
  },
  {
    name: "rights are given by job",
    why: "Without `permissions`, a workflow may do what the repository's settings say; at the top, each job would get them.",
    *check({ root }) {
      const permissions = root.get("permissions", true);
      if (permissions === undefined) yield { at: root, says: "there are no permissions at its top" };
      else if (!isMap(permissions)) yield { at: permissions, says: "permissions name each right" };
      else {
        for (const { key, value } of permissions.items) {
          if (String(value) !== "read" && String(value) !== "none") {
            yield { at: key as Node, says: `${key}: ${value} is for all jobs; give it to the one that needs it` }; // Keys of parsed YAML are nodes.
          }
        }
      }
    },
  },
  {
    name: "jobs end",
    why: "A job that hangs costs six hours.",
    *check({ jobs }) {
      for (const { name, map } of jobs) {
        if (!map.has("uses") && !map.has("timeout-minutes"))
          yield { at: map, says: `the job ${name} has no timeout-minutes` };
      }
    },
  },
  {
    name: "no credentials are left in the clone",
    why: "Everything that is installed and run afterwards could read the token in `.git/config`.",
    *check({ uses }) {
      for (const { node, uses: name, step } of uses) {
        if (name.startsWith("actions/checkout@") && step.getIn(["with", "persist-credentials"]) !== false) {
          yield { at: node, says: "actions/checkout needs persist-credentials: false" };
        }
      }
    },
  },
  {
    name: "no trigger runs other people's code with our rights",
    why: "Such a run has a token that may write, and secrets, whoever has opened the pull request.",
    *check({ root }) {
      const on = root.get("on", true);
      const names = isMap(on)
        ? on.items.map(({ key }) => String(key))
        : isSeq(on)
          ? on.items.map(String)
          : [String(on)];
      for (const name of names) if (dangerous.includes(name)) yield { at: root, says: `the trigger ${name}` };
    },
  },
  {
    name: "scripts have no expressions",
    why: "An expression is pasted into the script before a shell reads it, so a title or a branch can be a command. A variable of `env` can't.",
    *check({ scripts }) {
      for (const { node, text } of scripts) {
        const [expression] = /\$\{\{.*?\}\}/s.exec(text) ?? [];
        if (expression) yield { at: node, says: `${expression} is in a script; hand it over by env` };
      }
    },
  },
  {
    name: "secrets are handed over by name",
    why: "With `secrets: inherit`, a called workflow has all there are.",
    *check({ jobs }) {
      for (const { map } of jobs) {
        if (map.get("secrets") === "inherit") yield { at: map.get("secrets", true), says: "secrets: inherit" };
      }
    },
  },
  {
    name: "what is published is built without a cache",
    why: "A cache may hold what another run, of a branch that nobody has reviewed, has put there.",
    *check({ root, jobs, uses }) {
      const writes = [root, ...jobs.map(({ map }) => map)].some((map) => {
        const permissions = map.get("permissions");
        return (
          isMap(permissions) && permissions.items.some(({ key, value }) => isPublishing(String(key), String(value)))
        );
      });
      if (!writes) return;
      for (const { node, uses: name, step } of uses) {
        if (/^actions\/cache[/@]/.test(name)) yield { at: node, says: name };
        if (name.startsWith("actions/setup-node@") && step.getIn(["with", "package-manager-cache"]) !== false) {
          yield { at: node, says: "actions/setup-node needs package-manager-cache: false" };
        }
      }
    },
  },
];

function isPublishing(right: string, value: string): boolean {
  return value === "write" && ["contents", "id-token", "packages", "pages"].includes(right);
}

/** All that breaks a rule, each with its place. */
export function offences(workflow: Workflow, kept: readonly Rule[] = rules): Offence[] {
  const lines = new LineCounter();
  const document = parseDocument(workflow.text, { lineCounter: lines });
  const place = (node: Node | undefined) => `${workflow.file}:${lines.linePos(node?.range?.[0] ?? 0).line}`;
  if (!isMap(document.contents)) return [{ place: place(undefined), says: "it is no workflow" }];
  const parsed = parse(document.contents);
  return kept.flatMap(({ name, check }) =>
    Array.from(check(parsed), ({ at, says }) => ({ place: place(at), says: `${name}: ${says}` })),
  );
}

/** The scripts that `run` steps hand to a shell. */
export function scriptsOf({ text, file }: Workflow): { readonly name: string; readonly script: string }[] {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) return [];
  return parse(contents).jobs.flatMap(({ name, steps }) =>
    steps.flatMap((step, at) => {
      const script = step.get("run");
      return typeof script === "string" ? [{ name: `${file}, ${name}, step ${at + 1}`, script }] : [];
    }),
  );
}

function parse(root: YAMLMap): Parsed {
  const jobs = mapOf(root.get("jobs")).map(([name, map]): Job => {
    const steps = map.get("steps");
    return { name, map, steps: isSeq(steps) ? steps.items.filter((step) => isMap(step)) : [] };
  });
  const steps = jobs.flatMap((job) => [job.map, ...job.steps]);
  return {
    root,
    jobs,
    uses: steps.flatMap((step) => {
      const node = step.get("uses", true);
      return isScalar(node) ? [{ node, uses: String(node.value), comment: node.comment ?? "", step }] : [];
    }),
    scripts: steps.flatMap((step) =>
      [step.get("run", true), step.getIn(["with", "script"], true)].flatMap((node) =>
        isScalar(node) ? [{ node, text: String(node.value) }] : [],
      ),
    ),
  };
}

function mapOf(node: unknown): [name: string, map: YAMLMap][] {
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) => (isMap(value) ? [[String(key), value]] : []));
}

/** Rights, and what they are: `read`, `write` or `none`. */
export type Rights = Readonly<Record<string, string>>;

/** What the jobs of a workflow ask for, all in all: who calls it has to have that. */
export function rightsOf({ text }: Workflow): Rights {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) return {};
  const top = rights(contents.get("permissions"));
  const all: Record<string, string> = {};
  for (const { map } of parse(contents).jobs) {
    for (const [name, value] of Object.entries(map.has("permissions") ? rights(map.get("permissions")) : top)) {
      if (all[name] !== "write") all[name] = value;
    }
  }
  return all;
}

/** The workflows of this repository that a workflow calls, and what it lets them do. */
export function callsOf({
  text,
}: Workflow): { readonly job: string; readonly file: string; readonly rights: Rights }[] {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) return [];
  const top = rights(contents.get("permissions"));
  return parse(contents).jobs.flatMap(({ name, map }) => {
    const uses = map.get("uses");
    if (typeof uses !== "string" || !uses.startsWith("./")) return [];
    return [{ job: name, file: uses.slice(2), rights: map.has("permissions") ? rights(map.get("permissions")) : top }];
  });
}

function rights(node: unknown): Rights {
  if (!isMap(node)) return {};
  return Object.fromEntries(node.items.map(({ key, value }) => [String(key), String(value)]));
}
