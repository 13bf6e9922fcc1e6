/** Something hidden in a file that would leave. */
export interface Finding {
  /** Counted from 1. */
  line: number;
  /** What it is and where it comes from: `the body of gap 4 stands here (packages/echo-service/solution/server.ts:47)`. */
  what: string;
}

/** Finds one kind of leak in the text of a file. */
export type Detector = (text: LookedAt) => Finding[];

/** A text as the detectors see it. */
export interface LookedAt {
  /** Of the file that it stands in, relative to the handout, with slashes. */
  path: string;
  text: string;
}
