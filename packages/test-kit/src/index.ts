export {
  type DescriptionName,
  descriptionFile,
  descriptions,
  readDocument,
  type TestDescription,
} from "./descriptions.ts";
export { markersOf } from "./markers.ts";
