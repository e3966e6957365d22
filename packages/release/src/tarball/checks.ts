import { matchesGlob, posix } from "node:path";
import { checkPackage } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { findLicenceProblems } from "./licences.ts";
import { type Kind, kindOf, type OpenedTarball, targetsOf } from "./open.ts";
import { findSizeProblems } from "./size.ts";

/** One thing that has to be so of everything that is published. */
export interface TarballCheck {
  readonly name: string;
  /** @returns what is wrong, in sentences; nothing where all is well */
  readonly problems: (tarball: OpenedTarball) => readonly string[] | Promise<readonly string[]>;
}

export const tarballChecks: readonly TarballCheck[] = [
  { name: "holds what it must, and nothing else", problems: contents },
  { name: "is an ES module whose entry points are all there", problems: entries },
  { name: "depends on exact versions, and not on the workspace", problems: dependencies },
  { name: "runs nothing when it is installed", problems: installScripts },
  { name: "has nothing that publint finds fault with", problems: publintProblems },
  { name: "has types that are right, by Are The Types Wrong", problems: typeProblems },
  { name: "has types that need nothing but what is installed with it", problems: strangeImports },
  { name: "has maps of its types that lead to its sources", problems: typeMaps },
  { name: "is no larger than it may be", problems: findSizeProblems },
  { name: "has licences that allow it", problems: findLicenceProblems },
];

/** What npm packs in any case; the changelog is there from the first release on. */
const always = ["LICENSE", "README.md", "package.json"];

/** What else each kind of package is made of. What its `files` name without a wildcard is its own. */
const contentsOf: Readonly<Record<Kind, readonly string[]>> = {
  modules: ["dist/**/*.{js,js.map,d.ts,d.ts.map}", "src/**/*.ts"],
  bundle: ["dist/**/*.js", "dist/**/*.d.ts", "dist/THIRD-PARTY-LICENSES.txt"],
  command: ["dist/**/*.js", "dist/THIRD-PARTY-LICENSES.txt"],
  data: [],
};

function contents(tarball: OpenedTarball): readonly string[] {
  const { files, manifest } = tarball;
  const kind = kindOf(tarball);
  const own = (manifest.files ?? []).filter((file) => /\.[a-z]+$/i.test(file) && !/[*?{!]/.test(file));
  const wanted = [...always, ...contentsOf[kind], ...own.filter((file) => file !== "CHANGELOG.md")];
  const allowed = [...wanted, "CHANGELOG.md"];
  const modules = files.filter((file) => file.endsWith(".js"));
  const types = modules.map((file) => file.replace(/\.js$/, ".d.ts"));
  const beside = kind === "modules" ? [...modules, ...types].flatMap((file) => [file, `${file}.map`]) : [];
  return [
    ...files
      .filter((file) => !allowed.some((glob) => matchesGlob(file, glob)))
      .map((file) => `${file} does not belong into it`),
    ...wanted.filter((glob) => !files.some((file) => matchesGlob(file, glob))).map((glob) => `${glob} is missing`),
    ...beside.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...(manifest.files?.includes("CHANGELOG.md")
      ? []
      : ["`files` of its package.json has no CHANGELOG.md, which npm packs only then"]),
  ];
}

function entries(tarball: OpenedTarball): readonly string[] {
  const { files, manifest } = tarball;
  const targets = targetsOf(tarball);
  return [
    ...(manifest.type === "module" ? [] : [`its type is ${manifest.type ?? "not said"}, and not module`]),
    ...(manifest.private ? ["it is private"] : []),
    ...(targets.length > 0 ? [] : ["it has neither entry points nor commands"]),
    ...targets.filter((target) => !files.includes(target)).map((target) => `${target} is not in it`),
    // What the workspace alone may import.
    ...targets
      .filter((target) => target.endsWith(".ts") && !target.endsWith(".d.ts"))
      .map((target) => `${target} is a source`),
  ];
}

function dependencies({ manifest }: OpenedTarball): readonly string[] {
  return Object.entries(manifest.dependencies ?? {})
    .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
    .map(([name, version]) => `it depends on ${name} ${version}, which is no exact version`);
}

function installScripts({ manifest }: OpenedTarball): readonly string[] {
  return Object.keys(manifest.scripts ?? {})
    .filter((name) => /^(pre|post)?install$|^prepare$/.test(name))
    .map((name) => `its script ${name} runs when it is installed`);
}

async function publintProblems({ bytes }: OpenedTarball): Promise<readonly string[]> {
  const { messages, pkg } = await publint({ pack: { tarball: arrayBufferOf(bytes) }, strict: true });
  return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

/** Its bytes alone: Node may share one buffer among several. */
function arrayBufferOf(bytes: Buffer<ArrayBuffer>): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

/** We publish ES modules only: what `require` and the old resolution of TypeScript make of it does not count. */
const ignoredResolutions = ["node10", "node16-cjs"];

async function typeProblems(tarball: OpenedTarball): Promise<readonly string[]> {
  // An entry that is a plain path is data, as a description is; a package may have commands only.
  const modules = Object.entries(tarball.manifest.exports ?? {}).filter(([, entry]) => typeof entry !== "string");
  if (modules.length === 0) return [];
  const result = await checkPackage(tarball.unpacked, { entrypoints: modules.map(([entry]) => entry) });
  if (!result.types) return ["it has no types"];
  return result.problems
    .filter((problem) => !("resolutionKind" in problem && ignoredResolutions.includes(problem.resolutionKind)))
    .map((problem) => JSON.stringify(problem));
}

/** What the types of the entry points import, however far away, and is neither in the package nor installed with it. */
function strangeImports(tarball: OpenedTarball): readonly string[] {
  const { files, read, manifest } = tarball;
  const reached = new Set(targetsOf(tarball).filter((target) => target.endsWith(".d.ts") && files.includes(target)));
  const others = new Set<string>();
  for (const file of reached) {
    for (const [, specifier = ""] of read(file).matchAll(/\b(?:from|import|import\()\s*"([^"]+)"/g)) {
      const path = specifier.startsWith(".") ? posix.join(posix.dirname(file), specifier) : specifier;
      const types = path.replace(/(\.d\.ts|\.[jt]s)$/, ".d.ts");
      if (files.includes(types)) reached.add(types);
      else others.add(specifier);
    }
  }
  const installed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  return [...others]
    .filter((each) => !each.startsWith("node:") && !installed.some((own) => each === own || each.startsWith(`${own}/`)))
    .map((each) => `its types import ${each}`);
}

/** For an editor to go to. */
function typeMaps(tarball: OpenedTarball): readonly string[] {
  const { files, read } = tarball;
  if (kindOf(tarball) !== "modules") return [];
  return files
    .filter((file) => file.endsWith(".d.ts.map"))
    .map((file) => ({ file, source: posix.join(posix.dirname(file), String(JSON.parse(read(file)).sources?.[0])) }))
    .filter(({ source }) => !files.includes(source))
    .map(({ file, source }) => `${file} leads to ${source}, which is not in it`);
}
