import { describe, expect, test } from "vitest";
import { compareDescriptions, formatGithub, formatText, pointerOf, type Report } from "../src/index.ts";
import { baseDocument, type Edit, edited, read } from "./describe.ts";

/** A report of what an edit of the base document changes; every place is line 7 of a file with a name to be escaped. */
function reportOf(edit: Edit): Report {
  const { changes } = compareDescriptions(read(baseDocument()), read(edited(edit)));
  const near = { file: "a,b:c.yaml", line: 7, column: 3 };
  return {
    base: "v1.0.0",
    description: near.file,
    changes: changes.map((change) => {
      const isInBase = change.after === undefined;
      const place = isInBase ? { ...near, file: "old.yaml" } : near;
      return { change, pointer: pointerOf(change), near, isInBase, place };
    }),
    unmatched: [],
    notCompared: [],
  };
}

describe("a report says where and what", () => {
  test.for<{ readonly name: string; readonly edit: Edit; readonly says: string }>([
    {
      name: "a property",
      edit: (document) => {
        document.components.schemas.Thing.properties.id.maxLength = 5;
      },
      says: "GET /things/{id} › 200 › id: maxLength was without limit and is 5",
    },
    {
      name: "null",
      edit: (document) => {
        document.components.schemas.Thing.properties.name.type = ["string", "null"];
      },
      says: "GET /things/{id} › 200 › name: it may be null now",
    },
    {
      name: "a credential",
      edit: (document) => {
        document.security = [{ token: [], key: [] }];
      },
      says: "GET /things/{id}: needed token, and needs token and key",
    },
    {
      name: "an argument of the client",
      edit: (document) => {
        document.components.schemas.NewThing.properties.size["x-argument-name"] = "extent";
      },
      says: "PUT /things/{id}: the argument `size` has become `extent`",
    },
    {
      name: "a webhook",
      edit: (document) => {
        document.webhooks.thingMade.post.requestBody.required = false;
      },
      says: "webhook thingMade (POST) › body: is not required any more",
    },
  ])("$name", ({ edit, says }) => {
    expect(formatText(reportOf(edit), (_, text) => text)).toContain(says);
  });

  test("what is gone is said with its place in the base; what is new, with its own", () => {
    const text = formatText(
      reportOf((document) => {
        delete document.paths["/jobs"];
        document.paths["/things/{id}"].get.deprecated = true;
      }),
      (_, painted) => painted,
    );
    expect(text).toContain("breaking  old.yaml:7:3 in v1.0.0  path-removed, breaks callers\n  /jobs: the path is gone");
    expect(text).toContain("compatible  a,b:c.yaml:7:3  GET /things/{id}: is deprecated now (operation-deprecated)");
  });
});

test("annotations are escaped as GitHub asks for", () => {
  const report = reportOf((document) => {
    document.paths["/things/{id}"].put.operationId = "put%\nThing";
  });
  const [line] = formatGithub(report).split("\n");
  expect(line).toMatch(
    /^::error file=a%2Cb%3Ac\.yaml,line=7,col=3,title=operation-id-renamed%2C breaks callers of the generated client::/,
  );
  expect(line).toContain("is called `put%25%0AThing`%0AWhy: ");
});
