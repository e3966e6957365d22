import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { execute, makeFolder } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { root } from "../turbo.ts";
import { callsOf, offences, type Rights, rightsOf, rules, scriptsOf, type Workflow } from "./workflow-rules.ts";

// GitHub's parser was made for bundlers: it imports JSON without saying that it is JSON.
registerHooks({
  load(url, context, next) {
    return next(url, url.endsWith(".json") ? { ...context, importAttributes: { type: "json" } } : context);
  },
});
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import("@actions/workflow-parser");

const folder = ".github/workflows";
const names = (await readdir(join(root, folder))).filter((name) => /\.ya?ml$/.test(name));
const workflows: readonly Workflow[] = await Promise.all(
  names.map(async (name) => ({ file: `${folder}/${name}`, text: await readFile(join(root, folder, name), "utf8") })),
);

/** What GitHub itself says: unknown keys, expressions that can't be read, jobs that need one that isn't there. */
async function errorsOf({ file, text }: Workflow): Promise<string[]> {
  const { context, value } = parseWorkflow({ name: file, content: text }, new NoOperationTraceWriter());
  const found = context.errors.getErrors().map(({ message }) => message);
  if (!value) return found;
  const { errors = [] } = await convertWorkflowTemplate(context, value, undefined, { fetchReusableWorkflowDepth: 0 });
  return [...new Set([...found, ...errors.map(({ Message }) => Message)])];
}

test("there are workflows", () => {
  expect(names.length).toBeGreaterThan(3);
});

describe.for(workflows)("$file", (workflow) => {
  test("GitHub can read it", async () => {
    expect(await errorsOf(workflow)).toEqual([]);
  });

  test("keeps to our rules", () => {
    expect(offences(workflow)).toEqual([]);
  });

  test("gives what it calls the rights that this needs", () => {
    for (const { job, file, rights } of callsOf(workflow)) {
      const called = workflows.find((each) => each.file === file);
      expect(called, `${job} calls ${file}`).toBeDefined();
      if (called) expect(missing(rightsOf(called), rights), `${job} calls ${file} without these rights`).toEqual([]);
    }
  });
});

function missing(wanted: Rights, given: Rights): string[] {
  return Object.entries(wanted).flatMap(([name, value]) => {
    const has = given[name] === "write" || given[name] === value || value === "none";
    return has ? [] : [`${name}: ${value}`];
  });
}

test("of each action, all workflows use the same release", () => {
  const used = workflows.flatMap(({ text }) => Array.from(text.matchAll(/uses: ([\w-]+\/[\w-]+)[\w/-]*@(.+)/g)));
  const releases = Map.groupBy(used, ([, name]) => name);
  const several = [...releases].filter(([, all]) => new Set(all.map(([, , release]) => release)).size > 1);
  expect(several.map(([name]) => name)).toEqual([]);
});

const commit = "0123456789abcdef0123456789abcdef01234567";
const good = `on: push
permissions:
  contents: read
jobs:
  one:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@${commit} # v1.2.3
        with:
          persist-credentials: false
      - env:
          REF: \${{ github.ref }}
        run: echo "$REF"
`;

