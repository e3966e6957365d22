import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { lookUp, propertiesOf, readDescription, successesOf, tokensOf } from "@spkey/model";
import { makeFolder, readDocument, temporaryFolder } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { compareDescriptions } from "../src/index.ts";
import { check, git } from "./command.ts";
import type { Draft } from "./describe.ts";

/**
 * A description without a required property of an answer: ours where it has one that nothing else refers to, or else one that is
 * known to have.
 */
async function withoutAnswerProperty() {
  for (const name of ["ours", "command"] as const) {
    const document: Draft = await readDocument(name);
    const description = readDescription(document);
    const schemas = description.operations.flatMap(({ responses }) =>
      successesOf(responses).flatMap(({ content }) => content.flatMap(({ schema }) => schema ?? [])),
    );
    for (const { name, required, schema } of schemas.flatMap(propertiesOf)) {
      const changed = required ? without(document, name, schema.pointer) : undefined;
      if (!changed || compareDescriptions(description, readDescription(changed)).changes.length !== 1) continue;
      return { before: stringify(document), after: stringify(changed), pointer: schema.pointer, name };
    }
  }
  throw new Error("No description has a required property of an answer.");
}

/** The document without a property; nothing where that stands in another way than most. */
function without(document: Draft, name: string, pointer: string): Draft | undefined {
  const changed: Draft = structuredClone(document);
  const owner: Draft = lookUp(changed, `#/${tokensOf(pointer).slice(0, -2).map(encodeURIComponent).join("/")}`);
  if (!owner?.properties?.[name] || !owner.required?.includes(name)) return undefined;
  delete owner.properties[name];
  owner.required = owner.required.filter((each: string) => each !== name);
  return changed;
}

/** Declares a break in a changeset. */
async function declare(folder: string, entry: Readonly<Record<"rule" | "at" | "reason", string>>): Promise<void> {
  await mkdir(join(folder, ".changeset"), { recursive: true });
  const block = `\`\`\`yaml api-changes\n${stringify([entry])}\`\`\`\n`;
  await writeFile(join(folder, ".changeset/note.md"), `---\n"@spkey/spec": major\n---\n\nA note.\n\n${block}`);
}

describe("a description without a required property of an answer", () => {
  test("fails with place and reason; declared as breaking, it passes; and what does not break can't be declared", async () => {
    const { before, after, pointer, name } = await withoutAnswerProperty();
    const folder = await temporaryFolder({ "old.yaml": before, "openapi.yaml": after });
    const args = ["--base", "old.yaml", "--description", "openapi.yaml"];
    const line = before.split("\n").findLastIndex((text) => text.trim() === `${name}:`) + 1;

    const broken = await check(folder, args);
    expect(broken).toMatchObject({ code: 1, stderr: "" });
    expect(broken.stdout).toMatch(/^breaking {2}old\.yaml:\d+:\d+ {2}answer-property-removed, breaks readers$/m);
    expect(line).toBeGreaterThan(0);
    expect(broken.stdout).toContain(`› ${name}: is no longer answered`);
    expect(broken.stdout).toContain("Why: Readers look for it in vain.");
    expect(broken.stdout).toContain(`at: ${JSON.stringify(pointer)}`);
    expect(broken.stdout.trimEnd().split("\n").at(-1)).toBe(
      "1 breaking, 0 unspecified, 0 compatible, compared with old.yaml",
    );

    const reason = "Nobody reads it.";
    await declare(folder, { rule: "answer-property-removed", at: pointer, reason });
    const passed = await check(folder, args);
    expect(passed).toMatchObject({ code: 0, stderr: "" });
    expect(passed.stdout).toContain(`Declared: ${reason}`);
    expect(passed.stdout).toContain("0 breaking, 1 breaking as declared,");

    await writeFile(join(folder, "openapi.yaml"), before);
    const stale = await check(folder, args);
    expect(stale.code).toBe(2);
    expect(stale.stdout).toContain(
      `not so  .changeset/note.md:8:3  \`answer-property-removed\` does not break anything at ${pointer}`,
    );
  });

  test("the property's own place is named: of what is gone, in the old file", async () => {
    const { before, after, pointer } = await withoutAnswerProperty();
    const folder = await temporaryFolder({ "old.yaml": before, "openapi.yaml": after });
    const args = ["--base", "old.yaml", "--description", "openapi.yaml", "--format", "json"];
    const { stdout, code } = await check(folder, args);
    expect(code).toBe(1);
    const report: Draft = JSON.parse(stdout);
    expect(report).toMatchObject({
      base: "old.yaml",
      description: "openapi.yaml",
      summary: { breaking: 1, intended: 0, unspecified: 0, compatible: 0 },
      changes: [
        {
          rule: "answer-property-removed",
          class: "breaking",
          breaks: "readers",
          pointer,
          file: "old.yaml",
          in: "base",
        },
      ],
    });
    const [change] = report.changes;
    const text = before.split("\n")[change.line - 1] ?? "";
    expect(text.slice(change.column - 1)).toBe(`${tokensOf(pointer).at(-1)}:`);
  });
});

