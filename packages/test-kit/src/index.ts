export { type MadeUpCredential, madeUpCredential, madeUpCredentials, type SecurityScheme } from "./credentials.ts";
export {
  type DescriptionName,
  descriptionFile,
  descriptions,
  readDocument,
  splitDescription,
  type TestDescription,
} from "./descriptions.ts";
export { type ExecuteOptions, execute, type Outcome } from "./execute.ts";
export { type Listening, listen } from "./listen.ts";
export { markersOf } from "./markers.ts";
export { type Program, startProgram } from "./program.ts";
export { openRawConnection, type RawConnection, type RawResponse, type ReadOptions } from "./raw-connection.ts";
export { type Recorded, type Recorder, type Reply, startRecorder } from "./recorder.ts";
export { makeFolder, temporaryFolder } from "./temporary-folder.ts";
