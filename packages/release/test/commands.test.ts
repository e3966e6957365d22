import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createWorkspace, type TestWorkspace } from "./workspace.ts";

async function changesetsOf({ folder }: TestWorkspace): Promise<readonly string[]> {
  return (await readdir(join(folder, ".changeset"))).filter((name) => name.endsWith(".md") && name !== "README.md");
}

/** Takes a property out of the description, by its text. */
async function removeName(workspace: TestWorkspace): Promise<void> {
  const text = await workspace.read("spec/openapi.yaml");
  await workspace.write("spec/openapi.yaml", text.replace("        name:\n          type: string\n", ""));
}

test("a break, from the edit of the description to its tag", { timeout: 300_000 }, async () => {
  const workspace = await createWorkspace();
  const { run, checkBreaking, git, read, write } = workspace;
  await removeName(workspace);
  const held = await run("check-release", "--format", "github");
  expect(held.code).toBe(1);
  expect(held.stdout).toMatch(
    /^::error file=spec\/openapi\.yaml,line=\d+,col=\d+,title=Release::PUT .* name: is no longer answered, which breaks readers/,
  );
  expect(held.stdout).toContain("`pnpm change` writes a changeset that declares it");
  expect((await run("version")).code).toBe(1);
  const low = await run("change", "--bump", "patch");
  expect(low).toMatchObject({ code: 2, stderr: "patch is too little: these changes ask for major.\n" });

  const written = await run("change");
  expect(written).toMatchObject({ code: 0, stderr: "" });
  expect(written.stdout).toContain("Say in it what changes for those who use it, and the reason of each break");
  const [file = ""] = await changesetsOf(workspace);
  const path = `.changeset/${file}`;
  const note = await read(path);
  expect(note).toMatch(/^---\n"@a\/client": major\n"@a\/mock": major\n"@a\/spec": major\n---\n/);

  // While a reason is missing, nothing passes, and no second one is written.
  for (const attempt of [run("change"), run("check-release")]) {
    const { code, stderr } = await attempt;
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^${path}:\\d+:3: this entry needs a \`reason\``));
  }
  expect(await changesetsOf(workspace)).toHaveLength(1);

  await write(
    path,
    note.replace(/<!--.*-->/, "Things have no names.").replace('reason: ""', "reason: Nobody reads them."),
  );
  expect(await checkBreaking()).toMatchObject({ code: 0 });
  expect(await run("check-release")).toMatchObject({
    code: 0,
    stdout: "Every change is told: the next release is 1.0.0 (major), compared with v0.3.0\n",
  });
  expect(await run("change")).toMatchObject({
    code: 0,
    stdout: "Nothing has changed since v0.3.0 that is not told already.\n",
  });
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "No names");
  const version = await run("version");
  expect(version).toMatchObject({ code: 0, stdout: "0.3.0 → 1.0.0: @a/client, @a/spec, @a/mock\n" });
  expect(await changesetsOf(workspace)).toEqual([]);
  const changelog = await read("spec/CHANGELOG.md");
  expect(changelog).toMatch(
    /^# @a\/spec\n\n## 1\.0\.0\n\n### Major Changes\n\n- Things have no names\.\n\n {2}- \*\*Breaking:\*\* PUT .* name: is no longer answered\. Nobody reads them\.\n/,
  );
  expect(await read("packages/client/CHANGELOG.md")).toBe(changelog.replace("@a/spec", "@a/client"));
  expect(await read("spec/openapi.yaml")).toMatch(/^# Things\.\n/);
  expect(await read("spec/openapi.yaml")).toContain("version: 1.0.0");
  expect(await read("packages/model/package.json")).toContain('"version": "0.3.0"');
  expect(await git("status", "--short")).not.toContain("packages/model");

  // Until there is a tag, it is compared with the release before; its changelog declares what its changesets did.
  expect(await checkBreaking()).toMatchObject({ code: 0 });
  expect(await run("check-release", "--since", "HEAD")).toMatchObject({ code: 0 });
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "1.0.0");
  const commit = await git("rev-parse", "HEAD");
  await git("commit", "--quiet", "--allow-empty", "--message", "Something later");
  expect((await run("state")).stdout).toBe(`publish=true\nversion=1.0.0\ncommit=${commit}\npull-request=false\n`);
  expect((await run("notes")).stdout).toMatch(
    /^### Major Changes\n\n- Things have no names\.\n\n {2}- \*\*Breaking:\*\* .*\.\n$/,
  );
  await git("tag", "v1.0.0");
  expect((await run("state")).stdout).toContain("publish=false");
});

