/** Builds the site into `dist/`: `node src/build.ts`. */
import { copyFile, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Sample } from "@spkey/samples";
import { readDescription } from "@spkey/spec";
import { operationPage } from "./operation.ts";
import { overviewPage } from "./overview.ts";
import { buildRedoc } from "./redoc.ts";
import { operationUrl } from "./urls.ts";

const bundle = {
  "openapi.json": fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json")),
  "openapi.yaml": fileURLToPath(import.meta.resolve("@spkey/spec/openapi.yaml")),
};
const target = fileURLToPath(new URL("../dist", import.meta.url));
const assets = fileURLToPath(new URL("assets", import.meta.url));

const readJson = async (file: string) => JSON.parse(await readFile(file, "utf8"));
const description = readDescription(await readJson(bundle["openapi.json"]));
/** By operationId. */
const samples: Readonly<Record<string, readonly Sample[]>> = await readJson(
  fileURLToPath(import.meta.resolve("@spkey/samples/samples.json")),
);
const withSamples = readDescription(await readJson(fileURLToPath(import.meta.resolve("@spkey/samples/openapi.json"))));

// The old site stays up until the new one is whole.
const site = await mkdtemp(`${target}.`);
try {
  await cp(assets, site, { recursive: true });
  for (const [name, file] of Object.entries(bundle)) await copyFile(file, join(site, name));
  await writeFile(join(site, "index.html"), await overviewPage(description));
  for (const operation of description.operations) {
    const folder = join(site, operationUrl(operation.id));
    await mkdir(folder, { recursive: true });
    const page = await operationPage(description, operation, samples[operation.id] ?? []);
    // Never over another operation's page: their ids may differ only in characters that an address can't have.
    await writeFile(join(folder, "index.html"), page, { flag: "wx" });
  }
  const languages = new Map(
    Object.values(samples).flatMap((own) => own.map(({ label }) => [label, { lang: label, label }])),
  );
  await buildRedoc(withSamples, [...languages.values()], join(site, "redoc"));

  const old = `${site}.old`;
  await rename(target, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  await rename(site, target);
  await rm(old, { recursive: true, force: true });
} finally {
  await rm(site, { recursive: true, force: true });
}
