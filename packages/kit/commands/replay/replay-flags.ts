import { parseFlags } from '../parse-flags.ts';
import { UsageFault } from '../usage-error.ts';

export const USAGE = `Usage: pnpm replay [TOPIC] [flags]

Runs the check that failed last once more, with the same seed, and shows step by step what went over the wire, what your
program printed, and where expectation and reality part. On a terminal ENTER shows the next step.

  TOPIC          the last failure of this topic
  --check TITLE  this check instead, whether it failed or not
  --seed N       another seed
  --pcap FILE    writes the wire as a pcapng file, too, for Wireshark or tshark
  --plain        all steps at once, in sentences, for a screen reader or a file
  --help

Exit code: 0 when the check passes now, 1 when it does not, 2 when there is nothing to replay, or bad usage.`;

export interface ReplayFlags {
  topic?: string;
  title?: string;
  seed?: number;
  pcapFile?: string;
  plain: boolean;
  help: boolean;
}

/**
 * The flags of `pnpm replay`.
 * @throws UsageFault
 */
export function readReplayFlags(args: readonly string[]): ReplayFlags {
  const { values, positionals } = parse(args);
  const { check: title, seed, pcap: pcapFile, plain = false, help = false } = values;
  const [topic, second] = positionals;
  if (second !== undefined) throw new UsageFault(`One topic at a time, not "${positionals.join('" and "')}".`);
  return {
    ...(topic !== undefined && { topic }),
    ...(title !== undefined && { title }),
    ...(seed !== undefined && { seed: seedOf(seed) }),
    ...(pcapFile !== undefined && { pcapFile }),
    plain,
    help,
  };
}

function parse(args: readonly string[]) {
  return parseFlags('pnpm replay', args, {
    allowPositionals: true,
    options: {
      check: { type: 'string' },
      seed: { type: 'string' },
      pcap: { type: 'string' },
      plain: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

function seedOf(word: string): number {
  if (/^\d+$/.test(word) && Number(word) < 2 ** 31) return Number(word);
  throw new UsageFault(`--seed "${word}" is no seed: it is the whole number that a failure names.`);
}
