import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execute } from "@spkey/test-kit";

/** The compilers that consumers have: ours, and the last one before it. */
export const compilers = ["typescript", "typescript59"] as const;

/** What a consumer's project may ask for, and a client's sources must not break. */
const compilerOptions = {
  allowImportingTsExtensions: true,
  erasableSyntaxOnly: true,
  exactOptionalPropertyTypes: true,
  lib: ["es2023", "es2024.string", "dom", "dom.iterable"],
  module: "nodenext",
  noEmit: true,
  noImplicitReturns: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  skipLibCheck: true,
  strict: true,
  target: "es2023",
  types: [],
  verbatimModuleSyntax: true,
};

/** Options of {@link typeErrors}. */
export interface TypeErrorOptions {
  /** Options of the compiler, over those of here. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** How long it may take, in milliseconds; by default five minutes. */
  readonly timeout?: number;
}

/** Checks the programs of a folder, with all that they import. @returns the compiler's errors, each with its place */
export async function typeErrors(
  folder: string,
  files: readonly string[],
  compiler: (typeof compilers)[number] = "typescript",
  { options = {}, timeout = 300_000 }: TypeErrorOptions = {},
): Promise<string[]> {
  const configuration = join(folder, `tsconfig.${compiler}.json`);
  await writeFile(configuration, JSON.stringify({ compilerOptions: { ...compilerOptions, ...options }, files }));
  const tsc = fileURLToPath(new URL(`../../node_modules/${compiler}/bin/tsc`, import.meta.url));
  const command = [process.execPath, "--max-old-space-size=4096", tsc, "-p", configuration, "--pretty", "false"];
  const { code, stdout, stderr } = await execute(command, { cwd: folder, timeout });
  const errors = stdout.split("\n").filter((line) => /error TS\d+/.test(line));
  // A compiler that ends otherwise has checked nothing.
  if ((code === 0) !== (errors.length === 0)) throw new Error(`${compiler} ended with ${code}:\n${stdout}${stderr}`);
  return errors;
}
