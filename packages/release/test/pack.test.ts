import { appendFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readWorkspace } from "../src/index.ts";
import { openTarball, packAll, readTarballs } from "../src/tarball/index.ts";
import { createWorkspace } from "./workspace.ts";

const repository = "https://git.example.com/a/things";

/** Packs a small workspace, as somebody who says, or does not say, where its sources are. */
async function packed(env: NodeJS.ProcessEnv) {
  const { folder, run } = await createWorkspace();
  const tarballs = join(folder, "tarballs");
  await mkdir(tarballs);
  const list = await packAll(await readWorkspace(folder), tarballs, {
    env: { ...process.env, REPOSITORY_URL: "", ...env },
  });
  const manifests = await Promise.all(list.map(async ({ file }) => openTarball(await readFile(file)).manifest));
  const publish = (registry: string) => run("publish", "--tarballs", tarballs, "--registry", registry);
  return { tarballs, list, manifests, publish };
}

describe("packing", () => {
  test("takes what is published, in its order, with exact versions and without what is for work on it", async () => {
    const { list, manifests, tarballs } = await packed({});
    expect(list.map(({ name, version }) => `${name} ${version}`)).toEqual([
      "@a/client 0.3.0",
      "@a/spec 0.3.0",
      "@a/mock 0.3.0",
    ]);
    expect(manifests[2]?.dependencies).toEqual({ "@a/spec": "0.3.0" });
    for (const manifest of manifests) {
      expect(manifest).not.toHaveProperty("devDependencies");
      expect(manifest.repository).toBeUndefined();
    }
    expect(await readTarballs(tarballs)).toEqual(list);
  });

  test("makes the same bytes of the same content", async () => {
    const [one, two] = [await packed({}), await packed({})];
    expect(two.list.map(({ integrity }) => integrity)).toEqual(one.list.map(({ integrity }) => integrity));
  });

  test("says where the sources are, where that is known", async () => {
    const { manifests } = await packed({ REPOSITORY_URL: `${repository}.git/` });
    expect(manifests[2]).toMatchObject({
      repository: { type: "git", url: `git+${repository}.git`, directory: "packages/mock" },
      homepage: `${repository}#readme`,
      bugs: `${repository}/issues`,
    });
  });

  test("takes no address with a secret in it", async () => {
    await expect(packed({ REPOSITORY_URL: "https://user:secret@git.example.com/a" })).rejects.toThrow(
      "REPOSITORY_URL is the address",
    );
  });
});

describe("publishing to a registry that is not on this machine", () => {
  test("is refused without the place of the sources, and says what to set", async () => {
    const { publish } = await packed({});
    const { code, stderr } = await publish("https://elsewhere.example/");
    expect(code).toBe(2);
    expect(stderr).toContain(
      "does not say where its sources are, and npm proves nothing without that. Set REPOSITORY_URL",
    );
  });

  test("is refused outside of a workflow", async () => {
    const { publish } = await packed({ REPOSITORY_URL: repository });
    const { code, stderr } = await publish("https://elsewhere.example/");
    expect(code).toBe(2);
    expect(stderr).toContain("This publishes from a workflow only");
  });
});

test("a tarball that has changed since it was packed is not published", async () => {
  const { list, publish } = await packed({});
  await appendFile(list[1]?.file ?? "", "more");
  const { code, stderr } = await publish("http://127.0.0.1:1/");
  expect(code).toBe(2);
  expect(stderr).toMatch(/spec-0\.3\.0\.tgz is not what was packed: its integrity is sha512-\S+, and was sha512-/);
});
