import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execute, makeFolder, type Outcome } from "@spkey/test-kit";
import { afterAll } from "vitest";
import { stringify } from "yaml";
import { baseDocument } from "./facts.ts";

/** A small workspace in a repository of its own. */
export interface TestWorkspace {
  readonly folder: string;
  /** Runs a command of releases in it. */
  run(tool: string, ...args: readonly string[]): Promise<Outcome>;
  /** Runs the check of breaks in it. */
  checkBreaking(...args: readonly string[]): Promise<Outcome>;
  git(...args: readonly string[]): Promise<string>;
  read(file: string): Promise<string>;
  write(file: string, text: string): Promise<void>;
}

const tool = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The environment of somebody who has set up nothing: no colours, no repository but this, no workflow. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(FORCE_COLOR$|GIT_|GITHUB_)/.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: "1", GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" };
}

const workspaces: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(workspaces.map((remove) => remove())));

/** With three packages that are published, one that is not, and a release, 0.3.0. */
export async function createWorkspace(): Promise<TestWorkspace> {
  const version = "0.3.0";
  const manifest = (name: string, more: object = {}) =>
    `${JSON.stringify({ name, version, type: "module", ...more }, null, 2)}\n`;
  const config = {
    access: "public",
    baseBranch: "main",
    changelog: tool("src/changelog.ts"),
    fixed: [["@a/*"]],
    format: false,
    privatePackages: { version: false, tag: false },
  };
  const document = { ...baseDocument(), info: { title: "Things", version } };
  const { path: folder, remove } = await makeFolder();
  workspaces.push(remove);
  const files = {
    "package.json": '{ "name": "root", "private": true }\n',
    "pnpm-workspace.yaml": "packages:\n  - spec\n  - packages/*\n",
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
    ".changeset/config.json": JSON.stringify(config),
    ".changeset/README.md": "# Changesets\n",
    "spec/package.json": manifest("@a/spec"),
    "spec/openapi.yaml": `# Things.\n${stringify(document)}`,
    "packages/client/package.json": manifest("@a/client", { devDependencies: { "@a/model": "workspace:*" } }),
    "packages/client/src/index.ts": "export {};\n",
    "packages/mock/package.json": manifest("@a/mock", { dependencies: { "@a/spec": "workspace:*" } }),
    "packages/model/package.json": manifest("@a/model", { private: true }),
    "packages/model/src/index.ts": "export {};\n",
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const run = (command: readonly string[]) => execute(command, { cwd: folder, env: environment() });
  const git = async (...args: readonly string[]) => {
    const somebody = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com"];
    const { code, stdout, stderr } = await run(["git", ...somebody, ...args]);
    if (code !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  await git("init", "--quiet", "--initial-branch", "main");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "First");
  await git("tag", `v${version}`);
  return {
    folder,
    git,
    run: (name, ...args) => run([process.execPath, tool(`tools/${name}.ts`), ...args]),
    checkBreaking: (...args) =>
      run([
        process.execPath,
        tool("../changes/tools/check-breaking.ts"),
        "--description",
        "spec/openapi.yaml",
        ...args,
      ]),
    read: (file) => readFile(join(folder, file), "utf8"),
    write: (file, text) => writeFile(join(folder, file), text),
  };
}
