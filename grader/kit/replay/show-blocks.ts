import { createInterface } from 'node:readline/promises';

const PROMPT = 'ENTER: the next step   a: all the rest   q: leave ';
/** Up a line, and away with it (ECMA-48 CUU, EL). */
const ERASE_PROMPT = '\x1b[1A\x1b[2K';

export interface Terminal {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/**
 * Shows one block after the other on a terminal, and waits for ENTER between them.
 * @returns false when the reader has left before the end
 */
export async function showBlocks(blocks: readonly string[], { input, output }: Terminal): Promise<boolean> {
  const keyboard = createInterface({ input, output, terminal: false });
  const lines = keyboard[Symbol.asyncIterator]();
  let waits = true;
  try {
    for (const [index, block] of blocks.entries()) {
      output.write(`${block}\n`);
      if (!waits || index === blocks.length - 1) continue;
      output.write(PROMPT);
      const { done, value = '' } = await lines.next();
      const word = String(value).trim().toLowerCase();
      if (done || word.startsWith('q')) {
        output.write(done ? '\n' : ERASE_PROMPT);
        return false;
      }
      output.write(ERASE_PROMPT);
      waits = !word.startsWith('a');
    }
    return true;
  } finally {
    keyboard.close();
  }
}
