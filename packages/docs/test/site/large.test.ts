import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { crowd } from "@spkey/test-kit/bench";
import { expect, test } from "vitest";
import { type MadeSite, makeSite } from "../made-site.ts";

/** Bytes of all that a site has of its operations: everything but the scripts, which are the same for all sites. */
async function bytesOf({ folder }: MadeSite): Promise<{ readonly all: number; readonly largest: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const own = files.filter((path) => !path.startsWith(join(folder, "assets")));
  const sizes = await Promise.all(own.map(async (path) => ({ path, size: (await stat(path)).size })));
  const pages = sizes.filter(({ path }) => path.startsWith(join(folder, "operations")));
  return {
    all: sizes.reduce((sum, { size }) => sum + size, 0),
    largest: Math.max(...pages.map(({ size }) => size)),
  };
}

test("a site of 300 operations is at most 1.2 times as large as 300 sites, and no page grows with it", async () => {
  const document = await readDocument("museum");
  const [one, many] = [await makeSite(document), await makeSite(crowd(document, 300))];
  try {
    const [small, large] = [await bytesOf(one), await bytesOf(many)];
    const times = Math.ceil(300 / readDescription(document).operations.length);
    expect(large.all / small.all).toBeLessThan(1.2 * times);
    expect(large.largest / small.largest).toBeLessThan(1.1);
  } finally {
    await Promise.all([one.remove(), many.remove()]);
  }
});
