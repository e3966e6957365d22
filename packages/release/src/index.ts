export { type Bump, bumpBetween, bumps, demandedBump, highestBump, isBelow, raise } from "./bump.ts";
export { changedPackages } from "./changed.ts";
export { releaseLine } from "./changelog.ts";
export { sectionOf } from "./changelog-text.ts";
export { type ChangedPackage, type Facts, problemsOf } from "./check.ts";
export { type Draft, draftNote, lineOf, nameFor } from "./draft.ts";
export { type Note, readNote, toldIn } from "./note.ts";
export {
  inOrder,
  type Manifest,
  readWorkspace,
  versionOf,
  type Workspace,
  type WorkspacePackage,
} from "./workspace.ts";
