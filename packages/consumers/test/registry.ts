import { once } from "node:events";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runServer } from "verdaccio";
import { succeed } from "./execute.ts";
import { folderOf } from "./installed.ts";

/** npm's command line, for whichever Node runs it. */
export const npm = join(folderOf("npm"), "bin", "npm-cli.js");

/** A registry of npm packages on this machine, with the client and what it depends on, and nothing else. */
export interface Registry {
  /** An empty project that installs from it, in a folder of its own, which is gone with the registry. */
  project(): Promise<string>;
  /** Publishes packages of the workspace beside the client; none of them depends on others than these. */
  publish(...names: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Packs a package of the workspace, as it is published.
 *
 * @returns the path of the tarball in `folder`
 */
export async function pack(name: string, folder: string): Promise<string> {
  const report = await succeed(
    ["pnpm", "--dir", folderOf(name), "pack", "--json", "--pack-destination", folder],
    folder,
  );
  const { filename }: { filename: string } = JSON.parse(report);
  return filename;
}

/** Starts a registry, and publishes the client to it with npm. */
export async function startRegistry(): Promise<Registry> {
  const folder = await mkdtemp(join(tmpdir(), "spkey-registry-"));
  const server: Server = await runServer({
    configPath: join(folder, "config.yaml"),
    storage: join(folder, "storage"),
    uplinks: {},
    packages: { "**": { access: "$all", publish: "$all" } },
    auth: { htpasswd: { file: join(folder, "htpasswd") } },
    web: { enable: false },
    log: { type: "stdout", format: "pretty", level: "error" },
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on TCP has an address of this form.
  const { port } = server.address() as AddressInfo;

  let projects = 0;
  const registry: Registry = {
    async project() {
      const project = join(folder, `project-${++projects}`);
      await mkdir(project);
      await writeFile(join(project, "package.json"), '{ "type": "module" }\n');
      await writeFile(join(project, ".npmrc"), npmrc(port));
      return project;
    },
    async publish(...names) {
      const workshop = await registry.project();
      for (const name of names) {
        await succeed([process.execPath, npm, "publish", "--ignore-scripts", await pack(name, workshop)], workshop);
      }
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  try {
    const publish = [process.execPath, npm, "publish", "--ignore-scripts"];
    const workshop = await registry.project();
    await succeed([...publish, await pack("@spkey/client", workshop)], workshop);
    for (const dependency of await dependenciesOf(folderOf("@spkey/client"))) {
      // A copy: pnpm links files of the same content to each other, npm packs them as links, and installs none of them.
      const copy = await mkdtemp(join(workshop, "copy-"));
      await cp(dependency, copy, { recursive: true, filter: (path) => path !== join(dependency, "node_modules") });
      await succeed([...publish, copy], workshop);
    }
  } catch (error) {
    await registry.stop();
    throw error;
  }
  return registry;
}

/** What npm, Deno and Bun read alike. npm won't publish without a token; this registry takes any. */
function npmrc(port: number): string {
  return `registry=http://127.0.0.1:${port}/
//127.0.0.1:${port}/:_authToken=nobody
engine-strict=true
audit=false
fund=false
update-notifier=false
fetch-retries=0
`;
}

/** The folders of all packages that one depends on, however far away. */
async function dependenciesOf(folder: string): Promise<string[]> {
  const { dependencies = {} }: { dependencies?: object } = JSON.parse(
    await readFile(join(folder, "package.json"), "utf8"),
  );
  const direct = Object.keys(dependencies).map((name) => folderOf(name, join(folder, "package.json")));
  return [...new Set([...direct, ...(await Promise.all(direct.map(dependenciesOf))).flat()])];
}
