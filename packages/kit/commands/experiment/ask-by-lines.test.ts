import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { askByLines } from './ask-by-lines.ts';

function asking(typed: string) {
  const printed: string[] = [];
  const ask = askByLines(Readable.from([typed]), (text) => printed.push(text));
  return { ask, printed: () => printed.join('') };
}

const CHOICES = { a: 'It waits.', b: 'It ends.' };

test('a letter is asked for until there is one; what is typed is shown', async () => {
  const { ask, printed } = asking('x\n B \n');
  expect(await ask.choose('What will happen?', CHOICES)).toBe('b');
  expect(printed()).toBe(`  a) It waits.
  b) It ends.

What will happen? (a, b; q leaves): x
One of the letters a, b.
What will happen? (a, b; q leaves):  B 
`);
});

test('a line may be left out, unless it is needed', async () => {
  const { ask } = asking('\n\n  because \n');
  expect(await ask.write('Why?', false)).toBe('');
  expect(await ask.write('Why?', true)).toBe('because');
});

test.each(['', 'q\n', ' q \n'])('%j leaves', async (typed) => {
  expect(await asking(typed).ask.choose('What?', CHOICES)).toBeUndefined();
  expect(await asking(typed).ask.write('Why?', false)).toBeUndefined();
});