/** One workflow for each way to break a rule: the good one, with one thing changed. */
const bad: readonly { readonly rule: string; readonly from: string; readonly to: string; readonly line: number }[] = [
  { rule: "actions are pinned", from: `@${commit} # v1.2.3`, to: "@v7", line: 9 },
  { rule: "actions are pinned", from: `@${commit} # v1.2.3`, to: `@${commit.slice(1)} # v1.2.3`, line: 9 },
  { rule: "actions are pinned", from: " # v1.2.3", to: "", line: 9 },
  { rule: "actions are pinned", from: " # v1.2.3", to: " # v1", line: 9 },
  { rule: "actions are pinned", from: `actions/checkout@${commit} # v1.2.3`, to: "docker://alpine:3", line: 9 },
  { rule: "rights are given by job", from: "permissions:\n  contents: read\n", to: "", line: 1 },
  {
    rule: "rights are given by job",
    from: "permissions:\n  contents: read\n",
    to: "permissions: write-all\n",
    line: 2,
  },
  { rule: "rights are given by job", from: "contents: read", to: "contents: write", line: 3 },
  { rule: "jobs end", from: "    timeout-minutes: 5\n", to: "", line: 6 },
  { rule: "no credentials are left in the clone", from: "persist-credentials: false", to: "fetch-depth: 0", line: 9 },
  { rule: "no credentials are left in the clone", from: "credentials: false", to: "credentials: true", line: 9 },
  {
    rule: "no trigger runs other people's code with our rights",
    from: "on: push",
    to: "on: pull_request_target",
    line: 1,
  },
  {
    rule: "no trigger runs other people's code with our rights",
    from: "on: push",
    to: "on: [push, workflow_run]",
    line: 1,
  },
  {
    rule: "no trigger runs other people's code with our rights",
    from: "on: push",
    to: "on:\n  pull_request_target:\n    branches: [main]",
    line: 1,
  },
  ...["github.event.pull_request.title", "github.event.issue.body", "github.head_ref", "inputs.tag"].map((name) => ({
    rule: "scripts have no expressions",
    from: 'echo "$REF"',
    to: `echo "\${{ ${name} }}"`,
    line: 14,
  })),
  {
    rule: "scripts have no expressions",
    from: "          persist-credentials: false",
    to: `          persist-credentials: false\n          script: console.log("\${{ github.head_ref }}")`,
    line: 12,
  },
  {
    rule: "secrets are handed over by name",
    from: "jobs:\n",
    to: "jobs:\n  two:\n    uses: ./.github/workflows/two.yml\n    secrets: inherit\n",
    line: 7,
  },
  {
    rule: "what is published is built without a cache",
    from: "      - env:",
    to: `      - uses: actions/cache@${commit} # v1.2.3\n      - env:`,
    line: 14,
  },
  {
    rule: "what is published is built without a cache",
    from: "      - env:",
    to: `      - uses: actions/setup-node@${commit} # v1.2.3\n      - env:`,
    line: 14,
  },
];

describe("the rules", () => {
  test("let a good workflow pass", async () => {
    const workflow = { file: "good.yml", text: good };
    expect(offences(workflow)).toEqual([]);
    expect(await errorsOf(workflow)).toEqual([]);
  });

  test.for(bad)("$rule: `$to`", ({ rule, from, to, line }) => {
    expect(good).toContain(from);
    const publishes = rule.includes("cache");
    const text = good
      .replace(from, to)
      .replace("    timeout", publishes ? "    permissions:\n      pages: write\n    timeout" : "    timeout");
    const found = offences({ file: "bad.yml", text });
    expect(found.map(({ says }) => says.split(": ")[0])).toContain(rule);
    expect(found.map(({ place }) => place)).toContain(`bad.yml:${line}`);
  });

  test("each is broken once above", () => {
    expect(new Set(bad.map(({ rule }) => rule))).toEqual(new Set(rules.map(({ name }) => name)));
  });

  test.for([
    { name: "a key that is unknown", from: "timeout-minutes", to: "timeout-minuets" },
    { name: "a right that is unknown", from: "contents: read", to: "content: read" },
    { name: "an expression that isn't closed", from: "github.ref }}", to: "github.ref" },
    { name: "a context that is unknown", from: "github.ref", to: "githup.ref" },
    { name: "a job that isn't there", from: "    runs-on", to: "    needs: zero\n    runs-on" },
  ])("GitHub refuses $name", async ({ from, to }) => {
    expect(await errorsOf({ file: "bad.yml", text: good.replace(from, to) })).not.toEqual([]);
  });

  test("a workflow that is called without a right that it needs is found", () => {
    const called = { file: "called.yml", text: good.replace("contents: read", "contents: read\n  packages: read") };
    expect(missing(rightsOf(called), { contents: "write" })).toEqual(["packages: read"]);
    const caller = good.replace("jobs:\n", "jobs:\n  two:\n    uses: ./.github/workflows/called.yml\n");
    expect(callsOf({ file: "caller.yml", text: caller })).toEqual([
      { job: "two", file: ".github/workflows/called.yml", rights: { contents: "read" } },
    ]);
  });
});

const scripts = workflows.flatMap(scriptsOf);
const hasShellcheck = (await execute(["shellcheck", "--version"])).code === 0;
if (!hasShellcheck && process.env["CI"]) throw new Error("CI needs shellcheck.");

