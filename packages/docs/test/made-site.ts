import { type DescriptionName, descriptionFile, makeFolder } from "@spkey/test-kit";
import { stringify } from "yaml";
import { buildSite } from "../src/site/build.ts";
import { type Files, readFiles } from "../src/site/input.ts";
import type { Samples } from "../src/site/samples.ts";
import { type Docs, serveDocs } from "../src/site/serve.ts";
import { type Environment, readSettings } from "../src/site/settings.ts";

/** A site that was built for a test. */
export interface MadeSite {
  readonly folder: string;
  /** Serves it, on a port that is free. */
  serve(): Promise<Docs>;
  remove(): Promise<void>;
}

/** What is built: one of the kit's descriptions, or a document. */
export type Source = DescriptionName | object;

/** Builds a site. @param environment what its settings are read from */
export async function makeSite(
  source: Source,
  environment: Environment = {},
  samples: Samples = {},
): Promise<MadeSite> {
  const { path, remove } = await makeFolder();
  const folder = `${path}/site`;
  const settings = readSettings(environment);
  const files = await filesOf(source);
  await buildSite({ files, samples, output: folder, redoc: false, settings });
  const served: Docs[] = [];
  return {
    folder,
    async serve() {
      const docs = await serveDocs({ folder, base: settings.base });
      served.push(docs);
      return docs;
    },
    async remove() {
      await Promise.all(served.map((docs) => docs.stop()));
      await remove();
    },
  };
}

async function filesOf(source: Source): Promise<Files> {
  if (typeof source === "string") return readFiles(descriptionFile(source));
  return { document: source, json: JSON.stringify(source), yaml: stringify(source) };
}

/**
 * A description with many operations in many groups, each with parameters, a body and an answer of its own words.
 *
 * @param count how many operations
 */
export function largeDocument(count: number): object {
  const things = ["door", "lock", "key", "guest", "room", "visit", "camera", "alarm", "lift", "ledger"];
  const deeds = ["list", "create", "replace", "remove", "archive", "restore", "share", "transfer", "approve", "audit"];
  const text = (description: string, type = "string") => ({ type, description });
  const operation = (index: number) => {
    const thing = things[index % things.length] ?? "";
    const deed = deeds[Math.floor(index / things.length) % deeds.length] ?? "";
    const area = Math.floor(index / 25);
    const fields = Object.fromEntries(
      things
        .slice(0, 6)
        .map((other, at) => [
          `${other}${deed}${at}Of${area}`,
          text(`How the ${other} takes part when somebody tries to ${deed} a ${thing} in area ${area}.`),
        ]),
    );
    return {
      operationId: `${deed}${thing}${index}`,
      tags: [`Area ${area}`],
      summary: `${deed} ${thing} ${index}`,
      description: `Lets staff ${deed} a ${thing} of area ${area}. It is written to the journal number ${index}.`,
      parameters: [
        { name: "id", in: "path", required: true, schema: text(`The number of the ${thing}.`) },
        { name: `${thing}Limit`, in: "query", schema: text(`Of the ${thing}, at most so many.`, "integer") },
      ],
      requestBody: { content: { "application/json": { schema: { type: "object", properties: fields } } } },
      responses: {
        "200": {
          description: `The ${thing} as it is after one did ${deed} it.`,
          content: { "application/json": { schema: { type: "object", properties: fields } } },
        },
        "404": { description: `There is no such ${thing}.`, content: error },
      },
    };
  };
  return {
    openapi: "3.1.0",
    info: { title: "A large house", version: "1" },
    paths: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`/areas/${index}/{id}`, { post: operation(index) }]),
    ),
    components: {
      schemas: {
        Problem: { type: "object", properties: { code: text("What went wrong."), hint: text("What helps.") } },
      },
    },
  };
}

const error = { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } };
