import { CheckFailure, type Program } from '@socket-lab/kit';
import { matchesInTime } from '@socket-lab/kit/failure/match-in-time';
import { addressOf } from './address-of.ts';
import { say } from './messages.ts';

/** A line `IP address [IP] of [NAME]`. */
interface Answer {
  address: string;
  name: string;
}

/** An address may have brackets of its own: `[object Object]` is one, if a wrong one. */
const ANSWER = /IP address \[((?:[^[\]]|\[[^[\]]*\])*)\] of \[([^\]]*)\]/g;

/** The lines `IP address [IP] of [NAME]` that the program has printed so far, in their order. */
export function answersOf({ stdout }: Program): Answer[] {
  return matchesInTime(ANSWER, stdout.text()).map(([, address = '', name = '']) => ({ address, name }));
}

/**
 * The program, which has ended or soon will, answers for these names, in this order, and for no others.
 * @throws CheckFailure
 * @throws Error when this machine does not know one of the names: no fault of the program
 */
export async function expectAnswers(program: Program, names: readonly string[]): Promise<void> {
  const right = await Promise.all(names.map(addressOf));
  const strange = names.find((_, index) => right[index] === undefined);
  if (strange !== undefined) throw new Error(`The resolver of this machine has no IPv4 address for ${strange}.`);
  await program.inTime(() => answersOf(program).length >= names.length); // or its end
  const answers = answersOf(program);
  const answered = answers.map(({ name }) => name);
  if (answered.join('\n') !== names.join('\n')) {
    throw new CheckFailure(summary(program, answered, names), {
      kind: 'words',
      expected: say('answers-for', { value: inWords(names), value2: names.length > 1 ? ', in this order' : '' }),
      received:
        answered.length > 0 ? say('answers-for-2', { value: inWords(answered) }) : say('no-line-ip-address-ip-name'),
    });
  }
  for (const [index, { address, name }] of answers.entries()) {
    if (right[index]?.pattern.test(address)) continue;
    throw new CheckFailure(say('has-wrong-address-for', { name }), {
      kind: 'words',
      expected: `"IP address [${right[index]?.words}] of [${name}]"`,
      received: `"IP address [${address}] of [${name}]"`,
    });
  }
}

function summary({ stdout }: Program, answered: readonly string[], names: readonly string[]): string {
  if (answered.length === 0) {
    return stdout.text().trim() === ''
      ? 'The program gave no answer.'
      : 'The program gave no answer in the words asked for.';
  }
  if (answered.length < names.length) return `The program answered for ${answered.length} of ${names.length} names.`;
  if (answered.length > names.length) return `The program gave ${answered.length} answers for ${names.length} names.`;
  if (answered.toSorted().join('\n') === names.toSorted().join('\n')) return 'The program answered in another order.';
  return 'The program answered for other names.';
}

function inWords(names: readonly string[]): string {
  return names.map((name) => `[${name}]`).join(', ');
}
