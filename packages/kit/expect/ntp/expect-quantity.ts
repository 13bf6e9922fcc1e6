import { CheckFailure } from '../../failure/failure.ts';
import { say, type Words } from '../../failure/message.ts';
import type { Program } from '../../program/program.ts';
import { printable } from '../../text/printable.ts';
import type { NtpAnswer, NtpRequest } from './ntp-server.ts';
import { printedValue } from './printed-value.ts';
import { ERA_SECONDS, fractionOf, NTP_TO_UNIX_SECONDS, unixSecondsOf } from './timestamp.ts';

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

/** When the program sent its request, by its own account: of whole seconds, between that second and the arrival. */
function sendingTime({ packet: { transmit }, receivedAt }: NtpRequest): FourTimestamps['t1'] {
  const t1 = unixSecondsOf(transmit);
  const isWholeSecond = fractionOf(transmit) === 0 && Math.abs(receivedAt - t1) < PRESENT_SECONDS;
  const other = isWholeSecond ? receivedAt : t1;
  return { from: Math.min(t1, other), to: Math.max(t1, other) };
}

function expectedValue(quantity: Quantity, times: FourTimestamps): string {
  const { from, to } = rangeOf(quantity, times);
  return ((from + to) / 2).toFixed(3);
}

/** The four timestamps of one exchange, in seconds since 1970 (RFC 5905 §8, figure 15). */
export interface FourTimestamps {
  /** The client sent its request, by the client's clock: a range when its request tells only the whole second. */
  t1: { from: number; to: number };
  /** The server received it, by the server's clock. */
  t2: number;
  /** The server sent its answer, by the server's clock. */
  t3: number;
  /** When the client received the answer, by its own clock: others know between which times. */
  t4: { from: number; to: number };
}

export type Quantity = 'Offset' | 'Delay';
/** How far a printed value may be off, in seconds: one decimal (0.05), and whole milliseconds, read twice (0.01). */
const TOLERANCE_SECONDS = 0.06;
type Formula = (t1: number, t2: number, t3: number, t4: number) => number;
const offset: Formula = (t1, t2, t3, t4) => (t2 - t1 + (t3 - t4)) / 2;
const delay: Formula = (t1, t2, t3, t4) => t4 - t1 - (t3 - t2);

/** RFC 5905 §8: the offset θ and the delay δ. */
const FORMULAS = {
  Offset: { inWords: '((T2 - T1) + (T3 - T4)) / 2', of: offset },
  Delay: { inWords: '(T4 - T1) - (T3 - T2)', of: delay },
} as const satisfies Record<Quantity, { inWords: string; of: Formula }>;

/** The faults that programs really have, by the quantity that they should have printed; the first that fits is told. */
const MISTAKES: Record<Quantity, readonly { is: Words; of: Formula }[]> = {
  Offset: [
    { is: say('mistake-offset-sign'), of: (...t) => -offset(...t) },
    { is: say('mistake-not-halved'), of: (...t) => 2 * offset(...t) },
    { is: say('mistake-in-ms'), of: (...t) => 1000 * offset(...t) },
    { is: say('mistake-request-way'), of: (t1, t2) => t2 - t1 },
    { is: say('mistake-answer-way'), of: (_t1, _t2, t3, t4) => t3 - t4 },
    { is: '((T2 - T1) - (T3 - T4)) / 2', of: (t1, t2, t3, t4) => (t2 - t1 - (t3 - t4)) / 2 },
    ...epochs(offset),
    { is: say('mistake-delay'), of: delay },
    { is: say('mistake-whole-seconds'), of: (...t) => Math.trunc(offset(...t)) },
  ],
  Delay: [
    { is: say('mistake-server-time'), of: (t1, _t2, _t3, t4) => t4 - t1 },
    { is: say('mistake-server-time-twice'), of: plusServerTime },
    { is: say('mistake-delay-sign'), of: (...t) => -delay(...t) },
    { is: say('mistake-halved'), of: (...t) => delay(...t) / 2 },
    { is: say('mistake-in-ms'), of: (...t) => 1000 * delay(...t) },
    ...epochs(delay),
    { is: say('mistake-offset'), of: offset },
    { is: say('mistake-two-clocks-first'), of: (t1, t2) => t2 - t1 },
    { is: say('mistake-two-clocks-last'), of: (_t1, _t2, t3, t4) => t4 - t3 },
    { is: say('mistake-whole-seconds'), of: (...t) => Math.trunc(delay(...t)) },
  ],
};

/** Between which values a quantity lies, in seconds, the tolerance not counted. */
export function rangeOf(quantity: Quantity, times: FourTimestamps): { from: number; to: number } {
  return range(FORMULAS[quantity].of, times);
}

export function isRight(quantity: Quantity, printed: number, times: FourTimestamps): boolean {
  return fits(FORMULAS[quantity].of, printed, times);
}

/** What a wrong value is, recognised by its size: `not divided by 2`; `undefined` when nothing known gives it. */
export function mistakeIn(quantity: Quantity, printed: number, times: FourTimestamps): Words | undefined {
  return MISTAKES[quantity].find(({ of }) => fits(of, printed, times))?.is;
}

function fits(formula: Formula, printed: number, times: FourTimestamps): boolean {
  const { from, to } = range(formula, times);
  return printed >= from - TOLERANCE_SECONDS && printed <= to + TOLERANCE_SECONDS;
}

/** Every formula rises or falls with T1 and with T4: its ends are at theirs. */
function range(formula: Formula, { t1, t2, t3, t4 }: FourTimestamps): { from: number; to: number } {
  const ends = [t1.from, t1.to].flatMap((sent) => [formula(sent, t2, t3, t4.from), formula(sent, t2, t3, t4.to)]);
  return { from: Math.min(...ends), to: Math.max(...ends) };
}

function plusServerTime(t1: number, t2: number, t3: number, t4: number): number {
  return t4 - t1 + (t3 - t2);
}

/** Some of the four count from another beginning than the others. */
function epochs(formula: Formula): { is: Words; of: Formula }[] {
  const mixed = [NTP_TO_UNIX_SECONDS, -NTP_TO_UNIX_SECONDS];
  const eras = [ERA_SECONDS, -ERA_SECONDS];
  // Of the offset both halves, or one of them, are wrong; of the delay one side, or two that do not make up for each other.
  const some = (shifts: number[], is: Words) =>
    shifts.flatMap((shift) =>
      [1, 0.5, 2].map((part) => ({ is, of: (...t: Parameters<Formula>) => formula(...t) + part * shift })),
    );
  return [...some(mixed, say('mistake-two-epochs')), ...some(eras, say('mistake-two-eras'))];
}
