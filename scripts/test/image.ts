import { cp, mkdir, readFile, stat } from "node:fs/promises";
import { join, posix } from "node:path";
import { DockerfileParser } from "dockerfile-ast";

/** What a Dockerfile makes of files: as much of it as ours use. */
export interface Image {
  readonly from: string;
  readonly user: string | undefined;
  readonly workdir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly copies: readonly { readonly source: string; readonly target: string }[];
  readonly entrypoint: readonly string[];
  /** Its words; where it was written for a shell, `sh -c` and the text. */
  readonly healthcheck: readonly string[];
  readonly stopSignal: string;
  /** Which instructions there are, in their order. */
  readonly instructions: readonly string[];
}

/** Reads a Dockerfile. @param args the build arguments that are given */
export function readImage(text: string, args: Readonly<Record<string, string>> = {}): Image {
  const variables = new Map<string, string>();
  const environment: Record<string, string> = {};
  const copies: { source: string; target: string }[] = [];
  let [from, user, workdir, stopSignal]: [string, string | undefined, string, string] = ["", undefined, "/", "SIGTERM"];
  let [entrypoint, healthcheck]: [readonly string[], readonly string[]] = [[], []];
  const fill = (word: string) =>
    word.replace(/\$\{(\w+)\}/g, (_, name: string) => environment[name] ?? variables.get(name) ?? "");
  const instructions = DockerfileParser.parse(text).getInstructions();
  for (const instruction of instructions) {
    const words = instruction.getArguments().map((argument) => argument.getValue());
    const line = instruction.getArgumentsContent() ?? "";
    const [first = ""] = words;
    const [name = "", value = ""] = line.split(/=(.*)/s);
    const keyword = instruction.getKeyword();
    if (keyword === "FROM") from = first;
    else if (keyword === "ARG") variables.set(name, args[name] ?? value);
    else if (keyword === "ENV") environment[name] = fill(value);
    else if (keyword === "WORKDIR") workdir = posix.resolve(workdir, fill(first));
    else if (keyword === "USER") user = first;
    else if (keyword === "STOPSIGNAL") stopSignal = first;
    else if (keyword === "ENTRYPOINT") entrypoint = wordsOf(line);
    else if (keyword === "HEALTHCHECK") healthcheck = wordsOf(line.replace(/^.*?\bCMD\s+/s, ""));
    else if (keyword === "COPY") {
      const target = fill(words.at(-1) ?? "");
      for (const source of words.slice(0, -1)) copies.push({ source, target: targetOf(source, target, workdir) });
    } else if (keyword !== "EXPOSE") throw new Error(`${keyword} is not read here: add it to image.ts.`);
  }
  return {
    from,
    user,
    workdir,
    environment,
    copies,
    entrypoint,
    healthcheck,
    stopSignal,
    instructions: instructions.map((each) => each.getKeyword()),
  };
}

/** The words of the exec form, or of the shell form. */
function wordsOf(line: string): readonly string[] {
  return line.startsWith("[") ? JSON.parse(line) : ["sh", "-c", line];
}

/** A folder gives its files to the target; a file goes into it where that has a slash at its end. */
function targetOf(source: string, target: string, workdir: string): string {
  const path = posix.resolve(workdir, target);
  return target.endsWith("/") && /\.\w+$|^[A-Z]+$/.test(posix.basename(source))
    ? posix.join(path, posix.basename(source))
    : path;
}

/** Puts the files of an image into a folder: those that its `.dockerignore` lets through, and no other. */
export async function layImage(image: Image, context: string, ignoreFile: string, into: string): Promise<void> {
  const allowed = allowedBy(await readFile(ignoreFile, "utf8"));
  for (const { source, target } of image.copies) {
    const file = join(context, source);
    if ((await stat(file).catch(() => undefined)) === undefined)
      throw new Error(`COPY ${source}: there is no such file.`);
    const isAllowed = allowed.some((path) => source === path || source.startsWith(`${path}/`));
    if (!isAllowed) throw new Error(`COPY ${source}: ${ignoreFile} leaves it out.`);
    await mkdir(join(into, posix.dirname(target)), { recursive: true });
    await cp(file, join(into, target), { recursive: true });
  }
}

/** Reads a `.dockerignore` that leaves everything out but what it names. */
export function allowedBy(text: string): string[] {
  const [first, ...rest] = text.split("\n").filter((line) => line && !line.startsWith("#"));
  if (first !== "*" || rest.some((line) => !/^![\w./-]+$/.test(line))) {
    throw new Error("It has to leave out everything (*), and then name what is let through (!dist).");
  }
  return rest.map((line) => line.slice(1));
}
