import { defineConfig } from "vitest/config";

/** One configuration for every package: each runs `vitest run --config <this file> --root .` in its own folder. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // `scripts/test.ts` adds up these reports into the last line of `pnpm test`.
    reporters: ["default", "json"],
    outputFile: { json: "reports/vitest.json" },
    // Real processes, browsers and compilers run in our tests, on as little as two cores.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
