import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInteractive, lineWidth } from '../../text/terminal.ts';
import { wrap } from '../../text/wrap.ts';
import { UsageFault } from '../usage-error.ts';
import type { Ask } from './ask/ask.ts';
import { askByLines } from './ask/ask-by-lines.ts';
import type { Experiment } from './experiment.ts';
import { type ExperimentFlags, readExperimentFlags, USAGE } from './experiment-flags.ts';
import { isFreeForBoth } from './lab/both-free-port.ts';
import { type Cast, chooseCast } from './lab/cast.ts';
import { listExperiments } from './list-experiments.ts';
import { NotebookFile } from './notebook/notebook-file.ts';
import { perform, wentAsTold } from './perform.ts';
import { renderActs } from './render/render-acts.ts';
import { renderList } from './render/render-list.ts';
import { renderQuestion, renderWhy } from './render/render-texts.ts';
import { renderVerdict } from './render/render-verdict.ts';
import { takeExperiment } from './take-experiment.ts';

/**
 * The command `pnpm experiment`.
 * @returns the exit code: 0 when all went as told, 1 when the machine did something else, 2 on bad usage
 */
export async function experimentCommand(args: readonly string[], courseDirectory: string): Promise<number> {
  const experiments = await listExperiments();
  try {
    const flags = readExperimentFlags(
      args,
      experiments.map(({ number }) => number),
    );
    if (flags.help) {
      console.log(USAGE);
      return 0;
    }
    const notebook = new NotebookFile(courseDirectory);
    const chosen = experiments.find(({ number }) => number === flags.number);
    if (!chosen && !flags.yes) {
      console.log(renderList(experiments, notebook.read(), lineWidth()));
      return 0;
    }
    if (flags.port !== undefined) await expectFree(flags.port);
    return await withCast(courseDirectory, (cast) =>
      chosen && !flags.yes
        ? ask(chosen, { cast, notebook, flags })
        : doAll(chosen ? [chosen] : experiments, cast, flags),
    );
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    console.error(error.message);
    return 2;
  }
}

/** @throws UsageFault when something has the port */
async function expectFree(port: number): Promise<void> {
  if (await isFreeForBoth(port)) return;
  throw new UsageFault(
    `Port ${port} cannot be had: something is bound to it, or it needs special rights. Without --port a free one is taken.`,
  );
}

async function withCast(courseDirectory: string, use: (cast: Cast) => Promise<number>): Promise<number> {
  const stagedDirectory = await mkdtemp(join(tmpdir(), 'socket-lab-'));
  try {
    return await use(await chooseCast({ courseDirectory, stagedDirectory }));
  } finally {
    await rm(stagedDirectory, { recursive: true, force: true, maxRetries: 5 }); // Windows holds the files of a program for a moment
  }
}

interface Asking {
  cast: Cast;
  notebook: NotebookFile;
  flags: ExperimentFlags;
}

async function ask(experiment: Experiment, { cast, notebook, flags }: Asking): Promise<number> {
  notebook.read(); // what is wrong with it is said before anything is asked
  using asking = await wayOfAsking(flags.plain);
  const end = await takeExperiment({
    experiment,
    cast,
    notebook,
    ask: asking,
    print: (text) => console.log(text),
    perform: () => perform(experiment, cast, flags.port),
  });
  if (end !== 'left') return end === 'as told' ? 0 : 1;
  const goOn = `Nothing was run. "pnpm experiment ${experiment.number}" goes on from here; with --yes it asks nothing.`;
  console.log(['', ...wrap(goOn, lineWidth())].join('\n'));
  return process.stdin.isTTY ? 0 : 2; // a job that forgot --yes has not done what it is for
}

async function wayOfAsking(plain: boolean): Promise<Ask> {
  if (plain || !isInteractive()) return askByLines(process.stdin, (text) => process.stdout.write(text));
  const { askByKeys } = await import('./ask/ask-by-keys.ts'); // only now: who types lines need not wait for it to load
  return askByKeys();
}

/** Without a question to anybody. */
async function doAll(experiments: readonly Experiment[], cast: Cast, { port }: ExperimentFlags): Promise<number> {
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
  console.log(summary(experiments, otherwise));
  return otherwise.length === 0 ? 0 : 1;
}

function summary({ length }: readonly Experiment[], otherwise: readonly number[]): string {
  if (otherwise.length === 0)
    return length === 1 ? 'It went as the text says.' : `All ${length} went as the text says.`;
  return `${length - otherwise.length} of ${length} went as the text says; not so: ${otherwise.join(', ')}.`;
}
