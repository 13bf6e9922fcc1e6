import { CheckFailure } from '../../failure/failure.ts';
import { say } from '../../failure/message.ts';
import type { Program } from '../../program/program.ts';
import { printable } from '../../text/printable.ts';
import {
  FORMULAS,
  type FourTimestamps,
  isRight,
  mistakeIn,
  type Quantity,
  rangeOf,
  TOLERANCE_SECONDS,
} from './four-timestamps.ts';
import type { NtpAnswer, NtpRequest } from './ntp-server.ts';
import { printedValue } from './printed-value.ts';
import { fractionOf, unixSecondsOf } from './timestamp.ts';

/** A request in whole seconds arrives less than so much later than it says: a second that was cut off, and the way. */
const PRESENT_SECONDS = 2;
/** A number of seconds: `+3600.25`, `-1.5e-3 s`. Words may follow. */
const SECONDS = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?=\s*s?(?!\S))/i;

/**
 * The program prints `Offset = …` or `Delay = …`: what the four timestamps give, in seconds. T1 is what stands in its
 * request (`sendingTime`), T2 and T3 in the answer; T4 lies between the sending of the answer and the printing.
 * @throws CheckFailure that says which formula gives the printed value, when it is a known one
 */
export async function expectQuantity(program: Program, quantity: Quantity, answer: NtpAnswer): Promise<void> {
  const { text, at } = await printedValue(program, quantity);
  const { request, packet, sentAt } = answer;
  const times: FourTimestamps = {
    t1: sendingTime(request),
    t2: unixSecondsOf(packet.receive),
    t3: unixSecondsOf(packet.transmit),
    t4: { from: sentAt, to: at },
  };
  const [number] = SECONDS.exec(text.replace(/^−/, '-')) ?? [];
  if (number !== undefined && isRight(quantity, Number(number), times)) return;
  const mistake = number === undefined ? say('no-number') : mistakeIn(quantity, Number(number), times);
  const wrong = { Program: program.name, quantity: quantity.toLowerCase() };
  throw new CheckFailure(
    mistake === undefined ? say('wrong-quantity', wrong) : say('wrong-quantity-is', { ...wrong, mistake }),
    {
      kind: 'words',
      expected: say('quantity-is', {
        quantity,
        value: expectedValue(quantity, times),
        formula: FORMULAS[quantity].inWords,
        tolerance: TOLERANCE_SECONDS,
      }),
      received: `"${quantity} = ${printable(text)}"`,
    },
  );
}

/**
 * When the program sent its request, by its own account. Whole seconds are the present, too, and the program may know it
 * better than it has written it: then T1 lies between that second and the arrival.
 */
function sendingTime({ packet: { transmit }, receivedAt }: NtpRequest): FourTimestamps['t1'] {
  const t1 = unixSecondsOf(transmit);
  const isWholeSecond = fractionOf(transmit) === 0 && Math.abs(receivedAt - t1) < PRESENT_SECONDS;
  const other = isWholeSecond ? receivedAt : t1;
  return { from: Math.min(t1, other), to: Math.max(t1, other) };
}

/** The middle of what is right. */
function expectedValue(quantity: Quantity, times: FourTimestamps): string {
  const { from, to } = rangeOf(quantity, times);
  return ((from + to) / 2).toFixed(3);
}
