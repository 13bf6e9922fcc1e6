import { command } from '@socket-lab/kit/commands/command';
import { BreakOff } from '../../class/break-off.ts';
import { proveProject } from './prove-project.ts';
import { STEPS } from './steps.ts';

const USAGE = `Usage: pnpm test

Everything that proves the project: lint, types, tests, attacks, and the proof of the topics; "N passed, N failed" at the end.

Exit code: 0 nothing failed; 1 something did; 2 bad usage.`;

export default command({
  name: 'test',
  usage: USAGE,
  options: {},
  async run({ courseDirectory }) {
    using breakOff = new BreakOff();
    return proveProject(STEPS, courseDirectory, breakOff.signal);
  },
});
