import { expect, test } from 'vitest';
import type { Program } from '../program/program.ts';
import { expectBoundHost } from './expect-bound-host.ts';

/** A server that has printed this. */
function server(stdout: string): Program {
  const prints = async (line: RegExp) => stdout.match(line);
  return { readyTemplate: 'Ready on HOST:PORT', prints } as unknown as Program;
}

test.for([
  ['127.0.0.1', 'Ready on 127.0.0.1:8888'],
  ['127.0.0.1', 'Ready on ::ffff:127.0.0.1:8888'],
  ['127.0.0.1', 'Ready on [::ffff:127.0.0.1]:8888'],
  ['127.0.0.1', 'Ready on localhost:8888'],
  ['all interfaces', 'Ready on 0.0.0.0:8888'],
  ['all interfaces', 'Ready on :::8888'],
  ['all interfaces', 'Ready on [::]:8888'],
  ['all interfaces', 'Ready on *:8888'],
] as const)('%s is named in "%s"', async ([address, line]) => {
  await expectBoundHost(server(line), address);
});

test.for([
  ['127.0.0.1', 'Ready on 0.0.0.0:8888', 'HOST is "0.0.0.0"'],
  ['127.0.0.1', 'Ready on undefined:8888', 'HOST is "undefined"'],
  ['all interfaces', 'Ready on 127.0.0.1:8888', 'HOST is "127.0.0.1"'],
  ['all interfaces', 'Ready on localhost:8888', 'HOST is "localhost"'],
] as const)('%s is not named in "%s"', async ([address, line, received]) => {
  await expect(expectBoundHost(server(line), address)).rejects.toMatchObject({ comparison: { received } });
});
