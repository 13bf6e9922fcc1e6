import { CheckFailure, line, type Program } from '@socket-lab/kit';
import { addressOf } from './address-of.ts';
import { expectUnknown } from './expect-unknown.ts';
import { say } from './messages.ts';

/**
 * The program was asked for this host. Where this machine's resolver does not know it (some do not know their own name),
 * saying so is right.
 * @throws CheckFailure
 */
export async function expectHost(program: Program, name: string): Promise<void> {
  const address = await addressOf(name);
  if (address === undefined) {
    await expectUnknown(program, /Host name \[.*\] and ip \[.*/);
    return;
  }
  const text = `Host name [${name}] and ip [${address.words}]`;
  const [, ip = ''] = await program.prints(line(`Host name [${name}] and ip [`, /([^\]]*)/, ']'), `"${text}"`);
  if (address.pattern.test(ip)) return;
  throw new CheckFailure(say('has-wrong-address-for', { name }), {
    kind: 'words',
    expected: `"${text}"`,
    received: `"Host name [${name}] and ip [${ip}]"`,
  });
}
