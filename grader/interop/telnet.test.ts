import { line } from '@socket-lab/kit/text/line';
import { describe, expect, test } from 'vitest';
import { needsCommand } from './needs-command.ts';
import { lessonBlock, stagedSolutions } from './solutions.ts';
import { Telnet } from './telnet.ts';

needsCommand('script', 'telnet');

const HOST = '127.0.0.1';
const CTRL_C = '\x03';
const HELLO: [string, string] = ['hello', 'OK...hello\r\n'];
const STILL_THERE: [string, string] = ['are you still there?', 'OK...are you still there?\r\n'];

function lessonScreen(step: string): string {
  return lessonBlock('socket-server', `**${step}.**`, '$ telnet').replace(/^.*\n/, '');
}

describe('socket-server', { timeout: 60_000 }, () => {
  const solution = stagedSolutions('socket-server');

  test.each<[string, step: number, dialogue: [typed: string, shown: string][], ends: boolean]>([
    ['02-accept', 2, [], true],
    ['03-reply', 3, [['hello', '']], true],
    ['04-loop', 4, [HELLO, STILL_THERE], false],
    ['05-concurrent', 5, [HELLO, ['fib 10', 'OK...fib(10)=55\r\n'], ['fib abc', 'ERR...'], STILL_THERE], false],
  ])('%s: the screen is that of the lesson', async (program, step, dialogue, ends) => {
    await using server = await solution.start(program, { host: HOST });
    await using telnet = new Telnet(server.port);
    await telnet.connected();
    for (const [typed, shown] of dialogue) {
      telnet.type(typed);
      await telnet.shows(shown);
    }
    await (ends ? telnet.ends() : telnet.leave());
    expect(telnet.screen).toBe(lessonScreen(`Step ${step}`));
    if (ends) await server.exits(0);
    if (step === 2) await server.prints(line('Connected with 127.0.0.1:', /\d+/), 'who connected');
  });

  test('04-loop: two at a time; one leaves, the other one goes on', async () => {
    await using server = await solution.start('04-loop', { host: HOST });
    await using first = new Telnet(server.port);
    await using second = new Telnet(server.port);
    await first.connected();
    await second.connected();
    second.type('ñandú');
    await second.shows('OK...ñandú\r\n');
    first.type('');
    await first.shows("^]'.\r\n\r\nOK...\r\n"); // and nothing of the other one's
    await second.leave();
    first.type('still here');
    await first.shows('OK...still here\r\n');
    await first.leave();
  });

  test('05-concurrent: telnet is answered while somebody waits for fib 45', async () => {
    await using session = solution('05-concurrent');
    const server = await session.start('05-concurrent', { host: HOST });
    await using telnet = new Telnet(server.port);
    await telnet.connected();
    const other = await session.tcp.connect(server);
    await other.send('hello\nfib 45\n'); // both lines at once: whose first one is answered has sent the second one, too
    await other.expect('OK...hello\n');
    telnet.type('hello');
    await telnet.shows('OK...hello\r\n');
    telnet.type('fib 5');
    await telnet.shows('OK...fib(5)=5\r\n');
    other.expectNothingElse();
    await telnet.leave();
  });

  test('04-loop: Ctrl-C goes to the server, which goes on', async () => {
    await using server = await solution.start('04-loop', { host: HOST });
    await using first = new Telnet(server.port);
    await using second = new Telnet(server.port);
    await first.connected();
    await second.connected();
    first.type('hello');
    await first.shows('OK...hello\r\n');
    first.write(CTRL_C);
    await first.shows('^C');
    first.type('are you still there?');
    await first.leave();
    second.type('still here');
    await second.shows('OK...still here\r\n');
    await second.leave();
  });

  test('connects by the name localhost', async () => {
    await using server = await solution.start('02-accept');
    await using telnet = new Telnet(server.port, 'localhost');
    await telnet.ends();
    expect(telnet.screen).toContain('Connected to localhost.\n');
    await server.exits(0);
  });
});

describe('tcp-pair', { timeout: 60_000 }, () => {
  const solution = stagedSolutions('tcp-pair');

  test.each([
    ['hello network', 'HELLO NETWORK'],
    ['ñandú', 'ÑANDÚ'],
  ])('server: %s', async (typed, answer) => {
    await using server = await solution.start('server', { host: HOST });
    await using telnet = new Telnet(server.port);
    await telnet.connected();
    telnet.type(typed);
    await telnet.ends();
    expect(telnet.screen).toMatch(
      new RegExp(`\\^\\]'\\.\n${typed}\n${answer}\nConnection closed by foreign host\\.\n$`),
    );
    await server.prints(line('Connection from 127.0.0.1:', /\d+/), 'who connected');
  });
});
