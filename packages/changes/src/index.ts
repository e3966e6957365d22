export { type Change, pointerOf } from "./change.ts";
export { type Comparison, compareDescriptions } from "./compare.ts";
export { type Intended, type Reviewed, type ReviewedChange, readIntended, review } from "./intended.ts";
export { formatGithub } from "./report/github.ts";
export { formatJson } from "./report/json.ts";
export { exitCodeOf, type Place, type Report, type ReportedChange } from "./report/report.ts";
export { formatText, type Paint } from "./report/text.ts";
export { findRule, rules } from "./rules/index.ts";
export { breaks, type ChangeClass, type Direction, type Party, type Rule } from "./rules/rule.ts";
