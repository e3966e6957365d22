import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npm } from "../installed.ts";
import { run } from "../process.ts";

/** A package whose known vulnerabilities are asked for. */
export interface Audited {
  readonly name: string;
  readonly version: string;
}

/**
 * Asks the registry, by `npm audit`, for known vulnerabilities of packages, also of those that are bundled, which nobody installs.
 *
 * @returns the severe ones, in sentences
 * @throws where the registry can't be asked: what nobody has asked for is not known to be sound
 */
export async function audit(
  packages: readonly Audited[],
  {
    registry,
    env = process.env,
    signal,
  }: { readonly registry?: string | undefined; readonly env?: NodeJS.ProcessEnv; readonly signal?: AbortSignal } = {},
): Promise<readonly string[]> {
  if (packages.length === 0) return [];
  const folder = await mkdtemp(join(tmpdir(), "spkey-audit-"));
  try {
    await writeFile(
      join(folder, "package.json"),
      JSON.stringify({ name: "shipped", version: "0.0.0", dependencies: aliasesOf(packages) }),
    );
    await writeFile(join(folder, "package-lock.json"), JSON.stringify(lockOf(packages)));
    // What npm has learnt of advisories before need not be so any more.
    const command = [
      process.execPath,
      npm,
      "audit",
      "--package-lock-only",
      "--json",
      "--audit-level=high",
      `--cache=${join(folder, "cache")}`,
    ];
    const { stdout, stderr } = await run([...command, ...(registry ? [`--registry=${registry}`] : [])], {
      cwd: folder,
      env,
      signal,
    });
    return severeIn(stdout, stderr);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** As much of npm's report as is read. */
interface AuditReport {
  readonly vulnerabilities?: Readonly<Record<string, { readonly via: readonly (string | Advisory)[] }>>;
}

interface Advisory {
  readonly name: string;
  readonly title: string;
  readonly severity: string;
  readonly range: string;
  readonly url: string;
}

function severeIn(stdout: string, stderr: string): readonly string[] {
  const report = parsed(stdout);
  if (!report?.vulnerabilities)
    throw new Error(`The registry could not be asked for vulnerabilities:\n${stdout}${stderr}`);
  const advisories = Object.values(report.vulnerabilities).flatMap(({ via }) =>
    via.filter((each) => typeof each !== "string"),
  );
  const severe = advisories.filter(({ severity }) => severity === "high" || severity === "critical");
  return [
    ...new Set(
      severe.map(({ name, range, severity, title, url }) => `${name} ${range}: ${severity}: ${title} (${url})`),
    ),
  ];
}

function parsed(text: string): AuditReport | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Under names of their own: one package may be there in several versions. */
function aliasesOf(packages: readonly Audited[]): Readonly<Record<string, string>> {
  return Object.fromEntries(packages.map(({ name, version }, index) => [`shipped-${index}`, `npm:${name}@${version}`]));
}

function lockOf(packages: readonly Audited[]): object {
  const entries = packages.map(
    ({ name, version }, index) => [`node_modules/shipped-${index}`, { name, version }] as const,
  );
  return {
    name: "shipped",
    version: "0.0.0",
    lockfileVersion: 3,
    requires: true,
    packages: {
      "": { name: "shipped", version: "0.0.0", dependencies: aliasesOf(packages) },
      ...Object.fromEntries(entries),
    },
  };
}
