import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { type IncomingHttpHeaders, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { execute, makeFolder, type Program, startProgram } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { layVersion } from "../../src/hosting/lay.ts";
import { nginxOfVersions, rulesOf } from "../../src/hosting/root-files.ts";
import type { VersionsFile } from "../../src/hosting/versions.ts";
import { nginxConfiguration } from "../../src/site/nginx.ts";
import { headersAt, policyOf } from "../../src/site/policy.ts";
import type { Docs } from "../../src/site/serve.ts";
import { type MadeSite, makeSite } from "../made-site.ts";

/** Debian has it in a folder that is not in everybody's path. */
const nginx = ["nginx", "/usr/sbin/nginx"];
const found = await Promise.all(nginx.map(async (name) => (await execute([name, "-v"])).code === 0));
const command = nginx[found.indexOf(true)];
if (command === undefined && process.env["CI"]) throw new Error("CI needs nginx.");

const rules = policyOf({});

describe.skipIf(command === undefined).for(["/", "/docs/v2/"])("nginx, with a site at %s", (base) => {
  let site: MadeSite;
  let docs: Docs;
  let server: Program;
  let folder: Awaited<ReturnType<typeof makeFolder>>;
  let socketPath: string;
  beforeAll(async () => {
    [site, folder] = await Promise.all([makeSite("museum", { BASE_PATH: base }), makeFolder()]);
    docs = await site.serve();
    const { path } = folder;
    socketPath = `${path}/socket`;
    await mkdir(`${path}/www${base}`, { recursive: true });
    await cp(site.folder, `${path}/www${base}`, { recursive: true });
    await writeFile(`${path}/docs.conf`, nginxConfiguration(rules, base));
    await writeFile(`${path}/nginx.conf`, configuration(path));
    server = startProgram([command ?? "", "-p", path, "-c", `${path}/nginx.conf`, "-e", "stderr"]);
    await server.says(/start worker process/);
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await site?.remove();
    await folder?.remove();
  });

  const ask = (path: string, headers: Record<string, string> = {}) =>
    answerOf({ socketPath, path: `${base}${path.slice(1)}`, headers });
  /** What our own server says to the same. */
  const askOurs = (path: string, headers: Record<string, string> = {}) => {
    const { port, hostname } = new URL(docs.url);
    return answerOf({ host: hostname, port, path: `${base}${path.slice(1)}`, headers });
  };

  const paths = [
    "/",
    "/errors/",
    "/404.html",
    "/index.md",
    "/openapi.json",
    "/openapi.yaml",
    "/postman-collection.json",
    "/llms.txt",
    "/icon.svg",
  ];
  test.for(paths)("%s has the policy's headers, and is what our own server answers", async (path) => {
    const [theirs, ours] = await Promise.all([ask(path), askOurs(path)]);
    expect(theirs.status).toBe(200);
    expect(theirs.body.equals(ours.body)).toBe(true);
    for (const [name, value] of Object.entries(headersAt(rules, path)))
      expect(theirs.headers[name.toLowerCase()]).toBe(value);
    expect(theirs.headers["content-type"]).toBe(ours.headers["content-type"]);
  });

  test("files with a hash in their names are kept for a year, as the policy says", async () => {
    const [, name = ""] = /src="(?:[./]*|\S*\/)(assets\/[^"]+\.js)"/.exec((await ask("/")).body.toString()) ?? [];
    const { status, headers } = await ask(`/${name}`);
    expect(status).toBe(200);
    expect(headers["cache-control"]).toBe(headersAt(rules, `/${name}`)["Cache-Control"]);
    expect(headers["cache-control"]).toContain("immutable");
  });

  test("pages are compressed", async () => {
    const { headers, body } = await ask("/", { "Accept-Encoding": "gzip" });
    expect(headers["content-encoding"]).toBe("gzip");
    expect(headers["vary"]).toContain("Accept-Encoding");
    expect(body.length).toBeLessThan((await readFile(`${site.folder}/index.html`)).length / 2);
  });

  test("a folder is redirected to its slash, at the same host", async () => {
    const [theirs, ours] = await Promise.all([ask("/errors"), askOurs("/errors")]);
    expect([theirs.status, theirs.headers.location]).toEqual([301, `${base}errors/`]);
    expect([ours.status, ours.headers.location]).toEqual([301, `${base}errors/`]);
  });

  test.for(["/nowhere", "/deep/down/below/", "/_headers"])(
    "%s is answered by the 404 page, or not at all",
    async (path) => {
      const { status, headers, body } = await ask(path);
      expect(status).toBe(404);
      expect(body.toString()).toContain("There is no such page");
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["content-security-policy"]).toBe(headersAt(rules, "/404.html")["Content-Security-Policy"]);
    },
  );
});

describe.skipIf(command === undefined)("nginx, with several versions", () => {
  let sites: MadeSite[];
  let folder: Awaited<ReturnType<typeof makeFolder>>;
  let server: Program;
  let list: VersionsFile;
  const base = "/locks/";
  const ask = (path: string) => answerOf({ socketPath: `${folder.path}/socket`, path: base + path });
  beforeAll(async () => {
    folder = await makeFolder();
    const { path } = folder;
    const make = (version: string) =>
      makeSite("museum", { DOCS_VERSION: version, BASE_PATH: `${base}v${version[0]}/` });
    sites = await Promise.all([make("1.4.0"), make("2.0.0")]);
    const into = `${path}/www${base.slice(0, -1)}`;
    await layVersion({ site: sites[0]?.folder ?? "", version: "1.4.0", into });
    list = await layVersion({ site: sites[1]?.folder ?? "", version: "2.0.0", into });
    await writeFile(`${path}/docs.conf`, await nginxOfVersions(into, list, base));
    await writeFile(`${path}/nginx.conf`, configuration(path));
    server = startProgram([command ?? "", "-p", path, "-c", `${path}/nginx.conf`, "-e", "stderr"]);
    await server.says(/start worker process/);
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await Promise.all(sites?.map((site) => site.remove()) ?? []);
    await folder?.remove();
  });

  test.for(["", "versions.json", "404.html", "v1/", "v1/errors/", "v2/openapi.json", "v2/llms.txt"])(
    "%s has the policy's headers",
    async (path) => {
      const { status, headers } = await ask(path);
      expect(status).toBe(200);
      const wanted = headersAt(await rulesOf(`${folder.path}/www${base.slice(0, -1)}`, list), `/${path}`);
      expect(Object.keys(wanted).length).toBeGreaterThan(3);
      for (const [name, value] of Object.entries(wanted)) expect(headers[name.toLowerCase()]).toBe(value);
    },
  );

  test.for(["nowhere", "v1/nowhere", "_headers", "v1/_headers", "v2/_headers"])("%s is not there", async (path) => {
    const { status, body } = await ask(path);
    expect(status).toBe(404);
    expect(body.toString()).toContain("There is no such page");
  });
});

/** As in the comment at the top of the configuration, on a socket, and with all that it writes in a folder. */
function configuration(folder: string): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `daemon off;
${process.getuid?.() === 0 ? "user root;" : ""}
pid ${folder}/pid;
error_log stderr notice;
events {}
http {
  access_log off;
${temporary.map((kind) => `  ${kind}_temp_path ${folder}/${kind};`).join("\n")}
  server {
    listen unix:${folder}/socket;
    root ${folder}/www;
    include ${folder}/docs.conf;
  }
}
`;
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

function answerOf(options: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(options, async (response) => {
      resolve({ status: response.statusCode, headers: response.headers, body: await buffer(response) });
    })
      .on("error", reject)
      .end();
  });
}
