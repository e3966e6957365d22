import { readFile } from "node:fs/promises";
import { type Description, type Operation, resolved, type Schema } from "@spkey/model";
import { descriptionFile, descriptions, makeFolder, markersOf } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildSite } from "../../src/site/build.ts";
import { readFiles } from "../../src/site/input.ts";
import { operationUrl, webhookUrl } from "../../src/site/urls.ts";
import { omissions } from "./omissions.ts";
import { type BuiltSite, brokenAddresses, foreignScripts, idsOf, readSite, textOf } from "./pages-of.ts";

describe.for(descriptions)("the site of $name", ({ name }) => {
  let site: BuiltSite;
  let description: Description;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    const folder = await makeFolder();
    remove = folder.remove;
    const output = `${folder.path}/site`;
    description = await buildSite({
      files: await readFiles(descriptionFile(name)),
      samples: {},
      output,
      redoc: false,
    });
    site = await readSite(output);
  });
  afterAll(() => remove?.());

  test("has a page for each operation and each webhook, an overview, the errors, and one for what is not found", () => {
    const { operations, webhooks } = description;
    expect([...site.pages.keys()].toSorted()).toEqual(
      [
        "404.html",
        "errors/index.html",
        "index.html",
        ...operations.map(({ id }) => `${operationUrl(id)}index.html`),
        ...webhooks.map(({ id }) => `${webhookUrl(id)}index.html`),
      ].toSorted(),
    );
  });

  test("says on each page what the operation asks for and answers", () => {
    const pageOf = (url: string) => textOf(site.pages.get(`${url}index.html`) ?? "");
    for (const operation of description.operations) {
      const text = pageOf(operationUrl(operation.id));
      for (const part of factsOf(operation)) expect(text, operation.id).toContain(part.replace(/\s+/g, " "));
    }
    for (const webhook of description.webhooks) {
      const text = pageOf(webhookUrl(webhook.id));
      for (const part of factsOf(webhook)) expect(text, webhook.id).toContain(part.replace(/\s+/g, " "));
    }
  });

  test("has no broken address, no id twice, and no script of somebody else", () => {
    for (const [page, html] of site.pages) {
      expect(brokenAddresses(site, page), page).toEqual([]);
      const ids = idsOf(html);
      expect(ids.length, page).toBeGreaterThan(0);
      expect(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        page,
      ).toEqual([]);
      expect(
        ids.filter((id) => /\s/.test(id)),
        page,
      ).toEqual([]);
      for (const [, id = ""] of html.matchAll(/aria-labelledby="([^"]*)"/g)) expect(ids, page).toContain(id);
      expect(foreignScripts(html), page).toEqual([]);
    }
  });

  test("is the same each time", async () => {
    const again = await makeFolder();
    const output = `${again.path}/site`;
    await buildSite({ files: await readFiles(descriptionFile(name)), samples: {}, output, redoc: false });
    expect((await readSite(output)).pages).toEqual(site.pages);
    await again.remove();
  });
});

test("every marker of all-kinds is on a page, but for those with a reason", async () => {
  const folder = await makeFolder();
  const file = descriptionFile("all-kinds");
  await buildSite({ files: await readFiles(file), samples: {}, output: `${folder.path}/site`, redoc: false });
  const { pages } = await readSite(`${folder.path}/site`);
  await folder.remove();
  const shown = new Set([...pages.values()].flatMap(markersOf));
  const missing = markersOf(await readFile(file, "utf8")).filter((marker) => !shown.has(marker));
  expect(missing.toSorted()).toEqual(Object.keys(omissions).toSorted());
});

/** What any page of an operation has to say, as the model has it. */
function factsOf({ method, path, summary, parameters, requestBody, responses, security }: Operation): string[] {
  const media = [requestBody, ...responses].flatMap((body) => body?.content ?? []);
  return [
    method,
    path,
    summary,
    ...parameters.flatMap(({ name, schema }) => [name, ...valuesOf(schema)]),
    ...responses.flatMap(({ status, headers, links }) => [
      status,
      ...headers.map(({ name }) => name),
      ...links.map(({ name }) => name),
    ]),
    ...media.map(({ mediaType }) => mediaType),
    ...security.flat().flatMap(({ scheme, scopes }) => [scheme.key, ...scopes]),
  ];
}

/** Rules of a schema that a page must not lose. */
function valuesOf(schema: Schema): string[] {
  const end = resolved(schema);
  if (end.kind === "enum") return end.values.map((value) => JSON.stringify(value));
  if (end.kind === "string") return [...end.patterns, ...(end.format ? [`format ${end.format}`] : [])];
  if (end.kind !== "integer" && end.kind !== "number") return [];
  return [
    ...(end.minimum === undefined ? [] : [`at least ${end.minimum}`]),
    ...(end.maximum === undefined ? [] : [`at most ${end.maximum}`]),
  ];
}
