import { expect, test } from 'vitest';
import type { Program } from '../program/program.ts';
import { expectChosenPort } from './expect-chosen-port.ts';

/** A server that has printed this. */
function server(stdout: string): Program {
  const prints = async (line: RegExp) => stdout.match(line);
  return { readyTemplate: 'Ready on HOST port PORT', prints } as unknown as Program;
}

test('the port of the ready line is the one that was chosen', async () => {
  expect(await expectChosenPort(server('Ready on 0.0.0.0 port 41234\n'))).toBe(41234);
});

test('port 0 is none', async () => {
  await expect(expectChosenPort(server('Ready on 0.0.0.0 port 0\n'))).rejects.toMatchObject({
    comparison: { received: 'port 0' },
  });
});
