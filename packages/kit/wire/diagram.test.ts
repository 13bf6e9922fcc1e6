import { describe, expect, test } from 'vitest';
import { columns } from '../text/visible-text.ts';
import { type DiagramOptions, diagram } from './diagram.ts';
import { listing } from './listing.ts';
import type { WireEvent } from './types.ts';
import { bigTransfer, datagrams, manyClients, outgoing, refusal, twoWrites } from './wire-samples.ts';

type Case = { name: string; events: WireEvent[]; options?: DiagramOptions; shows: string };

describe('diagram', () => {
  test.each<Case>([
    {
      name: 'two writes, a half-close and a reset',
      events: twoWrites,
      shows: String.raw`
  peer                              program
    │── connect 127.0.0.1:41234 ──────▶│      0 ms
    │── "hel" ────────────────────────▶│      2 ms
    │── "lo\r\n" ─────────────────────▶│      2 ms
    │◀────── "HELLO\r\n" in 2 pieces ──│      5 ms
    │  (the peer stops reading)        │      6 ms
    │── FIN (end) ────────────────────▶│      7 ms
    ╳◀────────────────── RST (reset) ──│  1,005 ms
`,
    },
    {
      name: 'in ASCII and without times',
      events: twoWrites,
      options: { ascii: true, times: false },
      shows: String.raw`
  peer                              program
    |-- connect 127.0.0.1:41234 ------>|
    |-- "hel" ------------------------>|
    |-- "lo\r\n" --------------------->|
    |<------ "HELLO\r\n" in 2 pieces --|
    |  (the peer stops reading)        |
    |-- FIN (end) -------------------->|
    X<------------------ RST (reset) --|
`,
    },
    {
      name: 'a client program',
      events: outgoing,
      shows: `
  peer                                                program
    │◀──────────────────────── connect 127.0.0.1:41234 ──│     31 ms
    │◀─ 60 bytes: "the quick brown fox jumps over t" … ──│     33 ms
    │── "the quick brown" in 15 pieces ─────────────────▶│     34 ms
    │  (from here on the peer answers with one byte at   │     35 ms
    │  a time, and waits for nothing)                    │
    │── FIN (end) ──────────────────────────────────────▶│     36 ms
    ╳◀──────────────────────────────────── RST (reset) ──│     36 ms
`,
    },
    {
      name: 'a refused connection',
      events: refusal,
      shows: `
  peer                                                program
    │── connect [::1]:41234 ────────────────────────────▶│      2 ms
    │── connect [2001:db8:1111:2222:3333:4444:5555:6 … ─▶│      2 ms
    ╳◀───────────────────────── refused (ECONNREFUSED) ──│      3 ms
    ╳◀────────────────────── no connection (ETIMEDOUT) ──│      9 ms
`,
    },
    {
      name: 'much data in many pieces',
      events: bigTransfer,
      shows: String.raw`
  peer                                              program
    │── connect 127.0.0.1:41234 ──────────────────────▶│      1 ms
    │── 16,777,176 bytes in 312 pieces: "\x00\xff" … ─▶│    313 ms
    │── RST (reset) ──────────────────────────────────▶╳    320 ms
`,
    },
    {
      name: 'datagrams stay apart',
      events: datagrams,
      shows: `
  peer                              program
    │── "字ñandú👍" ──────────────────▶│      1 ms
    │◀────────────────── "字ÑANDÚ👍" ──│      2 ms
    │◀─────────────── empty datagram ──│      3 ms
    │◀────────────────────── "again" ──│      3 ms
    ╳◀─────── ICMP: port unreachable ──│      4 ms
`,
    },
    {
      name: 'datagrams in ASCII',
      events: datagrams,
      options: { ascii: true },
      shows: String.raw`
  peer                                  program
    |-- "\u5b57\u00f1and\u00fa\u{1f44d}" ->|      1 ms
    |<- "\u5b57\u00d1AND\u00da\u{1f44d}" --|      2 ms
    |<------------------- empty datagram --|      3 ms
    |<-------------------------- "again" --|      3 ms
    X<----------- ICMP: port unreachable --|      4 ms
`,
    },
    {
      name: 'several clients; the middle is left out',
      events: manyClients,
      shows: String.raw`
     peer                              program
peer 1 │── connect 127.0.0.1:41234 ──────▶│      1 ms
peer 2 │── connect 127.0.0.1:41234 ──────▶│      2 ms
peer 1 │── "line 0 of this\n" ───────────▶│      3 ms
peer 2 │◀─────────── "line 1 of this\n" ──│      4 ms
       … 30 more events …
peer 3 │── "line 32 of this\n" ──────────▶│     35 ms
peer 1 │◀────────── "line 33 of this\n" ──│     36 ms
peer 2 │── "line 34 of this\n" ──────────▶│     37 ms
peer 3 │◀────────── "line 35 of this\n" ──│     38 ms
peer 1 │── "line 36 of this\n" ──────────▶│     39 ms
peer 2 │◀────────── "line 37 of this\n" ──│     40 ms
peer 3 │── "line 38 of this\n" ──────────▶│     41 ms
peer 1 │◀────────── "line 39 of this\n" ──│     42 ms
peer 2 │── FIN (end) ────────────────────▶│     50 ms
`,
    },
    {
      name: 'narrow',
      events: manyClients,
      options: { width: 50, most: 6 },
      shows: String.raw`
     peer                           program
peer 1 │── connect 127.0.0.1:41234 ───▶│      1 ms
       … 38 more events …
peer 2 │◀─────── "line 37 of this\n" ──│     40 ms
peer 3 │── "line 38 of this\n" ───────▶│     41 ms
peer 1 │◀─────── "line 39 of this\n" ──│     42 ms
peer 2 │── FIN (end) ─────────────────▶│     50 ms
`,
    },
  ])('$name', ({ events, options, shows }) => {
    const drawn = diagram(events, options);
    expect(`\n${drawn}\n`).toBe(shows);
    expect(Math.max(...drawn.split('\n').map(columns))).toBeLessThanOrEqual(options?.width ?? 80);
  });

  test('nothing on the wire', () => expect(diagram([])).toBe(''));
});

