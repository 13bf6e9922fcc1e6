import { describe, expect, test } from 'vitest';
import { columns } from '../text/visible-text.ts';
import { type DiagramOptions, diagram } from './diagram.ts';
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

  test('nothing on the wire', () => {
    expect(diagram([])).toBe('');
  });
});
