import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readDocument, temporaryFolder } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { buildSite } from "../../src/site/build.ts";
import { readChangelog } from "../../src/site/input.ts";
import { toldVersions } from "../../src/view/changelog.ts";

const changelog = `# @a/spec

## 2.0.0

### Major Changes

- Things have no names: <b>none</b>.

  - **Breaking:** GET /things/{id} › 200 › name: is no longer answered. Nobody reads it.

  <!-- api-changes [{"rule":"a","at":"#","reason":"Nobody \\u003e reads it."}] -->

## 1.1.0

No changes in this release.
`;

async function siteOf(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder(files);
  const document: object = await readDocument("command");
  const given = await readChangelog(join(folder, "CHANGELOG.md"));
  const output = join(folder, "site");
  await buildSite({ files: { document, json: "{}", yaml: "", ...given }, samples: {}, output, redoc: false });
  return (path: string) => readFile(join(output, path), "utf8");
}

describe("the changelog", () => {
  test("has a page, as HTML and as Markdown, and is led to from everywhere", async () => {
    const read = await siteOf({ "CHANGELOG.md": changelog });
    const page = await read("changelog/index.html");
    expect(page).toContain('<h2 id="version.2-0-0">2.0.0</h2>\n<h3 id="version.major-changes">Major Changes</h3>');
    expect(page).toContain("<strong>Breaking:</strong> GET /things/{id} › 200 › name: is no longer answered.");
    // What is for programs is not shown, and HTML is text.
    expect(page).not.toContain("api-changes");
    expect(page).not.toContain("@a/spec");
    expect(page).toContain("&lt;b&gt;none&lt;/b&gt;");
    expect(page).toContain('<a href="../changelog/" aria-current="page">Changelog</a>');
    const markdown = await read("changelog/index.md");
    expect(markdown).toMatch(/^# Changelog\n\n## 2\.0\.0\n\n### Major Changes\n/);
    expect(markdown).not.toContain("api-changes");
    expect(await read("index.html")).toContain('<a href="./changelog/">Changelog</a>');
    expect(await read("llms.txt")).toContain("[Changelog](changelog/index.md): what each version has changed");
    expect(await read("llms-full.txt")).toContain("# Changelog\n\n## 2.0.0");
    expect(await read("search/pages.json")).toContain('["changelog/","Changelog"]');
    expect(await read("search/index.json")).toContain('"version.2-0-0"');
  });

  test.for([
    { name: "there is none, as before the first release", files: {} },
    { name: "it is empty", files: { "CHANGELOG.md": "" } },
    { name: "it tells of no version", files: { "CHANGELOG.md": "# @a/spec\n" } },
  ])("is not spoken of where $name", async ({ files }) => {
    const read = await siteOf(files);
    await expect(read("changelog/index.html")).rejects.toThrow("ENOENT");
    for (const path of ["index.html", "llms.txt", "search/pages.json"])
      expect(await read(path)).not.toMatch(/changelog/i);
  });

  test.for([
    { name: "in lines of Windows", text: "# a\r\n\r\n## 1.0.0\r\n\r\n- b\r\n", told: "## 1.0.0\n\n- b" },
    {
      name: "with comments in several lines",
      text: "# a\n\n## 1.0.0\n\n<!-- a\nb -->\n\n- b\n",
      told: "## 1.0.0\n\n- b",
    },
    { name: "without a title", text: "## 1.0.0\n", told: "## 1.0.0" },
    { name: "without versions", text: "# a\n\nb\n", told: undefined },
  ])("is read $name", ({ text, told }) => {
    expect(toldVersions(text)).toBe(told);
  });
});
