import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyAnswer } from './fixtures/any-answer.ts';
import { hold } from './fixtures/hold.ts';

function wrongBody(bytes: Buffer): string {
  return bytes.toString('latin1').split('\r\n\r\n').slice(1).join('');
}

test('a property that does not hold prints its seed and the smallest answer, and the seed draws that again', async () => {
  const caught: string[] = [];
  const property = fc.asyncProperty(anyAnswer, async ({ answer }) => {
    if (wrongBody(answer.bytes) === answer.body.toString('latin1')) return;
    caught.push(answer.bytes.toString('latin1'));
    throw new Error('another body');
  });
  const { message } = await hold(property).then(
    () => new Error('it holds'),
    (error: Error) => error,
  );
  const [, replay = '{}'] = /Run it again: REPLAY='(.*)'/.exec(message) ?? [];
  const { seed } = JSON.parse(replay) as { seed: number };
  const smallest = caught.at(-1);
  expect(message).toContain(`seed: ${seed}`);
  expect(message).toContain('Counterexample: ["HTTP/1.1 ');

  caught.length = 0;
  await expect(hold(property, { replay })).rejects.toThrow(`seed: ${seed}`);
  expect(caught[0]).toBe(smallest);
});
