import { CheckFailure, endpoint, expectNetworkFailure, line, type Program } from '@socket-lab/kit';
import { unknownNames } from '@socket-lab/kit/expect/names/names';
import { say } from './messages.ts';

/** The line of the first step. */
export async function expectCreated(program: Program): Promise<void> {
  await program.prints(line('Socket created'), '"Socket created"');
}

/** The line of the second step. */
export async function expectResolved(program: Program, { host, ip }: { host: string; ip: string }): Promise<void> {
  await program.prints(line(`The IP address of ${host} is `, address(ip)), `"The IP address of ${host} is ${ip}"`);
}

/** The line of the third step. */
export async function expectConnected(program: Program, { host, ip }: { host: string; ip: string }): Promise<void> {
  const connected = line(`Socket connected to ${host} on ip `, address(ip));
  await program.prints(connected, `"Socket connected to ${host} on ip ${ip}"`);
}

/** The line of the fourth step. */
export async function expectSent(program: Program): Promise<void> {
  await program.prints(line('Message sent successfully'), '"Message sent successfully"');
}

/** A name that nobody has: the second step says so, and the program ends with 1. */
export async function expectUnresolved(start: (flags: { host: string }) => Promise<Program>): Promise<void> {
  const [host] = await unknownNames();
  const program = await start({ host });
  const unresolved = 'Hostname could not be resolved';
  await expectNotSaid(program, ['The IP address of'], 'the name has no address');
  await expectNetworkFailure(program, new RegExp(unresolved), `"${unresolved}"`);
}

/** Nobody listens: the third step says so, and the program ends with 1. */
export async function expectRefused(program: Program): Promise<void> {
  await expectNotSaid(program, ['Socket connected', 'Message sent'], 'the connection was refused');
  await expectNetworkFailure(program, /ECONNREFUSED/, say('line-with-econnrefused'));
}

/**
 * Waits for such a line, or the program's end: what is not true comes before the exit code.
 * @throws CheckFailure when a line of success was printed that is not true.
 */
async function expectNotSaid(program: Program, untrue: readonly string[], why: string): Promise<void> {
  const { stdout } = program;
  const words = () => untrue.find((each) => stdout.text().includes(each));
  await program.inTime(() => words() !== undefined);
  const said = words();
  if (said === undefined) return;
  const line = stdout
    .text()
    .split('\n')
    .find((each) => each.includes(said));
  throw new CheckFailure(say('printed-although', { said, why }), {
    kind: 'words',
    expected: say('line-success-printed-only-once-true'),
    received: `"${line}"`,
  });
}

/** An IPv4 address, which a program may print as the IPv6 one that stands for it. */
function address(ip: string): RegExp {
  const withPort = endpoint({ address: ip, port: 0 }).source;
  return new RegExp(withPort.slice(0, withPort.indexOf(':0(?!')));
}
