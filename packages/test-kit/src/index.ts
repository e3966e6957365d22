export {
  type DescriptionName,
  descriptionFile,
  descriptions,
  readDocument,
  splitDescription,
  type TestDescription,
} from "./descriptions.ts";
export { type ExecuteOptions, execute, type Outcome } from "./execute.ts";
export { markersOf } from "./markers.ts";
export { makeFolder, temporaryFolder } from "./temporary-folder.ts";
