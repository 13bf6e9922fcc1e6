import { expect, test } from 'vitest';
import { WireRecorder } from './recorder.ts';

test('conversations are counted, events have their time, and what comes after the end is left out', () => {
  const wire = new WireRecorder();
  const [first, second] = [wire.newConversation({ transport: 'tcp' }), wire.newConversation({ transport: 'udp' })];
  wire.record({ kind: 'connect', from: 'peer', address: '127.0.0.1:41234', conversation: first });
  wire.record({ kind: 'fin', from: 'program', conversation: second });
  wire.stop();
  wire.record({ kind: 'fin', from: 'program', conversation: first });
  expect(wire.events.map(({ kind, conversation }) => [kind, conversation])).toEqual([
    ['connect', 1],
    ['fin', 2],
  ]);
  const [connectMs = -1, finMs = -1] = wire.events.map(({ atMs }) => atMs);
  expect(connectMs).toBeGreaterThanOrEqual(0);
  expect(finMs).toBeGreaterThanOrEqual(connectMs);
});

test('a check listens to its programs as long as they send what a check asks for', () => {
  const wire = new WireRecorder();
  expect(wire.hasRoomAfter(64 * 1024 * 1024)).toBe(true);
  expect(wire.hasRoomAfter(32 * 1024 * 1024)).toBe(true);
  expect(wire.hasRoomAfter(1)).toBe(false);
});

test('many small pieces fill the memory, too', () => {
  const wire = new WireRecorder();
  const pieces = Array.from({ length: 200_000 }, () => wire.hasRoomAfter(0));
  expect(pieces.every(Boolean)).toBe(true);
  expect(wire.hasRoomAfter(0)).toBe(false);
});

test.each([
  ['is forgotten', false, []],
  ['counts once it is kept', true, ['fin']],
])('what is held %s', (_, isKept, kinds) => {
  const wire = new WireRecorder();
  wire.hold();
  wire.record({ kind: 'fin', from: 'peer', conversation: 1 });
  if (isKept) wire.keep();
  wire.stop();
  expect(wire.events.map(({ kind }) => kind)).toEqual(kinds);
});
