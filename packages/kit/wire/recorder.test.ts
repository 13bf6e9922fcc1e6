import { expect, test } from 'vitest';
import { Recorder } from './recorder.ts';
import { timeline } from './steps.ts';

test('conversations are counted, events have their time, and what comes after the end is left out', () => {
  const wire = new Recorder();
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
  const wire = new Recorder();
  expect(wire.hasRoomAfter(64 * 1024 * 1024)).toBe(true);
  expect(wire.hasRoomAfter(32 * 1024 * 1024)).toBe(true);
  expect(wire.hasRoomAfter(1)).toBe(false);
});

test('many small pieces fill the memory, too', () => {
  const wire = new Recorder();
  const pieces = Array.from({ length: 200_000 }, () => wire.hasRoomAfter(0));
  expect(pieces.every(Boolean)).toBe(true);
  expect(wire.hasRoomAfter(0)).toBe(false);
});

test.each([
  ['is forgotten', false, []],
  ['counts once it is kept', true, ['fin']],
])('what is held %s', (_, isKept, kinds) => {
  const wire = new Recorder();
  wire.hold();
  wire.record({ kind: 'fin', from: 'peer', conversation: 1 });
  if (isKept) wire.keep();
  wire.stop();
  expect(wire.events.map(({ kind }) => kind)).toEqual(kinds);
});

test('what programs do is recorded by the same clock, and to their end', () => {
  const recorder = new Recorder();
  recorder.tell({ kind: 'starts', who: 'server', launch: 1, command: 'server' });
  recorder.record({ kind: 'fin', from: 'peer', conversation: recorder.newConversation({ transport: 'tcp' }) });
  recorder.stop();
  recorder.tell({ kind: 'is stopped', who: 'server', launch: 1 });
  const { events } = recorder.recording();
  expect(events.map(({ kind }) => kind)).toEqual(['starts', 'fin', 'is stopped']);
  expect(recorder.events.map(({ kind }) => kind)).toEqual(['fin']);
});

test('the wires of an experiment are parts of one recording, and know who is at their ends', () => {
  const recorder = new Recorder();
  const [left, right] = ['probe', 'client'].map((peer) =>
    recorder.between({ peer, program: 'server', address: '127.0.0.1:1' }),
  );
  const bytes = Buffer.from('a');
  const say = (wire: Recorder | undefined, conversation = 0) =>
    wire?.record({ kind: 'data', from: 'program', bytes, conversation });
  const [first, second] = [left?.newConversation({ transport: 'tcp' }), right?.newConversation({ transport: 'tcp' })];
  right?.locate(2, { peer: { address: '127.0.0.1', port: 2 } });
  for (const [wire, conversation] of [
    [left, first],
    [right, second],
    [left, first],
  ] as const)
    say(wire, conversation);
  const recording = recorder.recording();
  expect(recording.conversations).toMatchObject([
    { between: { peer: 'probe' } },
    { between: { peer: 'client' }, peer: { port: 2 } },
  ]);
  expect([left, right].map((wire) => wire?.events.length)).toEqual([2, 1]);
  // What another wire does between them parts no data.
  expect(timeline(recording).map((told) => 'pieces' in told && [told.conversation, told.pieces.length])).toEqual([
    [2, 1],
    [1, 2],
  ]);
});
