import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { readRecord } from '../../record/record-file.ts';
import { recordRun } from '../../record/record-run.ts';
import { readCapture } from '../../wire/pcap/fixtures/read-capture.ts';
import { pairCourse, type SERVERS } from './fixtures/pair-course.ts';

const MAIN = join(import.meta.dirname, '..', 'fixtures', 'command-main.ts');
const TIME = { timeout: 60_000 };

function course(server: keyof typeof SERVERS) {
  const made = pairCourse();
  onTestFinished(() => made[Symbol.dispose]());
  made.write(server);
  return {
    ...made,
    replay: (...args: string[]) =>
      execa(process.execPath, [MAIN, 'replay', made.directory, ...args], {
        input: '',
        reject: false,
        env: { NO_COLOR: '1', INIT_CWD: made.directory },
      }),
    hasFailed(title: string, seed = 77) {
      const id = `server/${title.replace(' ', '-')}`;
      const check = { id, title, program: 'server', gap: 1, points: 2, hint: '', visibility: 'public' } as const;
      const outcomes = {
        [id]: { status: 'failed', durationMs: 1, launches: 1, failure: { message: 'It failed.' } },
      } as const;
      recordRun({ topic: made.topic, checks: [check], outcomes, seed, isWhole: false });
    },
    known: (id: string) => readRecord(made.topic).checks[id],
  };
}

const settled = (text: string) => text.replaceAll(/\b\d{5}\b/g, 'PORT').replaceAll(/ *[\d,]+ ms/g, ' T ms');

test('the last failure step by step, with the place where they part, and the failure', TIME, async () => {
  const { replay, hasFailed, known } = course('wrong');
  hasFailed('shouts');
  const { exitCode, stdout, stderr } = await replay();
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(settled(stdout)).toBe(`pair: “shouts”, once more
It fails again (seed 77).

7 steps; times in milliseconds since the check began.

1/7 T ms  server         starts: server --port PORT
2/7 T ms  server         prints: ready 127.0.0.1:PORT
3/7 T ms  peer → server  connects to 127.0.0.1:PORT, from port PORT
4/7 T ms  peer → server  "hey\\n"
    0000  68 65 79 0a                                      hey.
5/7 T ms  server → peer  "HEy\\n"
    0000  48 45 79 0a                                      HEy.
                ^^
    Here they part: byte 3 is "y", where "Y" was expected.
6/7 T ms  the check      fails: The program sent back other bytes.
7/7 T ms  server         was still running when the check was over

The program sent back other bytes.

Expected: "HEY\\n"   48 45 59 0a
Received: "HEy\\n"   48 45 79 0a
             ^            ^^
          They differ at byte 3 of 4: "Y" was expected, "y" came.
          The letters are right, but not all are in upper case.

Look at gap 1 (shout), src/server.ts
Hint: Upper case.
Run it again: pnpm --filter pair test server --check "shouts"`);
  expect(known('server/shouts')?.failedInARow).toBe(1); // to look at a failure again is no failure
});

test('with --plain in sentences', TIME, async () => {
  const { replay, hasFailed } = course('wrong');
  hasFailed('shouts');
  const { stdout } = await replay('--plain');
  expect(settled(stdout)).toContain('Step 3 of 7, T ms, peer to server: connects to 127.0.0.1:PORT, from port PORT\n');
  expect(stdout).not.toContain('→');
});

test('one that passes now says so, and the next replay has another one', TIME, async () => {
  const { replay, hasFailed, write, known } = course('wrong');
  hasFailed('shouts');
  write('right');
  const { exitCode, stdout } = await replay('pair');
  expect(exitCode).toBe(0);
  expect(stdout).toContain(
    'once more\nsrc/server.ts has changed since this check failed: what you see is the file as it is now.\nIt passes now.\n',
  );
  expect(known('server/shouts')?.status).toBe('passed');
  const again = await replay();
  expect(again.exitCode).toBe(2);
  expect(again.stderr).toBe(
    'No check of pair has failed in its last run here, so there is nothing to replay. The checks are run by: pnpm --filter pair test',
  );
});

test('an open gap', TIME, async () => {
  const { replay } = course('open');
  const { exitCode, stdout } = await replay('pair', '--check', 'shouts');
  expect(exitCode).toBe(1);
  expect(stdout).toContain('It does not come as far as to pass or to fail: it is todo.');
  expect(stdout).toMatch(/ends: exit code 1 .*\n\nTODO 1 is still open: shout$/s);
});

test('--seed, --check and --pcap: a file that holds the wire', TIME, async () => {
  const { replay, directory } = course('wrong');
  const { stdout } = await replay('pair', '--check', 'shouts', '--seed', '5', '--pcap', 'my wire.pcapng');
  expect(stdout).toContain('It fails (seed 5).\nmy wire.pcapng has the wire (');
  const { packets, comments } = readCapture(readFileSync(join(directory, 'my wire.pcapng')));
  expect(comments).toEqual(['pair, server: “shouts”, seed 5: failed']);
  expect(packets.at(-1)?.comments).toEqual(['Here the check failed: The program sent back other bytes.']);
  expect(packets.map(({ tcp }) => String(tcp?.payload)).filter(Boolean)).toEqual(['hey\n', 'HEy\n']);
});

test.each([
  [
    ['--pcap', 'no-folder/x.pcapng', 'pair', '--check', 'shouts'],
    /^no-folder\/x\.pcapng cannot be written \(ENOENT\)\.$/,
  ],
  [['pair', '--check', 'sings'], /^pair has no public check “sings”\. /],
  [['--seed', 'x'], '--seed "x" is no seed: it is the whole number that a failure names.'],
  [['pair', 'pear'], 'One topic at a time, not "pair" and "pear".'],
  [['--pcapng', 'x'], 'Unknown option \'--pcapng\'. Did you mean --pcap? "pnpm replay --help" says what there is.'],
  [['pear'], 'There is no topic "pear". There are: pair.'],
])('%j is refused in one line', TIME, async (args, message) => {
  const { replay, directory } = course('wrong');
  const { exitCode, stderr } = await replay(...args);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(message);
  expect(stderr).not.toContain('\n');
  expect(existsSync(join(directory, 'x.pcapng'))).toBe(false);
});
