import { compareDescriptions, pointerOf, type Report, review } from "@spkey/changes";
import { readDescription } from "@spkey/model";
import { type Facts, type Note, readNote } from "../src/index.ts";

/** A description that an edit may change in any way. */
// biome-ignore lint/suspicious/noExplicitAny: edits reach for whatever they change.
export type Document = any;

export type Edit = (document: Document) => void;

/** A description with one operation that takes and answers a thing, and another. */
export function baseDocument(): Document {
  const thing = {
    type: "object",
    required: ["id"],
    properties: { id: { type: "string" }, name: { type: "string" }, size: { type: "integer", enum: [1, 2] } },
  };
  const content = (schema: object) => ({ "application/json": { schema } });
  return {
    openapi: "3.1.0",
    info: { title: "Things", version: "1.2.3" },
    servers: [{ url: "https://things.test" }],
    paths: {
      "/things/{id}": {
        put: {
          operationId: "putThing",
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          requestBody: { required: true, content: content({ $ref: "#/components/schemas/NewThing" }) },
          responses: {
            "200": { description: "The thing.", content: content({ $ref: "#/components/schemas/Thing" }) },
            "404": { description: "There is none." },
          },
        },
      },
      "/jobs": { get: { operationId: "getJobs", responses: { "200": { description: "Jobs." } } } },
    },
    components: { schemas: { Thing: thing, NewThing: { type: "object", properties: { name: { type: "string" } } } } },
  };
}

export function edited(edit: Edit): Document {
  const document = baseDocument();
  edit(document);
  return document;
}

/** All published packages, of which one is the description. */
export const published = ["@a/client", "@a/mock", "@a/spec"];

/** The facts of a release whose description was edited so, and of whose changes these changesets tell. */
export function factsOf(edit: Edit, changesets: readonly string[], more: Partial<Facts> = {}): Facts {
  const notes = changesets.map((text, index): Note => readNote(text, `.changeset/${"abc"[index]}.md`));
  const isReadable = notes.every(({ problems }) => problems.length === 0);
  return {
    published,
    specification: "@a/spec",
    changed: [],
    report: reportOf(edit, isReadable ? notes.flatMap(({ intended }) => intended) : []),
    pending: notes,
    added: notes,
    command: "pnpm change",
    raised: "none",
    ...more,
  };
}

/** A report in which everything stands in line 7. */
export function reportOf(edit: Edit, intended: Note["intended"] = []): Report {
  const [before, after] = [baseDocument(), edited(edit)].map((document) => readDescription(document));
  if (!before || !after) throw new Error("There are two.");
  const reviewed = review(compareDescriptions(before, after).changes, intended);
  const place = { file: "openapi.yaml", line: 7, column: 3 };
  return {
    base: "v1.2.3",
    description: place.file,
    changes: reviewed.changes.map((each) => ({
      ...each,
      pointer: pointerOf(each.change),
      place,
      near: place,
      isInBase: each.change.after === undefined,
    })),
    unmatched: reviewed.unmatched,
    notCompared: [],
  };
}

/** A changeset. */
export function changeset(releases: Readonly<Record<string, string>>, ...paragraphs: readonly string[]): string {
  const named = Object.entries(releases).map(([name, bump]) => `"${name}": ${bump}\n`);
  return `---\n${named.join("")}---\n\n${paragraphs.join("\n\n")}\n`;
}

/** A block that declares a break. */
export function declared(rule: string, at: string, reason = "Nobody needs it."): string {
  return `\`\`\`yaml api-changes\n- rule: ${rule}\n  at: "${at}"\n  reason: "${reason}"\n\`\`\``;
}
