import { join } from "node:path";
import { createClient } from "@hey-api/openapi-ts";
import type { Consumer } from "./consumer.ts";
import type { Peer } from "./peers.ts";
import type { Subject } from "./subject.ts";

/** The modules of peers with the one call. */
export interface Modules {
  /** Their paths. */
  readonly modules: ReadonlyMap<Peer, string>;
  /** Peers whose generator can't read the description, and what it says. */
  readonly failed: ReadonlyMap<Peer, string>;
}

/** Writes the modules of peers with the one call, and what they import that is generated. */
export async function writeModules(
  consumer: Consumer,
  peers: readonly Peer[],
  subject: Subject,
  document: object,
): Promise<Modules> {
  const generated = peers.some(({ generator }) => generator)
    ? await generateHeyApi(document, join(consumer.folder, "hey-api")).catch(
        (error: unknown) => (error instanceof Error && error.message) || String(error),
      )
    : undefined;
  const modules = new Map<Peer, string>();
  const failed = new Map<Peer, string>();
  for (const [index, peer] of peers.entries()) {
    if (peer.generator && generated !== undefined) failed.set(peer, generated);
    else modules.set(peer, await consumer.write(`${index}.js`, peer.code(subject)));
  }
  return { modules, failed };
}

/** The client that @hey-api/openapi-ts generates, in TypeScript that Node.js runs as it is. */
export async function generateHeyApi(document: object, folder: string): Promise<void> {
  await createClient({
    input: structuredClone(document) as Record<string, unknown>,
    output: { path: folder, module: { extension: ".ts" } },
    plugins: ["@hey-api/typescript", "@hey-api/sdk", "@hey-api/client-fetch"],
    logs: { level: "silent", file: false },
  });
}
