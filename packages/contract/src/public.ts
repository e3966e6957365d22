/** What the published package gives to programs: the form of its reports. Its work is done by its command. */
export { catalogue, type FindingKind, type Severity } from "./findings.ts";
export type {
  CaseReport,
  Cause,
  Counts,
  CoverageReport,
  OpenQuestion,
  OperationReport,
  Place,
  Report,
  Suggestion,
} from "./report/report.ts";
