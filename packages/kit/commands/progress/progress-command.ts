import { lineWidth } from '../../text/terminal.ts';
import { parseFlags } from '../parse-flags.ts';
import { UsageFault } from '../usage-error.ts';
import { readProgress } from './read-progress.ts';
import { renderProgress } from './render-progress.ts';

const USAGE = `Usage: pnpm progress [--json]

All topics at a glance, as your files are now and as the last runs of the checks left them: gaps filled, points, answers to
the quiz, experiments, and what to do next. Nothing is run.

  --json  the same for programs; packages/kit/commands/progress/README.md says what is in it
  --help

Exit code: 0; 2 bad usage.`;

/**
 * The command `pnpm progress`.
 * @returns the exit code
 */
export async function progressCommand(args: readonly string[], courseDirectory: string): Promise<number> {
  try {
    const { json, help } = parse(args);
    if (help) {
      console.log(USAGE);
      return 0;
    }
    const progress = await readProgress(courseDirectory);
    console.log(json ? JSON.stringify(progress, undefined, 2) : renderProgress(progress, lineWidth(), new Date()));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    console.error(error.message);
    return 2;
  }
}

function parse(args: readonly string[]): { json?: boolean; help?: boolean } {
  return parseFlags('pnpm progress', args, {
    options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  }).values;
}
