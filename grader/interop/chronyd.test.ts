import type { Program } from '@socket-lab/kit';
import { endpoint, line } from '@socket-lab/kit/text/line';
import { describe, expect, test } from 'vitest';
import { Chronyd } from './chronyd.ts';
import { needsCommand } from './needs-command.ts';
import { stagedSolutions } from './solutions.ts';

needsCommand('chronyd');

/** The program's clock and chronyd's are one: so much may be lost when milliseconds are cut, in seconds. */
const CUT_SECONDS = 0.001;

/** The clock of this machine is a primary server's, for everybody on it. */
const SERVES = ['local stratum 1', 'allow 127.0.0.1'];

describe.runIf(process.platform === 'linux')('ntp-client and chronyd', { timeout: 60_000 }, () => {
  const solution = stagedSolutions('ntp-client');

  /** Runs a program to its end, and says what the clock showed before and after, in milliseconds since 1970. */
  async function run(name: string, { host, port }: Chronyd, code: number, ...flags: string[]) {
    await using session = solution(name);
    const from = Date.now();
    const program = await session.start(name, { args: ['--host', host, '--port', `${port}`, ...flags] });
    await program.exits(code);
    return { program, from, to: Date.now() + 1 };
  }

  async function expectPresent(program: Program, { from, to }: { from: number; to: number }): Promise<void> {
    const [, time = ''] = await program.prints(/Time = (\S+Z)/, 'the time');
    expect(Date.parse(time)).toBeGreaterThanOrEqual(from - 1);
    expect(Date.parse(time)).toBeLessThanOrEqual(to);
  }

  async function secondsOf(program: Program, name: string): Promise<number> {
    const [, seconds] = await program.prints(line(`${name} = `, /(-?\d+\.\d+)/), name);
    return Number(seconds);
  }

  test('01-library prints its time', async () => {
    await using chronyd = await Chronyd.start(...SERVES);
    const { program, ...clock } = await run('01-library', chronyd, 0);
    await expectPresent(program, clock);
    expect(program.stderr.text()).toBe('');
  });

  test('02-raw agrees with it', async () => {
    await using chronyd = await Chronyd.start(...SERVES);
    const { program, ...clock } = await run('02-raw', chronyd, 0);
    await program.prints(
      line('Response received from ', endpoint({ address: chronyd.host, port: chronyd.port })),
      'who',
    );
    await expectPresent(program, clock);
    const [offset, delay] = [await secondsOf(program, 'Offset'), await secondsOf(program, 'Delay')];
    expect(delay).toBeGreaterThan(-CUT_SECONDS);
    expect(delay).toBeLessThan((clock.to - clock.from) / 1000);
    // Both clocks are one, so all of the offset is the difference of the two ways, of which each has at most the whole delay.
    expect(Math.abs(offset)).toBeLessThan(delay / 2 + CUT_SECONDS);
    expect(program.stderr.text()).toBe('');
  });

  test.each(['01-library', '02-raw'])('%s gives up when it does not answer', async (name) => {
    await using chronyd = await Chronyd.start('local stratum 1', 'allow 192.0.2.1'); // TEST-NET-1 (RFC 5737): nobody
    const { program } = await run(name, chronyd, 1, '--timeout', '500');
    expect(program.stdout.text()).toBe('');
    expect(program.stderr.text()).toMatch(/^.+\n$/);
  });

  test('02-raw refuses its answer as long as it has no time itself', async () => {
    await using chronyd = await Chronyd.start('allow 127.0.0.1'); // stratum 16 travels as 0 (RFC 5905 §7.3, figure 11)
    const { program } = await run('02-raw', chronyd, 1);
    expect(program.stdout.text()).toBe('');
    expect(program.stderr.text()).toMatch(/^.*kiss-o'-death.*\n$/);
  });
});