/** A description in several files, in a repository in which it was released twice. */
let repository: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  const files = {
    "api/openapi.yaml": stringify({
      openapi: "3.1.0",
      info: { title: "Test", version: "1" },
      paths: { "/things": { $ref: "./paths/things.yaml" } },
      components: { schemas: { Thing: { $ref: "../shared/thing.yaml" } } },
    }),
    "api/paths/things.yaml": `get:
  operationId: getThings
  responses:
    "200":
      description: d
      content:
        application/json:
          schema:
            $ref: ../../shared/thing.yaml
`,
    "shared/thing.yaml": "type: object\nproperties:\n  size:\n    type: integer\n  name:\n    type: string\n",
  };
  repository = await makeFolder();
  const folder = repository.path;
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await git(folder, "init", "--quiet", "--initial-branch", "main");
  const save = async (tag: string) => {
    await git(folder, "add", "--all");
    await git(folder, "commit", "--quiet", "--message", tag);
    await git(folder, "tag", tag);
  };
  const thing = join(folder, "shared/thing.yaml");
  const text = await readFile(thing, "utf8");
  await save("v1.9.0");
  await writeFile(thing, text.replace("integer", "number"));
  await save("@spkey/spec@1.10.0");
  await git(folder, "tag", "v2.0.0-rc.1");
  await writeFile(join(folder, "shared/thing.yaml.new"), "");
  await writeFile(thing, text.replace(/ {2}name:\n.*\n/, "  color:\n    type: string\n").replace("integer", "number"));
});
afterAll(() => repository?.remove());

const own = ["--description", "api/openapi.yaml"];

describe("a description in several files, in a repository", () => {
  test("is compared with the newest release, and places are those of its files", async () => {
    const { stdout, code } = await check(repository.path, own);
    expect(code).toBe(1);
    const lines = stdout.split("\n");
    expect(lines[0]).toBe(
      "breaking  shared/thing.yaml:5:3 in @spkey/spec@1.10.0  answer-property-removed, breaks readers",
    );
    expect(stdout).toContain(
      "compatible  shared/thing.yaml:5:3  GET /things › 200 › color: is new (answer-property-added)",
    );
    expect(lines.at(-2)).toBe("1 breaking, 0 unspecified, 1 compatible, compared with @spkey/spec@1.10.0");
  });

  test.for([
    { base: "1.9.0", label: "v1.9.0", breaking: 2 },
    { base: "1.10.0", label: "@spkey/spec@1.10.0", breaking: 1 },
    { base: "main", label: "main", breaking: 1 },
    { base: "main~1", label: "main~1", breaking: 2 },
  ])("--base $base", async ({ base, label, breaking }) => {
    const { stdout, code } = await check(repository.path, [...own, "--base", base]);
    expect(code).toBe(1);
    expect(stdout).toContain(`${breaking} breaking,`);
    expect(stdout).toContain(`compared with ${label}`);
  });

  test("a changeset that the base has already is about what was changed before", async () => {
    const folder = await temporaryFolder();
    await cp(repository.path, folder, { recursive: true });
    const { stdout } = await check(folder, [...own, "--format", "json"]);
    const at: string = JSON.parse(stdout).changes[0].pointer;
    await declare(folder, { rule: "answer-property-removed", at, reason: "Nobody reads it." });
    expect(await check(folder, own)).toMatchObject({ code: 0 });
    await git(folder, "add", "--all");
    await git(folder, "commit", "--quiet", "--message", "name is gone");
    // It is pending still, and was there before: compared with the release it counts, and with the last commit it doesn't.
    expect(await check(folder, own)).toMatchObject({ code: 0, stderr: "" });
    expect(await check(folder, [...own, "--base", "main"])).toMatchObject({ code: 0, stderr: "" });
    expect(await check(folder, [...own, "--base", "main~1"])).toMatchObject({ code: 0, stderr: "" });
  });

  test("annotates a pull request: of what is gone, at what it was part of", async () => {
    const { stdout, code } = await check(repository.path, [...own, "--format", "github"]);
    expect(code).toBe(1);
    expect(stdout.split("\n")[0]).toMatch(
      /^::error file=shared\/thing\.yaml,line=2,col=1,title=answer-property-removed%2C breaks readers::GET \/things › 200 › name: is no longer answered%0AWhy: /,
    );
  });
});

