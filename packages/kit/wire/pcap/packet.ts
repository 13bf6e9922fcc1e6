import type { End } from '../types.ts';

/** One packet of a capture. */
export interface Packet {
  /** Milliseconds since the check began. */
  atMs: number;
  /** Which conversation it belongs to, counted from 1. */
  conversation: number;
  from: End;
  /** The IP packet. */
  bytes: Buffer;
  /** What is said of it. */
  comments: string[];
}

/** What a conversation makes of an event: packets, and what is to be said of the next one. */
export interface Made {
  packets: { from: End; bytes: Buffer }[];
  remarks: string[];
}
