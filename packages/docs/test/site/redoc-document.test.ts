import { readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { expect, test } from "vitest";
import { languagesOf, redocDocument } from "../../src/site/redoc-document.ts";
import { operationUrl } from "../../src/site/urls.ts";

const sample = { language: "shell", label: "cURL", highlight: "bash", code: "curl", notes: [] };

test.for(["all-kinds", "all-kinds-30"] as const)(
  "each operation of %s gets its samples and a link to its page, the source unchanged",
  async (name) => {
    const document = await readDocument(name);
    const description = readDescription(document);
    const samples = Object.fromEntries(description.operations.map(({ id }) => [id, [{ ...sample, code: id }]]));
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

test("each language is named once", () => {
  expect(languagesOf({ a: [sample], b: [sample, { ...sample, label: "Go" }] })).toEqual([
    { lang: "cURL", label: "cURL" },
    { lang: "Go", label: "Go" },
  ]);
});
