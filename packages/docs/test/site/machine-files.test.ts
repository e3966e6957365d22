import { readFile } from "node:fs/promises";
import { posix } from "node:path";
import { readDescription } from "@spkey/model";
import { descriptionFile, descriptions, markersOf, readDocument } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MadeSite, makeSite } from "../made-site.ts";
import { omissions } from "./omissions.ts";
import { readSite } from "./pages-of.ts";

const siteUrl = "https://docs.example.com/v2/";

describe.for(descriptions)("the site of $name", ({ name }) => {
  let site: MadeSite;
  const read = (path: string) => readFile(`${site.folder}/${path}`, "utf8");
  beforeAll(async () => {
    const { operations } = readDescription(await readDocument(name));
    const setup = { needs: "", variables: [], shell: "" };
    const sample = { language: "shell", label: "cURL", highlight: "bash", notes: [], script: "", setup };
    const samples = Object.fromEntries(
      operations.map(({ id }) => [
        id,
        [
          { ...sample, code: `curl ${id}` },
          { ...sample, label: "Go", code: `go ${id}` },
        ],
      ]),
    );
    site = await makeSite(name, { SITE_URL: siteUrl }, samples);
  });
  afterAll(() => site?.remove());

  test("has Markdown beside each page, which says so, and its address", async () => {
    const { pages, files } = await readSite(site.folder);
    for (const [path, html] of pages) {
      if (path === "404.html") {
        expect(html).not.toMatch(/rel="(canonical|alternate)"/);
        continue;
      }
      const url = path.replace(/index\.html$/, "");
      expect(files, path).toContain(`${url}index.md`);
      expect(html, path).toContain('<link rel="alternate" type="text/markdown" href="index.md">');
      expect(html, path).toContain(`<link rel="canonical" href="${siteUrl}${url}">`);
    }
  });

  test("every link of the Markdown leads to a file of the site, or out of it", async () => {
    const { files } = await readSite(site.folder);
    const markdown = [...files].filter((path) => path.endsWith(".md"));
    expect(markdown.length).toBeGreaterThan(2);
    for (const path of [...markdown, "llms.txt", "llms-full.txt"]) {
      for (const [, address = ""] of (await read(path)).matchAll(/\]\(<?([^)>\s]*)>?\)/g)) {
        const file = address.startsWith(siteUrl)
          ? address.slice(siteUrl.length)
          : /^(https?:|mailto:)/.test(address)
            ? undefined
            : posix.join(posix.dirname(path), address);
        if (file !== undefined) expect(files, `${path}: ${address}`).toContain(file);
      }
    }
  });

  test("llms.txt names every page, sitemap.xml every address", async () => {
    const { pages } = await readSite(site.folder);
    const [llms, sitemap] = await Promise.all([read("llms.txt"), read("sitemap.xml")]);
    expect(llms).toMatch(/^# .+\n\n> .+\n/);
    for (const path of [...pages.keys()].filter((each) => each !== "404.html")) {
      const url = `${siteUrl}${path.replace(/index\.html$/, "")}`;
      expect(llms).toContain(`(${url}index.md)`);
      expect(sitemap).toContain(`<loc>${url}</loc>`);
    }
  });

  test("each operation has all of its samples in its own file, and the first one in llms-full.txt", async () => {
    const { operations } = readDescription(await readDocument(name));
    const full = await read("llms-full.txt");
    const all = (
      await Promise.all([...(await readSite(site.folder)).files].filter((path) => path.endsWith(".md")).map(read))
    ).join("");
    for (const { id } of operations) {
      expect(all).toContain(`\ngo ${id}\n`);
      expect(full).toContain(`\ncurl ${id}\n`);
      expect(full).not.toContain(`\ngo ${id}\n`);
    }
  });
});

test("every marker of all-kinds is in the Markdown, but for those that are on no page", async () => {
  const site = await makeSite("all-kinds");
  const { files } = await readSite(site.folder);
  const markdown = await Promise.all(
    [...files].filter((path) => path.endsWith(".md")).map((path) => readFile(`${site.folder}/${path}`, "utf8")),
  );
  const full = await readFile(`${site.folder}/llms-full.txt`, "utf8");
  await site.remove();
  const all = markersOf(await readFile(descriptionFile("all-kinds"), "utf8"));
  for (const texts of [markdown, [full]]) {
    const shown = new Set(texts.flatMap(markersOf));
    expect(all.filter((marker) => !shown.has(marker)).toSorted()).toEqual(Object.keys(omissions).toSorted());
  }
});

test.for([
  { name: "without an address", given: {}, has: [], not: ["sitemap.xml", "robots.txt"] },
  { name: "at a host's root", given: { SITE_URL: "https://a.example" }, has: ["sitemap.xml", "robots.txt"], not: [] },
  { name: "below a path", given: { SITE_URL: "https://a.example/b" }, has: ["sitemap.xml"], not: ["robots.txt"] },
])("a site $name", async ({ given, has, not }) => {
  const site = await makeSite("museum", given);
  const { files, pages } = await readSite(site.folder);
  for (const file of [
    ...has,
    "llms.txt",
    "llms-full.txt",
    "openapi.json",
    "openapi.yaml",
    "postman-collection.json",
    ".nojekyll",
    "_headers",
  ]) {
    expect(files).toContain(file);
  }
  for (const file of not) expect(files).not.toContain(file);
  if (!("SITE_URL" in given)) expect([...pages.values()].join("")).not.toContain("canonical");
  await site.remove();
});
