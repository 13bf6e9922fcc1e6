import type { Program } from '@socket-lab/kit';
import type { NodesAnswer } from './ask-by-node.ts';

const EMPTY_LINE = '\r\n\r\n';

/** The answer that the solution of http-client's 05-response has printed, behind the lines of its steps. */
export function printedAnswer({ stdout }: Program): NodesAnswer {
  const bytes = stdout.bytes();
  const begin = bytes.indexOf('\nHTTP/1.') + 1;
  const end = bytes.indexOf(EMPTY_LINE, begin);
  if (begin === 0 || end < 0) throw new Error(`There is no answer in ${JSON.stringify(stdout.text())}`);
  return { head: bytes.toString('latin1', begin, end).split('\r\n'), body: bytes.subarray(end + EMPTY_LINE.length) };
}

/** An answer without what differs from one second to the next. */
export function timeless({ head, body }: NodesAnswer): NodesAnswer {
  return { head: head.map((line) => line.replace(/^(Date: ).*/i, '$1…')), body };
}
