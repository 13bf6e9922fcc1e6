import type { ProgramEnding, Words } from '../text/message-types.ts';
/** One thing that a peer saw on the wire. Times count from the beginning of the check, or of whatever is recorded. */
export type WireEvent = {
  atMs: number;
  /** Which conversation: 1 for the first connection (or UDP peer) of the check, 2 for the second … */
  conversation: number;
} & (
  | {
      kind: 'data';
      from: End;
      bytes: Uint8Array;
      /** A datagram, which keeps its borders; else a piece of a stream. */
      datagram?: true;
      /** Where the program's end of a datagram is: one socket of the grader's may hear from several. */
      programAt?: Endpoint;
    }
  | { kind: 'connect'; from: End; address: string }
  /** One end said that it sends nothing more (TCP FIN). */
  | { kind: 'fin'; from: End }
  /** The connection was torn down (TCP RST), or an ICMP error came back. */
  | { kind: 'reset'; from: End; code: string }
  /** The connection could not be made: `ECONNREFUSED` … `from` is the end that refused it. */
  | { kind: 'refused'; from: End; code: string }
  /** A remark of the check: "the peer stops reading here". */
  | {
      kind: 'note';
      text: string;
      /** The check has failed by now; what follows in this conversation is what came of this step. */
      probe?: ProbeStep;
    }
);

/** What is tried when a check has failed, to see why; and what may come of it (check/probe-cause.ts). */
export type ProbeStep =
  | 'the others end'
  | 'a newline'
  | 'this end'
  /** The program ended upon that, with exit code 0. */
  | 'the program ended'
  /** The peer's last message, on a connection of its own. */
  | 'asked again'
  /** The same, and the peer ends its side behind it. */
  | 'asked again, ended'
  | 'another address';

/** `program` is the student's, `peer` is the grader's end of the socket. */
export type End = 'program' | 'peer';
export type Endpoint = { address: string; port: number };

/** The two ends of a conversation, as far as they are known: who is refused never shows the port it came from. */
export interface Conversation {
  transport: 'tcp' | 'udp';
  peer?: Endpoint;
  program?: Endpoint;
  between?: NamedEnds | undefined;
}

/** Who is at the two ends of a wire, where that is not a peer of the check and its program. */
export type NamedEnds = { peer: string; program: string; address: string };

export interface Doing {
  address: string;
  /** The call that fails: `recvmsg` hears of ICMP (udp(7)). */
  syscall: 'bind' | 'connect' | 'recvmsg';
}

export type ProgramEvent = {
  atMs: number;
  /** `server`, `second server`. */
  who: string;
  /** Which launch it is about, counted from 1. */
  launch: number;
} & (
  | { kind: 'starts'; command: string }
  | { kind: 'typed'; text: string }
  | { kind: 'prints'; stream: 'stdout' | 'stderr'; text: string; doing?: Doing | undefined }
  | { kind: 'ends'; ending: ProgramEnding }
  | { kind: 'is stopped' }
);

/** How an address answers on a port: with data, with nothing, or with an error of this code. */
export type ProbeResult = 'answers' | 'silence' | { code: string };

/** What is to be said beside the wire and the programs. */
export type Remark = { atMs: number } & (
  | { kind: 'turn' /** What is done next, in words. */; text: string }
  | { kind: 'asked'; address: string; port: number; transport: 'tcp' | 'udp'; answer: ProbeResult }
  | { kind: 'fails'; summary: Words }
);

export type RecordedEvent = WireEvent | ProgramEvent | Remark;
export const isOnWire = (event: RecordedEvent): event is WireEvent => 'conversation' in event;

/** All that was recorded: plain values, which can be sent from one thread to another. */
export interface Recording {
  /** When the check began, in milliseconds since 1970. */
  beganAtMs: number;
  events: RecordedEvent[];
  conversations: Conversation[];
}
