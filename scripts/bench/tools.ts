import { join } from "node:path";

/** One of the tools that we build upon, as somebody runs it who has nothing else. */
export interface Tool {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

/**
 * What is done by hand to lint, bundle, generate types and docs of a description, one after the other.
 *
 * @param folder a copy of the workspace
 * @param output where their results go
 */
export function toolsByHand(folder: string, output: string): Tool[] {
  const redocly = join(folder, "spec/node_modules/@redocly/cli/bin/cli.js");
  const types = join(folder, "packages/client/node_modules/openapi-typescript/bin/cli.js");
  const entry = join(folder, "spec/openapi.yaml");
  const bundle = join(output, "bundle.json");
  const node = process.execPath;
  return [
    { name: "redocly lint", command: [node, redocly, "lint", entry, "--config", join(folder, "spec/redocly.yaml")] },
    { name: "redocly bundle", command: [node, redocly, "bundle", entry, "--output", bundle] },
    { name: "openapi-typescript", command: [node, types, bundle, "--output", join(output, "types.d.ts")] },
    {
      name: "redocly build-docs",
      command: [node, redocly, "build-docs", bundle, "--output", join(output, "docs.html")],
    },
  ];
}

/** Our own steps, each as turbo runs it. */
export function ownSteps(folder: string): (Tool & { readonly cwd: string })[] {
  const node = process.execPath;
  const sparing = "--max-semi-space-size=8"; // As in the scripts of the packages.
  const step = (name: string, where: string, ...args: string[]) => ({
    name,
    cwd: join(folder, where),
    command: [node, ...args] as const,
  });
  return [
    step("lint and bundle", "spec", "tools/bundle.ts"),
    step("client: generate", "packages/client", sparing, "tools/generate.ts"),
    step("client: compile", "packages/client", "tools/compile.ts"),
    step("samples", "packages/samples", sparing, "tools/generate.ts"),
    step("docs", "packages/docs", sparing, "src/build.ts"),
    step("mock: build", "packages/mock", "tools/build.ts"),
  ];
}
