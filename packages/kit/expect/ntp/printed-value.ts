import { matchInTime } from '../../failure/match-in-time.ts';
import type { Program } from '../../program/program.ts';

/** What a program has printed behind a name, and when that was to be read. */
export interface PrintedValue {
  text: string;
  /** This machine's clock when it was there, in seconds since 1970: the program has read its own clock before. */
  at: number;
}

/**
 * Waits until the program has printed `NAME = …`, and gives what stands behind it on the line. A line that begins so is
 * preferred to one that has something before it.
 * @throws CheckFailure when the program ends, or the time is up, without it
 */
export async function printedValue(program: Program, name: string): Promise<PrintedValue> {
  const whole = new RegExp(`^${name} = .*\\n`, 'm');
  await program.inTime(() => matchInTime(whole, program.stdout.text()) !== null);
  await program.prints(new RegExp(`${name} = `), `"${name} = …"`);
  const at = (Date.now() + 1) / 1000; // the clock counts whole milliseconds: it may be up to 1 ms later than it says
  const text = program.stdout.text();
  const match =
    matchInTime(new RegExp(`^${name} = (.*)`, 'm'), text) ?? matchInTime(new RegExp(`${name} = (.*)`), text);
  return { text: match?.[1]?.trim() ?? '', at };
}
