import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "@spkey/test-kit";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { library, run } from "./run.ts";

test("the JSON and the YAML bundle are the same document", async () => {
  const folder = await temporaryFolder();
  const source = fileURLToPath(new URL("../openapi.yaml", import.meta.url));
  expect(await run("bundle", [source, folder])).toMatchObject({ code: 0 });
  const json: unknown = JSON.parse(await readFile(join(folder, "openapi.json"), "utf8"));
  expect(parse(await readFile(join(folder, "openapi.yaml"), "utf8"))).toEqual(json);
  const { openapi, info }: { openapi?: unknown; info?: unknown } = parse(await readFile(source, "utf8"));
  expect(openapi).toEqual(expect.stringMatching(/^3\.\d+\.\d+$/));
  expect(json).toMatchObject({ openapi, info });
});

test("files that it refers to are inside, so that it lints from an empty folder", async () => {
  const split = await temporaryFolder({
    "openapi.yaml": library.replace('"#/components/schemas/Book"', "./book.yaml"),
    "book.yaml":
      "type: object\nproperties:\n  title:\n    type: string\n    description: What stands on the cover.\n    examples: [Emma]\n",
  });
  // The component that is now in a file of its own would be unused.
  const source = join(split, "openapi.yaml");
  const text = await readFile(source, "utf8");
  await writeFile(source, text.replace(/ {4}Book:\n[\s\S]*?(?= {4}Error:)/, ""));

  const out = join(split, "out");
  expect(await run("bundle", [source, out])).toMatchObject({ code: 0 });

  const empty = await temporaryFolder();
  await copyFile(join(out, "openapi.yaml"), join(empty, "openapi.yaml"));
  expect(await run("lint", [join(empty, "openapi.yaml")], empty)).toMatchObject({ code: 0 });
  expect(await readFile(join(empty, "openapi.yaml"), "utf8")).toContain("What stands on the cover.");
});

test("leaves the last good bundle and nothing half-written where it fails", async () => {
  const folder = await temporaryFolder({ "openapi.yaml": library });
  const source = join(folder, "openapi.yaml");
  const out = join(folder, "out");
  await run("bundle", [source, out]);
  const good = await readFile(join(out, "openapi.json"), "utf8");

  await writeFile(source, library.replace("#/components/schemas/Book", "./nowhere.yaml"));
  const { code, text } = await run("bundle", [source, out]);

  expect(code).toBe(1);
  expect(text).toContain("can't be bundled");
  expect(await readFile(join(out, "openapi.json"), "utf8")).toBe(good);
  expect((await readdir(folder)).toSorted()).toEqual(["openapi.yaml", "out"]);
  expect((await readdir(out)).toSorted()).toEqual(["openapi.json", "openapi.yaml"]);
});

test("a comment in the source does not reach the bundle", async () => {
  const folder = await temporaryFolder({ "openapi.yaml": library });
  const source = join(folder, "openapi.yaml");
  await run("bundle", [source, join(folder, "a")]);
  await writeFile(source, `# A remark.\n${library}`);
  await run("bundle", [source, join(folder, "b")]);
  for (const name of ["openapi.json", "openapi.yaml"]) {
    expect(await readFile(join(folder, "a", name), "utf8")).toBe(await readFile(join(folder, "b", name), "utf8"));
  }
});
