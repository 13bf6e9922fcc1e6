import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInteractive, lineWidth } from '../../text/terminal.ts';
import { UsageError } from '../../text/usage-error.ts';
import { wrap } from '../../text/wrap.ts';
import { command } from '../command.ts';
import { portOf } from '../flag-values.ts';
import { type Ask, askByLines } from './ask-by-lines.ts';
import { type Experiment, listExperiments } from './experiment.ts';
import { isFreeForBoth } from './lab/addresses.ts';
import { type Cast, chooseCast } from './lab/cast.ts';
import { notebookFile } from './notebook.ts';
import { perform, wentAsTold } from './perform.ts';
import { renderActs, renderList, renderQuestion, renderVerdict, renderWhy } from './render.ts';
import { takeExperiment } from './take-experiment.ts';

const USAGE = `Usage: pnpm experiment [NUMBER] [flags]

Lists the experiments. With a NUMBER: asks for your prediction, does the experiment on real sockets with your own programs
(or built-in ones, where yours are not done), shows the wire, compares, and asks you why. What you say is noted down in
experiments.yaml, which is yours to change.

  --yes      asks and notes down nothing; without a NUMBER does all experiments
  --port N   takes this port instead of a free one
  --plain    typed answers instead of arrow keys; so it is without a terminal, too
  --help

Exit code: 0 when it went as the text says, 1 when this machine did something else, 2 when something asked for cannot be done.`;

/** Exit code 1 when the machine did something else than the text says. */
const experimentCommand = command({
  name: 'experiment',
  usage: USAGE,
  options: { yes: { type: 'boolean', short: 'y' }, port: { type: 'string' }, plain: { type: 'boolean' } },
  words: { one: 'experiment' },
  async run({ courseDirectory, ...line }) {
    const experiments = await listExperiments();
    const request = requestOf(line, experiments.length);
    const notebook = notebookFile(courseDirectory);
    const chosen = experiments.find(({ number }) => number === request.number);
    if (!chosen && !request.yes) {
      console.log(renderList(experiments, notebook.read(), lineWidth()));
      return 0;
    }
    const { port } = request;
    if (port !== undefined && !(await isFreeForBoth(port)))
      throw new UsageError(
        `Port ${port} cannot be had: something is bound to it, or it needs special rights. Without --port a free one is taken.`,
      );
    const stagedDirectory = await mkdtemp(join(tmpdir(), 'socket-lab-'));
    try {
      const cast = await chooseCast(courseDirectory, stagedDirectory);
      if (!chosen || request.yes) return await doAll(chosen ? [chosen] : experiments, cast, port);
      notebook.read(); // what is wrong with it is said before anything is asked
      using asking = await wayOfAsking(request.plain);
      const print = (text: string) => console.log(text);
      const run = () => perform(chosen, cast, port);
      const end = await takeExperiment({ experiment: chosen, cast, notebook, ask: asking, print, perform: run });
      if (end !== 'left') return end === 'as told' ? 0 : 1;
      const goOn = `Nothing was run. "pnpm experiment ${chosen.number}" goes on from here; with --yes it asks nothing.`;
      console.log(['', ...wrap(goOn, lineWidth())].join('\n'));
      return process.stdin.isTTY ? 0 : 2; // a job that forgot --yes has not done what it is for
    } finally {
      await rm(stagedDirectory, { recursive: true, force: true, maxRetries: 5 }); // Windows holds the files of a program for a moment
    }
  },
});
export default experimentCommand;

/**
 * What is asked for.
 * @param last the experiments are numbered from 1 to this
 * @throws UsageError
 */
export function requestOf(
  { flags, words: [word] }: Pick<ReturnType<typeof experimentCommand.parse>, 'flags' | 'words'>,
  last: number,
): { number?: number; yes: boolean; port?: number; plain: boolean } {
  const { yes = false, plain = false } = flags;
  if (word !== undefined && !(/^[1-9]\d*$/.test(word) && Number(word) <= last))
    throw new UsageError(`There is no experiment ${JSON.stringify(word)}: they are numbered from 1 to ${last}.`);
  const port = flags.port === undefined ? undefined : portOf(flags.port);
  if (port !== undefined && word === undefined && !yes)
    throw new UsageError('--port needs the number of an experiment.');
  return { ...(word !== undefined && { number: Number(word) }), yes, ...(port !== undefined && { port }), plain };
}

async function wayOfAsking(plain: boolean): Promise<Ask> {
  if (plain || !isInteractive()) return askByLines(process.stdin, (text) => process.stdout.write(text));
  const { askByKeys } = await import('./ask-by-keys.ts'); // only now: who types lines need not wait for it to load
  return askByKeys();
}

/** Without a question to anybody. */
async function doAll(experiments: readonly Experiment[], cast: Cast, port: number | undefined): Promise<number> {
  const otherwise: number[] = [];
  for (const experiment of experiments) {
    const width = lineWidth();
    console.log(`${renderQuestion(experiment, cast, width)}\n`);
    const acts = await perform(experiment, cast, port);
    const last = acts.at(-1);
    console.log(`${renderActs(acts, experiment, width)}\n`);
    console.log(`${renderVerdict(experiment, last?.outcome, {}, width)}\n`);
    console.log(`${renderWhy(experiment, width)}\n`);
    if (!last || !wentAsTold(last)) otherwise.push(experiment.number);
  }
  const { length } = experiments;
  if (otherwise.length === 0)
    console.log(length === 1 ? 'It went as the text says.' : `All ${length} went as the text says.`);
  else console.log(`${length - otherwise.length} of ${length} went as the text says; not so: ${otherwise.join(', ')}.`);
  return otherwise.length === 0 ? 0 : 1;
}
