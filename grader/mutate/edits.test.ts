import { expect, test } from 'vitest';
import { editsOf } from './edits.ts';

const changed = (source: string) =>
  editsOf(source).map(({ operator, before, after }) => `${operator}: ${before} → ${after}`);

test.each([
  ['stop();', ['drop-call: stop(); → ;']],
  ['await stop();', ['drop-call: await stop(); → ;', 'drop-await: await stop(); → stop();']],
  [
    'count += 1;',
    [
      'drop-assignment: count += 1; → ;',
      'off-by-one: count += 1; → count += 2;',
      'off-by-one: count += 1; → count += 0;',
    ],
  ],
  ["import net from 'node:net';", []],
  ['const a: 5 = b as 5;', []], // types are not there any more when it runs
  [
    'const f = (a) => { return a; };',
    [
      'empty-block: const f = (a) => { return a; }; → const f = (a) => {};',
      'drop-return: const f = (a) => { return a; }; → const f = (a) => { return undefined as never; };',
    ],
  ],
  ['if (a) b;', ['turn-condition: if (a) b; → if (!(a)) b;']],
  ['const c = a < b;', ['other-operator: const c = a < b; → const c = (a) <= (b);']],
  [
    'const o = { a: true, b };',
    [
      'drop-property: const o = { a: true, b }; → const o = { b };',
      'flip-boolean: const o = { a: true, b }; → const o = { a: false, b };',
      'drop-property: const o = { a: true, b }; → const o = { a: true };',
    ],
  ],
])('%s', (source, edits) => {
  expect(changed(source)).toEqual(edits);
});

test('a listener for another event, once or always, without its call, and with its arguments swapped or short of one', () => {
  expect(changed("socket.on('data', take);")).toEqual([
    "drop-call: socket.on('data', take); → ;",
    "once-or-on: socket.on('data', take); → socket.once('data', take);",
    "swap-arguments: socket.on('data', take); → socket.on(take, 'data');",
    "swap-event: socket.on('data', take); → socket.on('end', take);",
    "empty-text: socket.on('data', take); → socket.on('', take);",
    "drop-argument: socket.on('data', take); → socket.on('data');",
  ]);
});

test('every edit compiles, differs from all others, and knows its line', () => {
  const edits = editsOf('const text = a + 1;\nsend(text, 0, () => { close(); });\n');
  expect(new Set(edits.map(({ source }) => source)).size).toBe(edits.length);
  expect([...new Set(edits.map(({ line }) => line))]).toEqual([1, 2]);
});