describe.skipIf(!hasShellcheck)("shellcheck", () => {
  const check = async (script: string) => {
    const { path, remove } = await makeFolder();
    await writeFile(join(path, "script"), script);
    const { stdout } = await execute(["shellcheck", "--shell=bash", "--format=gcc", join(path, "script")]);
    await remove();
    return stdout.replaceAll(`${path}/`, "");
  };

  test.for(scripts)("has nothing to say of $name", async ({ script }) => {
    expect(await check(script)).toBe("");
  });

  test("would say something", async () => {
    expect(await check("cd $1\n")).toContain("SC2086");
  });
});

describe("the versions that are published together", () => {
  const script = scripts.find((each) => each.script.includes("gh api"))?.script ?? "";

  /** Runs the step with a `gh` and a `pnpm` that only say what they were asked to do. */
  async function run(own: string, releases: readonly (readonly [tag: string, asset: string])[]) {
    const { path, remove } = await makeFolder();
    const site = (version: string) => join(path, "kept", `docs-${version}.tar.gz`);
    await mkdir(join(path, "kept"));
    await mkdir(join(path, "empty"));
    await execute(["tar", "-czf", site(own), "-C", join(path, "empty"), "."]);
    const tools: Readonly<Record<string, string>> = {
      gh: `#!/bin/bash
if [[ $1 == api ]]; then printf '${releases.map((row) => `${row.join("\\t")}\\n`).join("")}'; exit; fi
echo "download $3" >> asked
cp kept/docs-${own}.tar.gz "kept/$5" 2>/dev/null || true
`,
      npx: '#!/bin/bash\nwhile [[ $1 != --version ]]; do shift; done\necho "lay $2" >> asked\n',
    };
    await mkdir(join(path, "bin"));
    await Promise.all(
      Object.entries(tools).map(([name, text]) => writeFile(join(path, "bin", name), text, { mode: 0o755 })),
    );
    const env = { PATH: `${path}/bin:${process.env["PATH"]}`, DOCS_VERSION: own, GITHUB_REPOSITORY: "owner/name" };
    const { code, stdout, stderr } = await execute(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
      cwd: path,
      env,
    });
    const asked = await readFile(join(path, "asked"), "utf8").catch(() => "");
    await remove();
    return { code, said: stdout + stderr, asked: asked.trim().split("\n").filter(Boolean).toSorted() };
  }

  test.for([
    { name: "the first release", own: "1.0.0", releases: [], want: ["lay 1.0.0"] },
    {
      name: "of each major version, the newest",
      own: "10.0.0",
      releases: [
        ["v1.9.0", "docs-1.9.0.tar.gz"],
        ["v1.10.0", "docs-1.10.0.tar.gz"],
        ["v9.0.1", "docs-9.0.1.tar.gz"],
        ["v9.0.0", "docs-9.0.0.tar.gz"],
      ],
      want: ["download v1.10.0", "download v9.0.1", "lay 1.10.0", "lay 10.0.0", "lay 9.0.1"],
    },
    {
      name: "a fix of an old major version",
      own: "1.9.1",
      releases: [
        ["v1.9.0", "docs-1.9.0.tar.gz"],
        ["v2.0.0", "docs-2.0.0.tar.gz"],
      ],
      want: ["download v2.0.0", "lay 1.9.1", "lay 2.0.0"],
    },
    {
      name: "the same once more",
      own: "1.0.0",
      releases: [["v1.0.0", "docs-1.0.0.tar.gz"]],
      want: ["lay 1.0.0"],
    },
    {
      name: "an older one than the newest, once more",
      own: "1.0.0",
      releases: [["v1.0.1", "docs-1.0.1.tar.gz"]],
      want: ["download v1.0.1", "lay 1.0.1"],
    },
    {
      name: "a prerelease changes nothing",
      own: "2.0.0-rc.1",
      releases: [["v1.0.1", "docs-1.0.1.tar.gz"]],
      want: ["download v1.0.1", "lay 1.0.1"],
    },
  ] as const)("$name", async ({ own, releases, want }) => {
    const { code, asked, said } = await run(own, releases);
    expect({ code, asked }, said).toEqual({ code: 0, asked: [...want].toSorted() });
  });

  test("a prerelease alone is not published", async () => {
    const { code, said } = await run("1.0.0-rc.1", []);
    expect(code).toBe(1);
    expect(said).toContain("nothing to publish");
  });
});
