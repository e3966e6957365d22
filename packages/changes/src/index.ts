export { type Change, pointerOf } from "./change.ts";
export { type Comparison, compareDescriptions } from "./compare.ts";
export {
  blockStart,
  type Intended,
  type Reviewed,
  type ReviewedChange,
  readIntended,
  readReleased,
  review,
  withoutIntended,
} from "./intended.ts";
export { annotation, formatGithub } from "./report/github.ts";
export { formatJson } from "./report/json.ts";
export {
  countsOf,
  exitCodeOf,
  type Place,
  partyOf,
  type Report,
  type ReportedChange,
  sentenceOf,
} from "./report/report.ts";
export { formatText, type Paint, placeText } from "./report/text.ts";
export { findRule, rules } from "./rules/index.ts";
export { breaks, type ChangeClass, type Direction, type Party, type Rule } from "./rules/rule.ts";
