import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runServer } from "verdaccio";
import { dependenciesOf, folderOf, npm } from "./installed.ts";
import { runToSuccess } from "./process.ts";

export { folderOf, npm };

/** A registry of npm packages on this machine, with what was published to it and nothing else. */
export interface LocalRegistry {
  readonly url: string;
  /** The configuration that npm needs to install from it, and to publish to it. */
  readonly npmrc: string;
  /** An empty project that installs from it, in a folder of its own, which is gone with the registry. */
  project(): Promise<string>;
  /** Publishes a tarball, or a folder that is a package. */
  publish(path: string): Promise<void>;
  /** Publishes all that packages depend on, but for those of the workspace, each once. */
  publishDependencies(folders: readonly string[], isOurs: (name: string) => boolean): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a registry: verdaccio, on loopback, which asks no other. */
export async function startLocalRegistry({ signal }: { readonly signal?: AbortSignal } = {}): Promise<LocalRegistry> {
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
  const project = async () => {
    const path = join(folder, `project-${++projects}`);
    await mkdir(path);
    await writeFile(join(path, "package.json"), '{ "type": "module" }\n');
    await writeFile(join(path, ".npmrc"), npmrc(port));
    return path;
  };
  const workshop = await project();
  const publish = async (path: string) => {
    const command = [process.execPath, npm, "publish", "--ignore-scripts", path];
    await runToSuccess(command, { cwd: workshop, env: isolatedEnvironment(workshop), signal });
  };
  const published = new Set<string>();
  return {
    url: `http://127.0.0.1:${port}/`,
    npmrc: npmrc(port),
    project,
    publish,
    async publishDependencies(folders, isOurs) {
      const lists = await Promise.all(folders.map((each) => dependenciesOf(each, isOurs)));
      for (const { name, version, folder: dependency } of lists.flat()) {
        if (published.has(`${name}@${version}`)) continue;
        published.add(`${name}@${version}`);
        // A copy: pnpm links files of the same content to each other, npm packs them as links, and installs none of them.
        const copy = await mkdtemp(join(workshop, "copy-"));
        await cp(dependency, copy, { recursive: true, filter: (path) => path !== join(dependency, "node_modules") });
        await publish(copy);
      }
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * The environment of a program that has a folder for its home: it finds no configuration, cache or credential of ours, and
 * neither asks nor tells the internet anything by itself.
 */
export function isolatedEnvironment(folder: string): NodeJS.ProcessEnv {
  const { PATH = "" } = process.env;
  return {
    PATH,
    HOME: folder,
    TMPDIR: folder,
    CI: "1",
    NO_COLOR: "1",
    DO_NOT_TRACK: "1",
    DENO_NO_UPDATE_CHECK: "1",
  };
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
