import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const src = fileURLToPath(new URL("../src/", import.meta.url));

/** The way of a request. Each folder imports from itself and from those after it. */
const layers = ["cli", "", "http", "worker", "engine", "prism"];
/** What all may import: they have no imports of their own. */
const shared: readonly string[] = ["answer.ts", "invalid-input.ts"];

interface Import {
  readonly from: string;
  readonly to: string;
  /** It leaves nothing behind when types are stripped. */
  readonly isType: boolean;
}

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts"));

const imports = files.flatMap((from): Import[] => {
  const text = readFileSync(new URL(`../src/${from}`, import.meta.url), "utf8");
  const statements = text.matchAll(/^(?:import|export) (type )?[^;]*?from "([^"]+)";|import\("([^"]+)"\)/gm);
  return [...statements].map(([, type, named = "", lazy]) => {
    const to = lazy ?? named;
    return { from, to: to.startsWith(".") ? posix.join(posix.dirname(from), to) : to, isType: type !== undefined };
  });
});
const own = imports.filter(({ to }) => files.includes(to));

const folderOf = (file: string) => posix.dirname(file).replace(/^\.$/, "");

test("the folders are those of a request's way", () => {
  expect(new Set(files.map(folderOf))).toEqual(new Set(layers));
  expect(own.length).toBeGreaterThan(100);
});

test("no folder imports from one before it", () => {
  const rankOf = (file: string) => layers.indexOf(folderOf(file));
  const back = own.filter(({ from, to }) => !shared.includes(to) && rankOf(to) < rankOf(from));
  // The types of `startMock`, which the server fulfils.
  expect(back).toEqual([{ from: "http/server.ts", to: "mock.ts", isType: true }]);
  expect(imports.filter(({ from }) => shared.includes(from))).toEqual([]);
});

test("only prism/ imports Prism", () => {
  const users = imports.filter(({ to }) => to.startsWith("@stoplight/")).map(({ from }) => folderOf(from));
  expect(new Set(users)).toEqual(new Set(["prism"]));
});

test.for(["index.ts", "cli/main.ts", "cli/service.ts"])("%s loads no Prism in its own thread", (entry) => {
  const loaded = new Set([entry]);
  for (const file of loaded) {
    for (const { from, to, isType } of own) if (from === file && !isType) loaded.add(to);
  }
  expect([...loaded].filter((file) => folderOf(file) === "prism")).toEqual([]);
});
