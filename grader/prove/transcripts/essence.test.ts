import { expect, test } from 'vitest';
import { essence } from './essence.ts';

const WIRE = `
On the wire:
     peer                              program
peer 1 │── connect 127.0.0.1:PORT_ ──────▶│     … ms
peer 1 │── "hello" ──────────────────────▶│     … ms
peer 2 │  (the peer stops reading)        │     … ms
peer 1 │◀────────────────────── "hello" ──│     … ms
peer 2 ╳◀─────── refused (ECONNREFUSED) ──│     … ms
`;

test.each([
  [
    'where a line is broken',
    'on 127.0.0.1:41234. The program\n          has not',
    'on 127.0.0.1:41234. The\n   program has not',
  ],
  ['sizes', 'It sent 16,777,216 bytes in 278 pieces', 'It sent 4,451,302 bytes in 17 pieces'],
  ['sizes of one piece', 'It sent 65,536 bytes', 'It sent 4,451,302 bytes in 17 pieces'],
  ['where a long text is cut', 'Received: … "abc\\"d" …', 'Received: … "x" …'],
  [
    'hex of a long text',
    'a\n  in hex: … 26 92 7a …\n          … 26 92 7b …\n             ^^\nb',
    'a\n  in hex: … 00 …\n   ^^^\nb',
  ],
  [
    'where a long text differs',
    'They differ at byte 4,363,266 of 16,777,216: "\\xe0" was expected, "7" came.',
    'They differ at byte 1,025 of\n 16,777,216 (6,144 bytes came): "\\"" was expected, "a" came.',
  ],
  ['how long a long wire is', 'a\n       … 12 more events …\nb', 'a\n       … 9 more events …\nb'],
  ['the order of events on the wire', WIRE, WIRE.replace(/^(peer 1 .*▶.*)\n(peer 2 .*)$/m, '$2\n$1')],
  [
    'how the wire ends',
    WIRE,
    WIRE.replace('\npeer 2 ╳', '\npeer 1 │◀──────────────────── FIN (end) ──│     … ms\npeer 2 ╳'),
  ],
  [
    'data in more pieces',
    WIRE,
    WIRE.replace(
      'peer 1 │── "hello" ──────────────────────▶│     … ms',
      'peer 1 │── "he" ─────────────────────────▶│     … ms\npeer 1 │── "llo" ────────────────────────▶│     … ms',
    ),
  ],
])('it does not matter: %s', (_what, one, other) => {
  expect(essence(one)).toBe(essence(other));
});

test.each([
  ['a word', 'The server closed.', 'The client closed.'],
  ['a small number', 'exit code 1', 'exit code 2'],
  ['where a short text differs', 'They differ at byte 1 of 5: "h" was', 'They differ at byte 2 of 5: "h" was'],
  ['short bytes', 'Received: "hello"', 'Received: "hellO"'],
  ['who refuses', WIRE, WIRE.replace('peer 2 ╳', 'peer 1 ╳')],
  ['a remark on the wire', WIRE, WIRE.replace('stops reading', 'goes on reading')],
  ['that nothing comes back', WIRE, WIRE.replace(/.*◀.*"hello".*\n/, '')],
])('it matters: %s', (_what, one, other) => {
  expect(essence(one)).not.toBe(essence(other));
});