describe('listing', () => {
  test.each([
    {
      name: 'two writes, a half-close and a reset',
      events: twoWrites,
      says: String.raw`
0 ms: the peer connects to the program at 127.0.0.1:41234
2 ms: the peer sends "hel" to the program
2 ms: the peer sends "lo\r\n" to the program
5 ms: the program sends "HELLO\r\n" in 2 pieces to the peer
6 ms: the peer stops reading
7 ms: the peer tells the program that it sends nothing more (FIN)
1,005 ms: from the program comes RST (reset)
`,
    },
    {
      name: 'a client program',
      events: outgoing,
      says: `
31 ms: the program connects to the peer at 127.0.0.1:41234
33 ms: the program sends 60 bytes: "the quick brown fox jumps ov" … to the peer
34 ms: the peer sends "the quick brown" in 15 pieces to the program
35 ms: from here on the peer answers with one byte at a time, and waits for nothing
36 ms: the peer tells the program that it sends nothing more (FIN)
36 ms: from the program comes RST (reset)
`,
    },
    {
      name: 'a refused connection',
      events: refusal,
      says: `
2 ms: the peer connects to the program at [::1]:41234
2 ms: the peer connects to the program at [2001:db8:1111:2222:3333:4444:5555:6666%lab0]:41234
3 ms: the program does not take the connection of the peer: ECONNREFUSED
9 ms: the program does not take the connection of the peer: ETIMEDOUT
`,
    },
    {
      name: 'much data in many pieces',
      events: bigTransfer,
      says: String.raw`
1 ms: the peer connects to the program at 127.0.0.1:41234
313 ms: the peer sends 16,777,176 bytes in 312 pieces: "\x00" … to the program
320 ms: from the peer comes RST (reset)
`,
    },
    {
      name: 'datagrams stay apart',
      events: datagrams,
      says: `
1 ms: the peer sends "字ñandú👍" to the program
2 ms: the program sends "字ÑANDÚ👍" to the peer
3 ms: the program sends empty datagram to the peer
3 ms: the program sends "again" to the peer
4 ms: from the program comes ICMP: port unreachable
`,
    },
    {
      name: 'several clients; the middle is left out',
      events: manyClients,
      says: String.raw`
1 ms: peer 1 connects to the program at 127.0.0.1:41234
2 ms: peer 2 connects to the program at 127.0.0.1:41234
3 ms: peer 1 sends "line 0 of this\n" to the program
4 ms: the program sends "line 1 of this\n" to peer 2
(30 more events)
35 ms: peer 3 sends "line 32 of this\n" to the program
36 ms: the program sends "line 33 of this\n" to peer 1
37 ms: peer 2 sends "line 34 of this\n" to the program
38 ms: the program sends "line 35 of this\n" to peer 3
39 ms: peer 1 sends "line 36 of this\n" to the program
40 ms: the program sends "line 37 of this\n" to peer 2
41 ms: peer 3 sends "line 38 of this\n" to the program
42 ms: the program sends "line 39 of this\n" to peer 1
50 ms: peer 2 tells the program that it sends nothing more (FIN)
`,
    },
  ])('$name', ({ events, says }) => expect(`\n${listing(events)}\n`).toBe(says));
});
