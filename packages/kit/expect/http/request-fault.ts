/** Where a program was told to send its request. */
export interface Target {
  /** The value of `--host`. */
  host: string;
  port: number;
  /** The value of `--path`. */
  path: string;
}

/** The parts of a request that can be judged one by one. */
export type RequestPart = 'line ends' | 'request line' | 'header lines' | 'Host' | 'Connection' | 'end';

/** What is wrong with a part of a request, in words of one line each; the clause that it breaks is named among them. */
export interface RequestFault {
  part: RequestPart;
  summary: string;
  expected: string;
  received: string;
}
