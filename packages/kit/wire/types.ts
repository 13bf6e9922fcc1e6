/** One thing that a peer saw on the wire. Times count from the beginning of the check. */
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
}

/** A wire with all that is known of it: plain values, which can be sent from one thread to another. */
export interface Recording {
  /** When the check began, in milliseconds since 1970. */
  beganAtMs: number;
  events: WireEvent[];
  /** Number 1 first. */
  conversations: Conversation[];
}
