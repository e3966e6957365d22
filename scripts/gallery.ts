/** Takes other people's descriptions through every step: `pnpm gallery`, which `packages/gallery` does once all is built. */
import { join } from "node:path";
import { runBuilt } from "./run-built.ts";
import { root } from "./turbo.ts";

process.exitCode = await runBuilt("gallery", join(root, "packages/gallery/src/main.ts"), process.argv.slice(2));
