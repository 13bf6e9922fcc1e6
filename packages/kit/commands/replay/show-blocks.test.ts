import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { showBlocks } from './show-blocks.ts';

const BLOCKS = ['one', 'two', 'three'];

async function typed(...keys: string[]): Promise<{ isWhole: boolean; seen: string[]; prompts: number }> {
  const output = new PassThrough();
  const input = new PassThrough({ objectMode: true }); // a key at a time, as from a terminal
  for (const key of keys) input.write(key);
  input.end();
  const isWhole = await showBlocks(BLOCKS, { input, output });
  output.end();
  const all = await text(output);
  return {
    isWhole,
    seen: BLOCKS.filter((block) => all.includes(`${block}\n`)),
    prompts: all.split('ENTER').length - 1,
  };
}

test.each<[string, string[], Awaited<ReturnType<typeof typed>>]>([
  ['ENTER shows the next one', ['\r', '\r'], { isWhole: true, seen: BLOCKS, prompts: 2 }],
  ['an arrow key, too', ['\x1b[B', ' '], { isWhole: true, seen: BLOCKS, prompts: 2 }],
  ['a shows all the rest', ['a'], { isWhole: true, seen: BLOCKS, prompts: 1 }],
  ['q leaves', ['\r', 'q'], { isWhole: false, seen: ['one', 'two'], prompts: 2 }],
  ['Ctrl-C leaves', ['\x03'], { isWhole: false, seen: ['one'], prompts: 1 }],
  ['so does the end of the input', [], { isWhole: false, seen: ['one'], prompts: 1 }],
])('%s', async (_, keys, outcome) => {
  expect(await typed(...keys)).toEqual(outcome);
});
