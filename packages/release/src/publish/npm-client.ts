import { npm } from "../installed.ts";
import { run } from "../process.ts";
import type { RegistryClient } from "./publish.ts";

export interface NpmOptions {
  /** The registry's address. */
  readonly registry: string;
  /** Whether to say, signed, which run of a workflow has built it, from which commit. */
  readonly provenance: boolean;
  /** Where npm finds its configuration. */
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How long a registry may take to answer, in milliseconds. */
const patience = 30_000;

/** A registry, by npm. */
export function npmClient({ registry, provenance, cwd, env, signal }: NpmOptions): RegistryClient {
  return {
    async integrityOf(name, version) {
      const url = new URL(name.replace("/", "%2f"), registry.endsWith("/") ? registry : `${registry}/`);
      const response = await fetch(url, {
        headers: { Accept: "application/json", "Cache-Control": "no-cache" },
        signal: AbortSignal.any([AbortSignal.timeout(patience), ...(signal ? [signal] : [])]),
      }).catch((error: Error) => {
        throw new Error(`${url.host} does not say whether it has ${name}: ${error.cause ?? error.message}`);
      });
      if (response.status === 404) return undefined;
      if (!response.ok) throw new Error(`${url.host} answers ${response.status} when asked for ${name}.`);
      const {
        versions = {},
      }: { versions?: Readonly<Record<string, { dist?: { integrity?: string; shasum?: string } }>> } = JSON.parse(
        await response.text(),
      );
      const found = Object.hasOwn(versions, version) ? versions[version] : undefined;
      // What has no integrity is not ours: npm says it since 2017.
      return found && (found.dist?.integrity ?? `sha1-${found.dist?.shasum}`);
    },
    async publish({ name, version, file }) {
      const options = ["--ignore-scripts", "--access=public", `--registry=${registry}`, `--provenance=${provenance}`];
      const { code, stdout, stderr } = await run([process.execPath, npm, "publish", file, ...options], {
        cwd,
        env,
        signal,
      });
      if (code !== 0)
        throw new Error(`${name} ${version} could not be published; npm ended with ${code}:\n${stdout}${stderr}`);
    },
  };
}
