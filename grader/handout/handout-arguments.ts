import { parseArgs } from 'node:util';
import { BadUsage } from '../class/bad-usage.ts';

export const USAGE = `Usage: pnpm handout [--out DIR] [--git] | --update DIR | --check DIR

Writes the repository that students fork, from the topics that are no drafts. It is refused when anything hidden would leave.

  --out DIR     into this folder (dist/handout); an unchanged handout in it is replaced
  --git         makes it a repository with one commit, the same for the same handout
  --update DIR  brings this version into a handout that is published already; what students wrote stays
  --check DIR   writes nothing: looks through a handout as it is, its history and caches too, for what is hidden
  --help

Exit code: 0 done; 1 refused, with a line for each reason; 2 bad usage.`;

/** What `pnpm handout` is asked for. */
export type HandoutRequest =
  | { kind: 'help' }
  | { kind: 'write'; directory: string | undefined; git: boolean }
  | { kind: 'update' | 'check'; directory: string };

/** @throws BadUsage */
export function readHandoutArguments(args: readonly string[]): HandoutRequest {
  const { out, git = false, update, check, help } = parse(args);
  if (help) return { kind: 'help' };
  if ([update ?? check, out ?? (git || undefined), update && check].filter((flag) => flag !== undefined).length > 1) {
    throw new BadUsage('--update and --check stand alone: each works on a handout that is there already.');
  }
  if (update !== undefined) return { kind: 'update', directory: update };
  if (check !== undefined) return { kind: 'check', directory: check };
  return { kind: 'write', directory: out, git };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: args[0] === '--' ? args.slice(1) : [...args],
      options: {
        out: { type: 'string' },
        git: { type: 'boolean' },
        update: { type: 'string' },
        check: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    const [fault] = (error as Error).message.split('. ');
    throw new BadUsage(`${fault?.replace(/\.$/, '')}. "pnpm handout --help" says what there is.`);
  }
}
