import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { html, raw } from "hono/html";
import { headersFile, parseHeadersFile } from "../site/headers-file.ts";
import { nginxConfiguration } from "../site/nginx.ts";
import { headersAt, metaPolicy, type Rule, redirectPolicy } from "../site/policy.ts";
import { type VersionsFile, versionsName } from "./versions.ts";

/** Writes what hosts and readers look for beside the folders of the versions. */
export async function writeRootFiles(all: string, versions: VersionsFile): Promise<void> {
  const { newest } = versions;
  const [, address] =
    /<link rel="canonical" href="([^"]*)">/.exec(await readFile(join(all, newest, "index.html"), "utf8")) ?? [];
  await writeFile(join(all, "index.html"), await redirectPage(newest, address));
  // GitHub Pages has one such page for all folders. Its addresses begin with the site's own path.
  await copyFile(join(all, newest, "404.html"), join(all, "404.html"));
  await writeFile(join(all, "_headers"), headersFile(await rulesOf(all, versions)));
  await writeFile(join(all, ".nojekyll"), "");
  await writeRobots(all, address);
}

/** What is sent along with which file: for each version what its own `_headers` says, with the hashes of its own styles. */
export async function rulesOf(all: string, { newest, versions }: VersionsFile): Promise<Rule[]> {
  const own = await Promise.all(
    versions.map(async ({ folder }) => {
      const rules = parseHeadersFile(await readFile(join(all, folder, "_headers"), "utf8"));
      return rules.map(({ paths, headers }) => ({ paths: paths.map((path) => `/${folder}${path}`), headers }));
    }),
  );
  const notFound = headersAt(own[versions.findIndex(({ folder }) => folder === newest)] ?? [], `/${newest}/404.html`);
  return [
    ...redirectPolicy([`/${versionsName}`, "/robots.txt"]),
    { paths: ["/404.html"], headers: notFound },
    ...own.flat(),
  ];
}

/** All versions as a configuration of nginx. @param base the path that all of them are at, with a slash at both ends */
export async function nginxOfVersions(all: string, versions: VersionsFile, base: string): Promise<string> {
  const hidden = versions.versions.map(({ folder }) => `/${folder}/_headers`);
  return nginxConfiguration(await rulesOf(all, versions), base, ["/_headers", ...hidden]);
}

/** Leads to the newest version, also without scripts. A host's own redirect would need to know where the site is. */
async function redirectPage(newest: string, address: string | undefined): Promise<string> {
  const policy = raw(metaPolicy(redirectPolicy([]), "/"));
  return String(
    await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0; url=${newest}/">
<title>Documentation</title>
${address === undefined ? "" : html`<link rel="canonical" href="${address}">`}
</head>
<body><p><a href="${newest}/">The documentation</a></p></body>
</html>
`,
  );
}

/** It is read at the root of a host alone; there, it names the list of the newest version's pages. */
async function writeRobots(all: string, address: string | undefined): Promise<void> {
  const file = join(all, "robots.txt");
  if (address === undefined || new URL("../", address).pathname !== "/") return rm(file, { force: true });
  await writeFile(file, `User-agent: *\nAllow: /\n\nSitemap: ${address}sitemap.xml\n`);
}
