import { mkdir, readdir, readlink, symlink } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@spkey/test-kit";
import { expect, test } from "vitest";
import { copyRepository } from "../src/copy.ts";

test("what is installed is shared, and what tools keep beside it is left", async () => {
  const root = await temporaryFolder({
    "pnpm-workspace.yaml": "verifyDepsBeforeRun: install\n",
    "node_modules/.pnpm/tool/index.js": "",
    "node_modules/.modules.yaml": "",
    "node_modules/.cache/tool/kept": "",
    "packages/a/index.ts": "",
    "packages/a/dist/index.js": "",
    "packages/a/node_modules/.bin/tool": "",
    "packages/a/node_modules/.vite/kept": "",
    "packages/b/index.ts": "",
  });
  await mkdir(join(root, "packages/a/node_modules/@own"));
  await symlink("../../../b", join(root, "packages/a/node_modules/@own/b"), "dir");
  const copy = join(await temporaryFolder(), "copy");
  await copyRepository(root, copy);
  expect((await readdir(join(copy, "node_modules"))).toSorted()).toEqual([".modules.yaml", ".pnpm"]);
  expect(await readlink(join(copy, "node_modules/.pnpm"))).toBe(join(root, "node_modules/.pnpm"));
  expect((await readdir(join(copy, "packages/a"))).toSorted()).toEqual(["index.ts", "node_modules"]);
  expect((await readdir(join(copy, "packages/a/node_modules"))).toSorted()).toEqual([".bin", "@own"]);
  expect(await readlink(join(copy, "packages/a/node_modules/@own/b"))).toBe("../../../b");
});
