import { on } from 'node:events';

const PROMPT = 'ENTER: the next step   a: all the rest   q: leave ';
/** To the first column, and away with the line (ECMA-48, EL). */
const ERASE_PROMPT = '\r\x1b[K';
/** q, Ctrl-C, Ctrl-D, Escape alone. */
const LEAVES = ['q', 'Q', '\x03', '\x04', '\x1b'];

export interface Terminal {
  input: NodeJS.ReadableStream & { setRawMode?(on: boolean): unknown };
  output: NodeJS.WritableStream;
}

/** Waits for a key between the blocks; false when the reader has left before the end. */
export async function showBlocks(blocks: readonly string[], { input, output }: Terminal): Promise<boolean> {
  input.setRawMode?.(true); // keys come at once, and are not shown
  const presses = on(input, 'data', { close: ['end', 'close'] });
  let waits = true;
  try {
    for (const [index, block] of blocks.entries()) {
      output.write(`${block}\n`);
      if (!waits || index === blocks.length - 1) continue;
      output.write(PROMPT);
      const { done, value: [keys] = [''] } = await presses.next();
      output.write(ERASE_PROMPT);
      if (done || LEAVES.includes(String(keys))) return false;
      waits = !/^a/i.test(String(keys));
    }
    return true;
  } finally {
    await presses.return?.();
    input.setRawMode?.(false);
    input.pause();
  }
}
