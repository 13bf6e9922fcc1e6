import { lineWidth } from '../../text/terminal.ts';
import { command } from '../command.ts';
import { readProgress } from './read-progress.ts';
import { renderProgress } from './render-progress.ts';

const USAGE = `Usage: pnpm progress [--json]

All topics at a glance, as your files are now and as the last runs of the checks left them: gaps filled, points, answers to
the quiz, experiments, and what to do next. Nothing is run.

  --json  the same for programs; packages/kit/commands/progress/README.md says what is in it
  --help

Exit code: 0; 2 bad usage.`;

export default command({
  name: 'progress',
  usage: USAGE,
  options: { json: { type: 'boolean' } },
  async run({ flags, courseDirectory }) {
    const progress = await readProgress(courseDirectory);
    console.log(
      flags.json ? JSON.stringify(progress, undefined, 2) : renderProgress(progress, lineWidth(), new Date()),
    );
    return 0;
  },
});
