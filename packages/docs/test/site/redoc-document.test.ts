import { readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { expect, test } from "vitest";
import { languagesOf, redocDocument } from "../../src/site/redoc-document.ts";
import { operationUrl } from "../../src/site/urls.ts";

const setup = { needs: "", variables: [], shell: "" };
const curl = { language: "curl", label: "cURL", highlight: "bash", setup, code: "curl", script: "if curl", notes: [] };
const go = { ...curl, language: "go", label: "Go", code: "package main" };

test.for(["all-kinds", "all-kinds-30"] as const)(
  "each operation of %s gets its samples and a link to its page, the source unchanged",
  async (name) => {
    const document = await readDocument(name);
    const description = readDescription(document);
    const samples = Object.fromEntries(description.operations.map(({ id }) => [id, [{ ...curl, code: id }]]));
    const annotated = redocDocument(document, description, samples);
    const { operations } = readDescription(annotated);
    expect(operations.map(({ id }) => id)).toEqual(description.operations.map(({ id }) => id));
    for (const { id, extensions, description: words } of operations) {
      expect(extensions["x-codeSamples"]).toEqual([{ lang: "cURL", label: "cURL", source: id }]);
      expect(words).toContain(`](../${operationUrl(id)})`);
    }
    expect(document).toEqual(await readDocument(name));
  },
);

const examples = { ended: { value: {} }, lost: { summary: "A phone was lost", value: {} } };
const several = {
  openapi: "3.1.0",
  info: { title: "Doors", version: "1" },
  paths: { "/": { post: { requestBody: { content: { "application/json": { examples } } }, responses: {} } } },
};

test("a further example has samples of its own; languages come first, then what follows Redoc's selector", () => {
  const description = readDescription(several);
  const others = [{ example: "lost", code: "other", script: "", notes: ["Not all of it."] }];
  const samples = Object.fromEntries(
    description.operations.map(({ id }) => [
      id,
      [
        { ...curl, example: "ended", others },
        { ...go, others },
      ],
    ]),
  );
  const [annotated] = readDescription(redocDocument(several, description, samples)).operations;
  expect(annotated?.extensions["x-codeSamples"]).toEqual([
    { lang: "cURL", label: "cURL", source: "curl" },
    { lang: "Go", label: "Go", source: "package main" },
    { lang: "cURL", label: "cURL: A phone was lost", source: "# Not all of it.\nother" },
    { lang: "Go", label: "Go: A phone was lost", source: "// Not all of it.\nother" },
  ]);
  expect(languagesOf(description, samples)).toEqual([
    { lang: "cURL", label: "cURL" },
    { lang: "Go", label: "Go" },
    { lang: "payload", label: "Payload" },
    { lang: "cURL", label: "cURL: A phone was lost" },
    { lang: "Go", label: "Go: A phone was lost" },
  ]);
});
