import { glob, readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../turbo.ts";

/** Which packages the sources of a package may import: those to its left in the picture of the README. */
const leftOf: Readonly<Record<string, readonly string[]>> = {
  spec: ["model"], // What its lint and its bundle know of media types and pointers.
  model: [],
  client: ["model", "spec"],
  samples: ["client", "model", "spec"],
  docs: ["model", "samples", "spec"],
  mock: ["model", "spec"],
  contract: ["client", "mock", "model", "spec"],
  changes: ["client", "model", "spec"],
  mcp: ["client", "docs", "model", "samples", "spec"],
  release: ["changes", "client", "docs", "model", "spec"],
  "test-kit": ["model", "spec"],
  consumers: ["client", "contract", "mcp", "mock", "model", "release", "spec"],
  gallery: ["client", "contract", "docs", "mock", "model", "samples", "spec", "test-kit"],
  scripts: ["client", "docs", "mock", "model", "samples", "spec", "test-kit"], // What a build has written of its bundle.
};

/** Folders of what is not part of the products: they may use every package, by its door. */
const tools = /^(bench|test|tools)\//;

/** Code in which a schema, a media type or a reference is read as it is written. */
const rawAccess: readonly { readonly name: string; readonly pattern: RegExp; readonly instead: string }[] = [
  { name: "paths", pattern: /\["paths"\]|\.paths\b/, instead: "`description.operations`" },
  { name: "$ref", pattern: /\["\$ref"\]|\.\$ref\b|\{ ?\$ref ?[,}=]/, instead: "a schema of the kind `reference`" },
  { name: "nullable", pattern: /\bnullable\b/, instead: "`isNullable`" },
  { name: "composition", pattern: /(\.|\{ ?|, ?|\[")allOf\b(?!\(\[)/, instead: "the merged schema" },
  { name: "JSON media types", pattern: /\/[^/\n]*\bjson\\b|\+\)\?json/, instead: "`isJson`, `kindOf`" },
  {
    name: "statuses",
    pattern: /\/\^[^/\n]*\/\.test\((status|code)\)|\[0\]\}?XX/,
    instead: "`lookUpStatus`, `isOfClass`",
  },
  { name: "pointers", pattern: /replaceAll\("(~|~0|~1|\/)", ?"(~0|~1|\/|~)"\)/, instead: "`append`, `tokensOf`" },
];

interface Source {
  /** From the root of the repository, with slashes. */
  readonly file: string;
  readonly room: string;
  /** From the folder of its package. */
  readonly inside: string;
  readonly text: string;
}

const sources: Source[] = [];
for await (const path of glob("{spec,scripts,packages/*}/**/*.ts", {
  cwd: root,
  exclude: (name) => /(^|[\\/])(node_modules|dist|generated|reports)$/.test(name),
})) {
  const file = path.replaceAll("\\", "/");
  if (file.endsWith(".d.ts")) continue;
  const [, room = "", inside = ""] = /^(?:packages\/)?([^/]+)\/(.+)$/.exec(file) ?? [];
  sources.push({ file, room, inside, text: await readFile(join(root, path), "utf8") });
}

/** The names that a package exports, by their subpaths. */
async function doorsOf(room: string): Promise<readonly string[]> {
  const folder = room === "spec" ? "spec" : `packages/${room}`;
  const manifest: { exports?: Record<string, unknown> } = JSON.parse(
    await readFile(join(root, folder, "package.json"), "utf8"),
  );
  return Object.keys(manifest.exports ?? {});
}

/** What is imported, also on demand and by `import.meta.resolve`. */
function importsOf({ text }: Source): string[] {
  return Array.from(
    text.matchAll(/(?:\bfrom|^import|\bimport\(|\bimport\.meta\.resolve\()\s*"([^"]+)"/gm),
    ([, name = ""]) => name,
  );
}

describe("rooms", () => {
  test("every package is in the table, and every row is a package", () => {
    expect([...new Set(sources.map(({ room }) => room))].toSorted()).toEqual(Object.keys(leftOf).toSorted());
  });

  test("a relative import stays in its package", () => {
    const astray = sources.flatMap((source) =>
      importsOf(source)
        .filter(
          (name) =>
            name.startsWith(".") && posix.normalize(posix.join(posix.dirname(source.inside), name)).startsWith("../"),
        )
        .map((name) => `${source.file}: ${name}`),
    );
    expect(astray).toEqual([]);
  });

  test("nothing imports past a package's door", async () => {
    const astray: string[] = [];
    for (const source of sources) {
      for (const name of importsOf(source)) {
        const [, room, path] = /^@spkey\/([^/]+)(.*)$/.exec(name) ?? [];
        if (room === undefined) continue;
        const doors = await doorsOf(room);
        const open = doors.some((door) => {
          const [before = "", after] = door.slice(1).split("*");
          return after === undefined ? path === before : path?.startsWith(before) && path.endsWith(after);
        });
        if (!open) astray.push(`${source.file}: ${name}`);
      }
    }
    expect(astray).toEqual([]);
  });

  test("no source imports a package to its right", () => {
    const astray = sources
      .filter(({ inside }) => !tools.test(inside))
      .flatMap((source) =>
        importsOf(source)
          .map((name) => /^@spkey\/([^/]+)/.exec(name)?.[1])
          .filter((room) => room !== undefined && room !== source.room && !leftOf[source.room]?.includes(room))
          .map((room) => `${source.file} imports ${room}`),
      );
    expect(astray).toEqual([]);
  });
});

/** What reads documents by its nature. */
const readers: readonly { readonly files: RegExp; readonly why: string }[] = [
  { files: /^packages\/model\//, why: "it is the reader" },
  {
    files: /^spec\/(lint|tools)\//,
    why: "it holds the text of the description against rules, before anybody reads it",
  },
  {
    files: /^packages\/mock\/src\/prism\/(load|operations|write-out)\.ts$/,
    why: "it prepares the document for Prism, which reads it itself",
  },
  {
    files: /^packages\/mock\/src\/engine\/schema-validator\.ts$/,
    why: "the model has written the JSON Schemas that it gives to ajv",
  },
  {
    files: /^packages\/client\/src\/response\.ts$/,
    why: "it is published, without the model: it looks at what a server says",
  },
];

describe("raw documents", () => {
  const products = sources.filter(
    ({ file, inside, room }) =>
      !tools.test(inside) && room !== "test-kit" && !readers.some(({ files }) => files.test(file)),
  );

  test("there are sources to look at, and each exception is there", () => {
    expect(products.length).toBeGreaterThan(50);
    expect(readers.filter(({ files }) => !sources.some(({ file }) => files.test(file)))).toEqual([]);
  });

  test.for(rawAccess)("no product reads $name by itself", ({ pattern, instead }) => {
    const found = products.flatMap(({ file, text }) =>
      text
        .split("\n")
        .map((line, index) => ({ line, place: `${file}:${index + 1}` }))
        .filter(({ line }) => !/^\s*(\*|\/\/|\/\*)/.test(line) && pattern.test(line))
        .map(({ line, place }) => `${place}: ${line.trim()}`),
    );
    expect(found, `Use ${instead} of @spkey/model.`).toEqual([]);
  });

  test.for([
    { code: 'document["paths"]?.[path]', name: "paths" },
    { code: 'schema["$ref"]', name: "$ref" },
    { code: "const { nullable } = schema;", name: "nullable" },
    { code: "for (const part of schema.allOf ?? [])", name: "composition" },
    { code: "/^application\\/(.+\\+)?json\\b/i.test(mediaType)", name: "JSON media types" },
    { code: "/^2\\d\\d$/.test(status)", name: "statuses" },
    { code: 'token.replaceAll("~", "~0").replaceAll("/", "~1")', name: "pointers" },
  ])("the patterns find $code", ({ code, name }) => {
    expect(rawAccess.filter(({ pattern }) => pattern.test(code)).map((row) => row.name)).toContain(name);
  });
});
