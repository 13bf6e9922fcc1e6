import { unknownNames } from '@socket-lab/kit/expect/names/names';
import { decodePacket, type NtpPacket } from '@socket-lab/kit/expect/ntp/packet';
import { fractionOf, isoOf, secondsOf, unixSecondsOf } from '@socket-lab/kit/expect/ntp/timestamp';
import { describe, expect, test } from 'vitest';
import { lessonBlock, stagedSolutions } from './solutions.ts';

const WALK = '## Two terminals';

describe('the lesson of ntp-client shows what really happens', { timeout: 60_000 }, () => {
  const solution = stagedSolutions('ntp-client');

  test.each([
    ['nobody listens', 'know when to stop waiting:'],
    ['no such host', 'Ask a host that does not exist:'],
    ['no port', 'Give it something that is no port:'],
  ])('%s', async (_what, after) => {
    const [typed = '', ...shown] = lessonBlock('ntp-client', after, '$ ').split('\n');
    const [, flags = ''] = /^\$ pnpm --filter ntp-client 02 (.*)$/.exec(typed) ?? [];
    const [unknown] = await unknownNames();
    await using session = solution('02-raw');
    const { port } = await session.udp.unusedPort();
    const args = flags.replace('11125', `${port}`).replace('nowhere.invalid', unknown).split(' ');
    const program = await session.start('02-raw', { args });
    await program.ended;
    const screen = (program.stdout.text() + program.stderr.text()).replace(`${port}`, '11125');
    expect(screen.replace(unknown, 'nowhere.invalid')).toBe(shown.join('\n'));
  });
});

describe('the arithmetic of the lesson', () => {
  const [request, answer] = packets();
  const [t1, t2] = [unixSecondsOf(answer.originate), unixSecondsOf(answer.receive)];
  const t3 = unixSecondsOf(answer.transmit);
  const numbers = lessonBlock('ntp-client', '### Four timestamps', 'T1 = ');
  const t4 = Math.floor(t1) + Number(/^T4 = (\.\d+)/m.exec(numbers)?.[1]);

  test('the packets are those of the walk', () => {
    const screen = lessonBlock('ntp-client', WALK, '$ pnpm --filter ntp-client 02');
    expect(request).toMatchObject({ leap: 0, version: 4, mode: 3 });
    expect(answer).toMatchObject({ leap: 0, version: 4, mode: 4, stratum: 1, originate: request.transmit });
    expect(screen).toContain(`Time = ${new Date(Math.floor(t3 * 1000)).toISOString()}\n`);
    const [, offset, delay] = /Offset = (.*)\nDelay = (.*)\n/.exec(screen) ?? [];
    expect((t2 - t1 + (t3 - t4)) / 2).toBeCloseTo(Number(offset), 5);
    expect(t4 - t1 - (t3 - t2)).toBeCloseTo(Number(delay), 5);
  });

  test('a timestamp is taken apart rightly', () => {
    const text = lessonBlock('ntp-client', '### Seconds since 1900', 'eeadf300').replaceAll(',', '');
    expect(text).toContain(`${secondsOf(answer.transmit).toString(16)} `);
    expect(text).toContain(`${secondsOf(answer.transmit)} s since 1900`);
    expect(text).toContain(`${Math.floor(t3)} s since 1970       ${isoOf(answer.transmit).replace(/\..*/, 'Z')}`);
    expect(text).toContain(`${fractionOf(answer.transmit)} / 2³² = ${(t3 % 1).toFixed(6)} s`);
  });

  test.each([
    ['T1', t1 % 1],
    ['T2', t2 % 1],
    ['T3', t3 % 1],
    ['T2 - T1', t2 - t1],
    ['T3 - T4', t3 - t4],
    ['T4 - T1', t4 - t1],
    ['T3 - T2', t3 - t2],
  ])('%s', (name, value) => {
    const [, printed = ''] = new RegExp(`(?:^|  )${name} = +(-?\\d*\\.\\d+)`, 'm').exec(numbers) ?? [];
    expect(Math.abs(Number(printed) - value)).toBeLessThan(1.6e-6); // the last digit may be one beside
  });
});

function packets(): [NtpPacket, NtpPacket] {
  const [, request = '', answer = ''] = lessonBlock('ntp-client', '### 48 bytes', 'request').split(/request|answer/);
  const decode = (hex: string) => decodePacket(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'));
  return [decode(request), decode(answer)];
}