describe("a change of the code", () => {
  test("of a published package, or of one that it is built with, needs a changeset that came with it", {
    timeout: 180_000,
  }, async () => {
    const { run, git, write, read, folder } = await createWorkspace();
    await write("packages/model/src/index.ts", "export const a = 1;\n");
    const held = await run("check-release");
    expect(held).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^packages\/model\/src\/index\.ts: @a\/client has changed, and no changeset names it/,
      ),
    });

    expect(await run("change", "--summary", "It is faster.", "--bump", "minor")).toMatchObject({ code: 0 });
    expect(await read(".changeset/it-is-faster.md")).toBe('---\n"@a/client": minor\n---\n\nIt is faster.\n');
    expect(await run("check-release")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("the next release is 0.4.0 (minor)"),
    });

    await git("add", "--all");
    await git("commit", "--quiet", "--message", "Faster");
    await write("packages/client/src/index.ts", "export const b = 1;\n");
    // The changeset of the change before does not tell of this one.
    expect(await run("check-release", "--since", "main")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("packages/client/src/index.ts: @a/client"),
    });
    expect(await run("change", "--none")).toMatchObject({ code: 0 });
    expect(await run("check-release", "--since", "main")).toMatchObject({ code: 0 });
    expect((await readdir(join(folder, ".changeset"))).toSorted()).toEqual([
      "README.md",
      "config.json",
      "it-is-faster.md",
      "none.md",
    ]);
  });

  test("of tests and texts needs none", async () => {
    const { run, write, git } = await createWorkspace();
    await write("packages/client/README.md", "# Client\n");
    await write("packages/client/turbo.json", "{}\n");
    expect(await run("check-release")).toMatchObject({ code: 0 });
    expect(await git("status", "--short")).not.toBe("");
  });
});

test("before the first release nobody can be broken, and what is not committed is told by its changeset", {
  timeout: 180_000,
}, async () => {
  const workspace = await createWorkspace();
  const { run, git } = workspace;
  await git("tag", "--delete", "v0.3.0");
  expect(await run("check-release")).toMatchObject({
    code: 0,
    stdout: "Every change is told: nothing to release, nothing has been released so far\n",
  });
  expect(await run("state")).toMatchObject({ stdout: "publish=false\nversion=0.3.0\ncommit=\npull-request=false\n" });
  await removeName(workspace);
  expect(await run("check-release")).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^spec\/openapi\.yaml: @a\/spec has changed/),
  });
  expect(await run("change", "--summary", "No names.", "--reason", "Nobody reads them.")).toMatchObject({ code: 0 });
  // Compared with nothing, a declared break counts for nothing; the bump is the author's.
  expect(await run("check-release")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("the next release is 1.0.0 (major)"),
  });
});

describe("wrong use", () => {
  const given = createWorkspace();

  test.for([
    { tool: "change", args: ["--bump", "huge"], says: "There is no bump huge: it is patch, minor, major." },
    {
      tool: "check-release",
      args: ["--since", "elsewhere"],
      says: "There is no revision elsewhere in this repository",
    },
    { tool: "check-release", args: ["--format", "xml"], says: "There is no format xml" },
    {
      tool: "check-release",
      args: ["--description", "package.json"],
      says: "package.json belongs to no package that is published",
    },
    { tool: "pack", args: ["--tarballs", "packages"], says: "packages is not empty" },
    { tool: "version", args: ["--bas"], says: "Unknown option '--bas'" },
  ])("$tool $args", async ({ tool, args, says }) => {
    const { code, stderr, stdout } = await (await given).run(tool, ...args);
    expect(stderr).toContain(says);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test.for(["change", "check-release", "publish", "rehearse"])("%s --help", async (tool) => {
    const { code, stdout, stderr } = await (await given).run(tool, "--help");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^(pnpm|node) /);
  });
});
