import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readDescription } from "@spkey/model";
import { descriptionFile, execute, readDocument, temporaryFolder } from "@spkey/test-kit";
import { expect, test } from "vitest";
import { parse } from "yaml";

const command = fileURLToPath(new URL("../../src/build.ts", import.meta.url));
const build = (...options: string[]) => execute([process.execPath, command, ...options]);

test("a description is built into a folder, what is not supported is listed and counted", async () => {
  const folder = await temporaryFolder();
  const file = descriptionFile("all-kinds-32");
  const { unsupported } = readDescription(await readDocument("all-kinds-32"));
  expect(unsupported).not.toEqual([]);

  const { code, stderr } = await build("--description", file, "--output", `${folder}/site`, "--no-redoc");

  expect(code).toBe(0);
  for (const { pointer } of unsupported) expect(stderr).toContain(`unsupported  ${pointer}: `);
  expect(stderr).toContain(`${unsupported.length} things of the description not supported, `);
  expect(await readdir(`${folder}/site`)).toEqual([
    ".nojekyll",
    "404.html",
    "_headers",
    "assets",
    "errors",
    "icon.svg",
    "index.html",
    "index.md",
    "llms-full.txt",
    "llms.txt",
    "openapi.json",
    "openapi.yaml",
    "operations",
    "postman-collection.json",
    "search",
  ]);
  expect(await readFile(`${folder}/site/openapi.yaml`, "utf8")).toBe(await readFile(file, "utf8"));
});

test("samples are shown by the ids of the operations, and JSON can be downloaded as YAML", async () => {
  const document = {
    openapi: "3.1.0",
    info: { title: "Doors", version: "1" },
    paths: { "/doors": { get: { operationId: "listDoors", responses: {} } } },
  };
  const samples = { listDoors: [{ language: "bash", label: "cURL", code: "curl the-doors", notes: [] }] };
  const folder = await temporaryFolder({
    "doors.json": JSON.stringify(document),
    "samples.json": JSON.stringify(samples),
  });

  const options = ["--description", `${folder}/doors.json`, "--samples", `${folder}/samples.json`];
  const { code, stderr } = await build(...options, "--output", `${folder}/site`, "--no-redoc");

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(await readFile(`${folder}/site/operations/listDoors/index.html`, "utf8")).toMatch(/curl the-doors/);
  expect(parse(await readFile(`${folder}/site/openapi.yaml`, "utf8"))).toEqual(document);
});

test("the site is built for where the environment says it will be, and nginx gets its policy", async () => {
  const folder = await temporaryFolder();
  const env = { ...process.env, SITE_URL: "https://docs.example.com/api/" };
  const options = ["--description", descriptionFile("museum"), "--output", `${folder}/site`, "--no-redoc"];
  const { code } = await execute([process.execPath, command, ...options, "--nginx", `${folder}/etc/nginx.conf`], {
    env,
  });
  expect(code).toBe(0);
  expect(await readFile(`${folder}/etc/nginx.conf`, "utf8")).toContain("location = /api/404.html {");
  expect(await readFile(`${folder}/site/404.html`, "utf8")).toContain('src="/api/assets/');
  expect(await readFile(`${folder}/site/sitemap.xml`, "utf8")).toContain("<loc>https://docs.example.com/api/</loc>");
});

test("a setting that can't be is an error, before anything is built", async () => {
  const folder = await temporaryFolder();
  const env = { ...process.env, SITE_URL: "docs.example.com" };
  const options = ["--description", descriptionFile("museum"), "--output", `${folder}/site`, "--no-redoc"];
  const { code, stderr } = await execute([process.execPath, command, ...options], { env });
  expect(code).toBe(1);
  expect(stderr).toContain("SITE_URL is the address of the first page");
  expect(await readdir(folder)).toEqual([]);
});

test("what can't be read leaves the site that is there as it was", async () => {
  const folder = await temporaryFolder({
    "broken.json": JSON.stringify({ swagger: "2.0" }),
    "site/index.html": "the old site",
  });
  const { code, stderr } = await build("--description", `${folder}/broken.json`, "--output", `${folder}/site`);
  expect(code).toBe(1);
  expect(stderr).toContain("#/openapi");
  expect(await readdir(folder)).toEqual(["broken.json", "site"]);
  expect(await readFile(`${folder}/site/index.html`, "utf8")).toBe("the old site");
});
