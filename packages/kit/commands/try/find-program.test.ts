import { expect, test } from 'vitest';
import type { Topic } from '../../topic/topic.ts';
import { findProgram } from './find-program.ts';

const program = { title: '', transport: 'tcp', gaps: {} } as const;
const topic = (id: string, ...names: string[]): Topic => ({
  id,
  directory: '/',
  title: '',
  programs: Object.fromEntries(names.map((name) => [name, program])),
});
const TOPICS = [topic('echo', 'server', 'client'), topic('pair', 'server'), topic('loops', '04-loop', '04', '05-end')];

test.each<[names: string[], here: string | undefined, found: string]>([
  [['client'], undefined, 'echo client'],
  [['pair', 'server'], undefined, 'pair server'],
  [['server'], 'pair', 'pair server'],
  [['client'], 'pair', 'echo client'],
  [['05'], undefined, 'loops 05-end'],
  [['04'], undefined, 'loops 04'],
])('%j in %s', (names, here, found) => {
  const { topic, name } = findProgram(names, TOPICS, here);
  expect(`${topic.id} ${name}`).toBe(found);
});

test.each([
  [['server'], 'There is more than one "server". Type one of: pnpm try echo server, pnpm try pair server'],
  [['pear', 'server'], 'There is no topic "pear". There are: echo, pair, loops.'],
  [['pair', 'client'], 'No program is called "client": pair has server.'],
  [['echo'], 'Which program of echo? echo has: server, client.'],
])('%j is refused', (names, message) => {
  expect(() => findProgram(names, TOPICS)).toThrow(message);
});
