import { CheckFailure, expectNoStackTrace, line, type Program } from '@socket-lab/kit';
import { gradedServices, type Service } from '@socket-lab/kit/expect/names/services';
import { matchInTime } from '@socket-lab/kit/failure/match-in-time';
import { say } from './messages.ts';

/** The ports on which the database of this machine and the copy of this topic have one answer. */
export const SERVICES = gradedServices(new URL('../services.txt', import.meta.url));

/** What a program can be asked for. */
export type Asked = Pick<Service, 'port' | 'protocol'>;

/** The flags that ask for a service. */
export function flagsOf({ port, protocol }: Asked): string[] {
  return ['--port', `${port}`, '--protocol', protocol];
}

/** The service that both databases have at this port; `undefined` when they have none, or two. */
export function knownAt(port: number, protocol: string): Service | undefined {
  return SERVICES.known.find((service) => service.port === port && service.protocol === protocol);
}

/** @throws CheckFailure when the program does not print the line of this service */
export async function expectService(program: Program, { name, port, protocol }: Service): Promise<void> {
  const text = `Protocol ${protocol}, port ${port} => name [${name}]`;
  await program.prints(line(text), `"${text}"`);
}

/**
 * The program was asked for a port without a service: it says so, on stderr or stdout, and ends with 1.
 * @throws CheckFailure
 */
export async function expectNoService(program: Program, { port, protocol }: Asked): Promise<void> {
  const words = () => /no service/i.test(program.stdout.text() + program.stderr.text());
  await program.inTime(words); // or its end
  const [madeUp] = matchInTime(/Protocol .*=> name \[(?!no service).*/i, program.stdout.text()) ?? [];
  if (madeUp !== undefined) {
    throw new CheckFailure(say('names-service-port-has-none'), {
      kind: 'words',
      expected: say('words-no-service-database-has-no', { port, protocol }),
      received: `"${madeUp}"`,
    });
  }
  await program.inTime(() => false); // a stack trace is whole when the program has ended
  expectNoStackTrace(program);
  if (!words()) {
    throw new CheckFailure(say('does-not-say-port-has-no'), {
      kind: 'words',
      expected: say('line-with-words-no-service-database', { port, protocol }),
      received: say('no-such-line-neither-on-stdout'),
    });
  }
  await program.exits(1);
}
