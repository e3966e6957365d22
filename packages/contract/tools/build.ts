/** Builds the package into `dist/`: all that it needs but the mock becomes one bundle, so that `npx` has little to install. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeNotices } from "@spkey/test-kit/notices";
import { build } from "esbuild";
import { writeOperationIds } from "./operation-ids.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const dist = join(root, "dist");

await rm(dist, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: {
    cli: join(root, "src/cli/entry.ts"),
    msw: join(root, "src/msw.ts"),
    public: join(root, "src/public.ts"),
    vitest: join(root, "src/vitest.ts"),
  },
  outdir: dist,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node24",
  external: ["@spkey/mock", "@spkey/spec", "msw", "vitest"],
  // Its other build has imports that no bundler can see.
  alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
  // Modules of CommonJS ask for Node's own by `require`.
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  metafile: true,
  absWorkingDir: root,
  logLevel: "warning",
});
await writeNotices(join(dist, "THIRD-PARTY-LICENSES.txt"), root, Object.keys(metafile.inputs));
await writeOperationIds(join(dist, "testing"));