describe("wrong use", () => {
  test.for([
    {
      name: "a version that was not released",
      args: ["--base", "7.0.0"],
      says: "looked for v7.0.0, @spkey/spec@7.0.0). Releases are @spkey/spec@1.10.0, v1.9.0.",
    },
    { name: "no such revision", args: ["--base", "elsewhere"], says: "elsewhere is neither a file nor a revision" },
    {
      name: "a revision without the description",
      args: ["--base", "main", "--description", "shared/thing.yaml.new"],
      says: "There is no shared/thing.yaml.new in main",
    },
    { name: "no such format", args: ["--format", "xml"], says: "There is no format xml: it is text, json, github." },
    { name: "no such option", args: ["--bas", "main"], says: "Unknown option '--bas'" },
    { name: "no such folder of changesets", args: ["--changesets", "none"], says: "none can't be read" },
  ])("$name", async ({ args, says }) => {
    const { code, stderr, stdout } = await check(repository.path, [...own, ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(says);
  });

  test("no release yet: it says how to give a base", async () => {
    const folder = await temporaryFolder({
      "openapi.yaml": "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n",
    });
    await git(folder, "init", "--quiet");
    const { code, stderr } = await check(folder, ["--description", "openapi.yaml"]);
    expect(code).toBe(2);
    expect(stderr).toContain("There is no release to compare with");
    expect(stderr).toContain("--base main");
  });

  test("what is no description, and a reference that leads nowhere", async () => {
    const whole = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n";
    const folder = await temporaryFolder({
      "good.yaml": whole,
      "none.yaml": "a: 1\n",
      "lost.yaml": `${whole}components: {schemas: {A: {$ref: gone.yaml}}}\n`,
    });
    for (const file of ["none.yaml", "lost.yaml"]) {
      const { code, stderr } = await check(folder, ["--base", "good.yaml", "--description", file]);
      expect(code).toBe(2);
      expect(stderr).toContain(`${file} can't be read.`);
    }
  });
});

test("--help and --rules say what there is, and compare nothing", async () => {
  const folder = await temporaryFolder();
  const help = await check(folder, ["--help"]);
  expect(help).toMatchObject({ code: 0, stderr: "" });
  expect(help.stdout).toContain("--base <what>");
  const rules = await check(folder, ["--rules"]);
  expect(rules.stdout).toContain("request-property-required-added: breaking\n");
});

test("colours are for who wants them", async () => {
  const description = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n";
  const folder = await temporaryFolder({ "a.yaml": `${description}servers: [{url: /v1}]\n`, "b.yaml": description });
  const args = ["--base", "a.yaml", "--description", "b.yaml"];
  expect((await check(folder, args, { FORCE_COLOR: "1" })).stdout).toContain("\u001b[31mbreaking");
  expect((await check(folder, args, { NO_COLOR: "1" })).stdout).not.toContain("\u001b");
});

test("what the model can't read is said, and not left out in silence", async () => {
  const text = stringify({
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    components: { schemas: { A: { type: "array", items: [{ type: "string" }] } } },
  });
  const folder = await temporaryFolder({ "a.yaml": text });
  const { code, stdout } = await check(folder, ["--base", "a.yaml", "--description", "a.yaml"]);
  expect(code).toBe(0);
  expect(stdout).toContain("not compared  #/components/schemas/A/items: ");
});
