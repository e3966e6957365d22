/** The ids of the released description's operations. The build writes them into the published package (`tools/build.ts`). */
export type ReleasedOperationId = string;
