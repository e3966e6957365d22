import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { changesetsIn, git, releaseTags } from "@spkey/changes/report";
import { copyRepository } from "../../src/copy.ts";
import { draftNote } from "../../src/draft.ts";
import { readNote } from "../../src/note.ts";
import { readWorkspace } from "../../src/workspace.ts";

/**
 * Copies the repository with its history and all that is not committed, as one commit more. Where no changeset is waiting, there
 * is one: a release needs something to tell.
 *
 * @returns the tag of the last release, if there is one
 */
export async function makeCopy(root: string, copy: string, signal: AbortSignal): Promise<string | undefined> {
  // Without a history, there is nothing to compare with, as before the first release.
  const cloned = await git(root, "clone", "--quiet", "--local", "--no-checkout", root, copy);
  signal.throwIfAborted();
  await copyRepository(root, copy);
  if (cloned === undefined) await git(copy, "init", "--quiet");
  const { published } = await readWorkspace(copy);
  const changesets = await changesetsIn(join(copy, ".changeset"));
  if (!changesets.some(({ text, file }) => readNote(text, file).releases.length > 0)) {
    const packages = published.map(({ name }) => name);
    const note = draftNote({ packages, bump: "patch", summary: "A rehearsal of a release.", changes: [], reason: "" });
    await writeFile(join(copy, ".changeset/rehearsal.md"), note);
  }
  await git(copy, "add", "--all");
  const somebody = ["-c", "user.name=Rehearsal", "-c", "user.email=rehearsal@localhost", "-c", "commit.gpgsign=false"];
  await git(copy, ...somebody, "commit", "--quiet", "--no-verify", "--message", "The present state");
  signal.throwIfAborted();
  return (await releaseTags(copy))[0];
}
