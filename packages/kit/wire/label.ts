import { addressInWords, count } from '../text/phrases.ts';
import { quoted } from '../text/printable.ts';
import { columns } from '../text/visible-text.ts';
import type { DataRun, Step } from './steps.ts';
import type { End } from './types.ts';

/** More than a label shows. */
const HEAD_BYTES = 512;
/** Less of the data is not worth showing. */
const LEAST_COLUMNS = 8;

export interface LabelOptions {
  /** The most columns. */
  room: number;
  ascii?: boolean;
}

/** A step in a few words: `connect 127.0.0.1:41234`, `"hello" in 2 pieces`, `FIN (end)`. */
export function label(step: Step, options: LabelOptions): string {
  switch (step.kind) {
    case 'run':
      return dataLabel(step, options);
    case 'connect':
      return `connect ${addressInWords(step.address)}`;
    case 'fin':
      return 'FIN (end)';
    case 'reset':
      return resetLabel(step.code);
    case 'refused':
      return step.code === 'ECONNREFUSED' ? 'refused (ECONNREFUSED)' : `no connection (${step.code})`;
    case 'note':
      return step.text;
    default:
      return step satisfies never;
  }
}

/** A stream is torn down by a RST segment; a datagram socket hears of trouble by ICMP (RFC 1122 §4.1.3.3). */
function resetLabel(code: string): string {
  if (code === 'ECONNREFUSED') return 'ICMP: port unreachable';
  return code === 'ECONNRESET' || code === 'EPIPE' ? 'RST (reset)' : `broken off (${code})`;
}

/** Short data whole; of long data the size and the beginning. */
function dataLabel({ pieces, count: inAll, size, datagram }: DataRun, { room, ascii }: LabelOptions): string {
  if (size === 0 && datagram) return 'empty datagram';
  const inPieces = inAll > 1 ? ` in ${count(inAll, 'piece')}` : '';
  const head = beginning(pieces);
  const whole = quoted(head, { ascii }) + inPieces;
  if (size === head.length && columns(whole) <= room) return whole;
  const sizes = `${count(size, 'byte')}${inPieces}`;
  const left = room - sizes.length - 2;
  if (left < LEAST_COLUMNS) return sizes;
  return `${sizes}: ${quoted(head, { columns: left, ascii })}`;
}

function beginning(pieces: Uint8Array[]): Buffer {
  const head: Uint8Array[] = [];
  let length = 0;
  for (const piece of pieces) {
    if (length >= HEAD_BYTES) break;
    head.push(piece.subarray(0, HEAD_BYTES - length));
    length += head.at(-1)?.length ?? 0;
  }
  return Buffer.concat(head);
}

export const otherEnd = (end: End): End => (end === 'peer' ? 'program' : 'peer');
