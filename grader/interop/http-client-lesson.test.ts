import { isListening } from '@socket-lab/kit/confine/socket-table';
import { freeTcpPort } from '@socket-lab/kit/program/free-port';
import { describe, expect, test, vi } from 'vitest';
import { Command } from './command.ts';
import { lessonBlock, stagedSolutions } from './solutions.ts';

/** The port of the lesson, which may be taken here. */
const LESSON_PORT = '8080';
const PROGRAMS = ['01-socket', '02-resolve', '03-connect', '04-request', '05-response'];

/** A block of the lesson: what is typed, and what the screen shows then. */
function lesson(after: string): { typed: string; shown: string } {
  const [typed = '', ...shown] = lessonBlock('http-client', after, '$ ').split('\n');
  return { typed, shown: shown.join('\n') };
}

/** Starts the server that the lesson starts, on a port of its own. */
async function lessonServer(after: string): Promise<{ server: Command; port: number }> {
  const [, code = ''] = /^\$ node -e "(.*)"$/.exec(lesson(after).typed) ?? [];
  const port = await freeTcpPort();
  const server = new Command(process.execPath, ['-e', code.replace(LESSON_PORT, String(port))]);
  await vi.waitUntil(() => isListening(port, 'tcp'), { timeout: 20_000 });
  return { server, port };
}

describe('the lesson of http-client shows what really happens', { timeout: 60_000 }, () => {
  const solution = stagedSolutions('http-client');

  /** Runs the command of a block, and compares its screen with that of the block. */
  async function expectTrue(after: string, port: number): Promise<void> {
    const { typed, shown } = lesson(after);
    const [, number = '', flags = ''] = /^\$ pnpm --filter http-client (\d\d) ?(.*)$/.exec(typed) ?? [];
    const name = PROGRAMS.find((program) => program.startsWith(number)) ?? '';
    const args = flags.replace(LESSON_PORT, String(port)).split(' ').filter(Boolean);
    await using session = solution(name);
    const program = await session.start(name, { port, args });
    await program.ended;
    const screen = (program.stdout.text() + program.stderr.text()).replaceAll(String(port), LESSON_PORT);
    const timeless = (text: string) => text.replaceAll('\r\n', '\n').replace(/^Date: .*$/m, 'Date: …');
    expect(timeless(screen)).toBe(timeless(shown));
  }

  test('five steps', async () => {
    const { server, port } = await lessonServer('You need a web server.');
    await using _ = server;
    for (const step of [1, 2, 3, 4, 5]) await expectTrue(`**Step ${step}.**`, port);
  });

  test('a page in chunks', async () => {
    const { server, port } = await lessonServer('The server has counted:');
    await using _ = server;
    await expectTrue('The page is the same; how it came is not:', port);
  });

  test.each([
    'End the server, and ask once more:',
    'Ask for a name that nobody has',
    'Give it something that is no port:',
  ])('%s', async (after) => {
    await expectTrue(after, await freeTcpPort());
  });
});
