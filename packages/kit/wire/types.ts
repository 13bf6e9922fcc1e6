import type { ProgramEnding, Words } from '../text/message-types.ts';
/** One thing that a peer saw on the wire. Times count from the beginning of the check, or of whatever is recorded. */
export type WireEvent = {
  /** Milliseconds since the check began. */
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
      afterthought?: AfterthoughtStep;
    }
);

/** What is tried when a check has failed, to see why; and what may come of it (check/probe-cause.ts). */
export type AfterthoughtStep =
  /** The other clients end their sides. */
  | 'the others end'
  /** The peer sends a newline. */
  | 'a newline'
  /** The peer ends its side. */
  | 'this end'
  /** The program ended upon that, with exit code 0. */
  | 'the program ended'
  /** The peer's last message, on a connection of its own. */
  | 'asked again'
  /** The same, and the peer ends its side behind it. */
  | 'asked again, ended'
  /** A connection to another address of this machine. */
  | 'another address';

/** `program` is the student's, `peer` is the grader's end of the socket. */
export type End = 'program' | 'peer';

/** Where a socket is. */
export interface Endpoint {
  address: string;
  port: number;
}

/** The two ends of a conversation, as far as they are known: who is refused never shows the port it came from. */
export interface Conversation {
  transport: 'tcp' | 'udp';
  peer?: Endpoint;
  program?: Endpoint;
  between?: NamedEnds | undefined;
}

/** Who is at the two ends of a wire, where that is not a peer of the check and its program. */
export interface NamedEnds {
  peer: string;
  program: string;
  /** Where the program's end is, for error codes in words. */
  address: string;
}

/** What a program does when an error comes. */
export interface Doing {
  /** The address that it binds or talks to. */
  address: string;
  /** The call that fails: `recvmsg` hears of ICMP (udp(7)). */
  syscall: 'bind' | 'connect' | 'recvmsg';
}

/** Something that a program did, or that was done to it. */
export type ProgramEvent = {
  atMs: number;
  /** `server`, `second server`. */
  who: string;
  /** Which launch it is about, counted from 1. */
  launch: number;
} & (
  | { kind: 'starts'; command: string }
  /** Written to its stdin. */
  | { kind: 'typed'; text: string }
  | { kind: 'prints'; stream: 'stdout' | 'stderr'; text: string; doing?: Doing | undefined }
  | { kind: 'ends'; ending: ProgramEnding }
  /** It was still running when the recording was over. */
  | { kind: 'is stopped' }
);

/** How an address answers on a port: with data, with nothing, or with an error of this code. */
export type ProbeResult = 'answers' | 'silence' | { code: string };

/** What is to be said beside the wire and the programs. */
export type Remark = { atMs: number } & (
  | { kind: 'turn' /** What is done next, in words. */; text: string }
  /** An address was asked whether it answers. */
  | { kind: 'asked'; address: string; port: number; transport: 'tcp' | 'udp'; answer: ProbeResult }
  /** Here the check gave up. */
  | { kind: 'fails'; summary: Words }
);

export type RecordedEvent = WireEvent | ProgramEvent | Remark;

export function isOnWire(event: RecordedEvent): event is WireEvent {
  return 'conversation' in event;
}

/** All that was recorded: plain values, which can be sent from one thread to another. */
export interface Recording {
  /** When the check began, in milliseconds since 1970. */
  beganAtMs: number;
  /** In the order of time. */
  events: RecordedEvent[];
  /** Number 1 first. */
  conversations: Conversation[];
}
