import { plainDocument, readDescription } from "@spkey/model";
import { descriptions, readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { compareDescriptions } from "../src/index.ts";

const lines = (before: object, after: object) =>
  compareDescriptions(readDescription(before), readDescription(after)).changes.map(
    ({ rule, where, what }) => `${rule.class} ${rule.id} ${where}: ${what}`,
  );

/** What the fewer forms leave out, as `plainDocument` says. */
const leftOut =
  /-(parameter-style-changed|header-style-changed|link-removed|discriminator-removed) | callback-removed /;

describe.for(descriptions.map(({ name }) => name))("%s", (name) => {
  test("has no change against itself", async () => {
    expect(lines(await readDocument(name), await readDocument(name))).toEqual([]);
  });

  test("has no change against what says the same in fewer forms", async () => {
    const document = await readDocument(name);
    const changes = lines(document, plainDocument(document, readDescription(document)));
    expect(changes.filter((line) => !leftOut.test(line))).toEqual([]);
  });
});
