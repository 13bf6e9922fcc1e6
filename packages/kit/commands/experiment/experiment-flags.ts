import { parseFlags } from '../parse-flags.ts';
import { UsageFault } from '../usage-error.ts';

export const USAGE = `Usage: pnpm experiment [NUMBER] [flags]

Lists the experiments. With a NUMBER: asks for your prediction, does the experiment on real sockets with your own programs
(or built-in ones, where yours are not done), shows the wire, compares, and asks you why. What you say is noted down in
experiments.yaml, which is yours to change.

  --yes      asks and notes down nothing; without a NUMBER does all experiments
  --port N   takes this port instead of a free one
  --plain    typed answers instead of arrow keys; so it is without a terminal, too
  --help

Exit code: 0 when it went as the text says, 1 when this machine did something else, 2 when something asked for cannot be done.`;

export interface ExperimentFlags {
  number?: number;
  yes: boolean;
  port?: number;
  plain: boolean;
  help: boolean;
}

/**
 * The flags of `pnpm experiment`.
 * @param numbers those of the experiments that there are
 * @throws UsageFault
 */
export function readExperimentFlags(args: readonly string[], numbers: readonly number[]): ExperimentFlags {
  const { values, positionals } = parse(args);
  const { yes = false, plain = false, help = false } = values;
  if (positionals.length > 1) throw new UsageFault(`One experiment at a time, not "${positionals.join('" and "')}".`);
  const number = positionals[0] === undefined ? undefined : numberOf(positionals[0], numbers);
  const port = values.port === undefined ? undefined : portOf(values.port);
  if (port !== undefined && number === undefined && !yes)
    throw new UsageFault('--port needs the number of an experiment.');
  return { ...(number !== undefined && { number }), yes, ...(port !== undefined && { port }), plain, help };
}

function parse(args: readonly string[]) {
  return parseFlags('pnpm experiment', args, {
    allowPositionals: true,
    options: {
      yes: { type: 'boolean', short: 'y' },
      port: { type: 'string' },
      plain: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

function numberOf(word: string, numbers: readonly number[]): number {
  const number = /^[1-9]\d*$/.test(word) ? Number(word) : undefined;
  if (number !== undefined && numbers.includes(number)) return number;
  throw new UsageFault(
    `There is no experiment ${JSON.stringify(word)}: they are numbered from ${numbers[0]} to ${numbers.at(-1)}.`,
  );
}

function portOf(word: string): number {
  if (/^[1-9]\d*$/.test(word) && Number(word) <= 65_535) return Number(word);
  throw new UsageFault(`--port "${word}" is no port: it is a whole number from 1 to 65535.`);
}
