export {
  type DescriptionName,
  descriptionFile,
  descriptions,
  readDocument,
  type TestDescription,
} from "./descriptions.ts";
export { type ExecuteOptions, execute, type Outcome } from "./execute.ts";
export { markersOf } from "./markers.ts";
