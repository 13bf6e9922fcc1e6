import { writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { styleText } from 'node:util';
import type { CheckRecording } from '../../check/recording.ts';
import { textOf } from '../../failure/message.ts';
import { renderFailure } from '../../failure/render-failure.ts';
import { sourceDigest } from '../../record/record-file.ts';
import { count, thousands } from '../../text/phrases.ts';
import { isInteractive, lineWidth } from '../../text/terminal.ts';
import { UsageError } from '../../text/usage-error.ts';
import { topicsNamed } from '../../topic/topics-named.ts';
import { pcapng } from '../../wire/pcap/pcapng.ts';
import { elide } from '../../wire/steps.ts';
import { isOnWire, type RecordedEvent, type Recording } from '../../wire/types.ts';
import { command } from '../command.ts';
import { seedOf } from '../flag-values.ts';
import { type ChosenCheck, checkNamed, lastFailed } from './choose-check.ts';
import { renderSteps, stepRows, tellSteps } from './render-steps.ts';
import type { Rerun } from './rerun.ts';
import { showBlocks } from './show-blocks.ts';

/** More steps than anybody looks at: of more, the middle is left out. */
const MOST_STEPS = 150;

const USAGE = `Usage: pnpm replay [TOPIC] [flags]

Runs the check that failed last once more, with the same seed, and shows step by step what went over the wire, what your
program printed, and where expectation and reality part. On a terminal ENTER shows the next step.

  TOPIC          the last failure of this topic
  --check TITLE  this check instead, whether it failed or not
  --seed N       another seed
  --pcap FILE    writes the wire as a pcapng file, too, for Wireshark or tshark
  --plain        all steps at once, in sentences, for a screen reader or a file
  --help

Exit code: 0 when the check passes now, 1 when it does not, 2 when there is nothing to replay, or bad usage.`;

export default command({
  name: 'replay',
  usage: USAGE,
  options: {
    check: { type: 'string' },
    seed: { type: 'string' },
    pcap: { type: 'string' },
    plain: { type: 'boolean' },
  },
  words: { one: 'topic' },
  async run({ flags: { check, plain = false, pcap, ...flags }, words, courseDirectory, workingDirectory }) {
    const seed = flags.seed === undefined ? undefined : seedOf(flags.seed);
    const topics = topicsNamed(words, courseDirectory);
    const chosen = check === undefined ? lastFailed(topics) : checkNamed(check, topics);
    console.log(`${styleText('bold', chosen.topic.id)}: “${chosen.title}”, once more`);
    for (const line of beforehand(chosen)) console.log(line);
    const { rerun } = await import('./rerun.ts'); // only now: vitest and esbuild take a moment to load
    const again = await rerun(chosen, seed);
    console.log(verdict(again, chosen));
    if (pcap !== undefined) await writeCapture(resolve(workingDirectory, pcap), again, chosen, workingDirectory);
    if (again.outcome.recorded) await show(again, again.outcome.recorded, plain);
    console.log(`\n${ending(again)}`);
    return again.outcome.status === 'passed' ? 0 : 1;
  },
});

function beforehand({ topic, record }: ChosenCheck): string[] {
  if (record?.status !== 'failed' || record.source === sourceDigest(topic, record.program)) return [];
  return [`src/${record.program}.ts has changed since this check failed: what you see is the file as it is now.`];
}

function verdict({ outcome, seed }: Rerun, { record }: ChosenCheck): string {
  switch (outcome.status) {
    case 'passed':
      return record?.status === 'failed' ? 'It passes now.' : 'It passes.';
    case 'failed':
      return `It fails${record?.status === 'failed' ? ' again' : ''} (seed ${seed}).`;
    default:
      return `It does not come as far as to pass or to fail: it is ${outcome.status}.`;
  }
}

async function show({ check, outcome }: Rerun, recorded: CheckRecording, plain: boolean): Promise<void> {
  const onWire = recorded.recording.events.filter(isOnWire);
  const areMore = new Set(onWire.map(({ conversation }) => conversation)).size > 1;
  const peer = (conversation: number) => (areMore ? `peer ${conversation}` : 'peer');
  const rows = stepRows(recorded, { program: check.program, peer, width: lineWidth() });
  const all = plain ? tellSteps(rows, lineWidth()) : renderSteps(rows, lineWidth());
  const { first, omitted, last } = elide(all, MOST_STEPS);
  const blocks = [...first, ...(omitted > 0 ? [`(${count(omitted, 'step')} left out)`] : []), ...last];
  console.log(`\n${count(all.length, 'step')}; times in milliseconds since the check began.\n`);
  if (isInteractive() && !plain && outcome.status !== 'passed') {
    await showBlocks(blocks, { input: process.stdin, output: process.stdout });
  } else {
    console.log(blocks.join('\n'));
  }
}

function ending({ check, outcome }: Rerun): string {
  const { status, failure, recorded } = outcome;
  if (status === 'passed') return 'All steps went as the check expects.';
  const layout = recorded?.failure ? { width: lineWidth(), areStepsShown: true } : {};
  return failure ? renderFailure(failure, layout, check) : '';
}

/** @param from where the user stands @throws UsageError when the file cannot be written */
async function writeCapture(
  file: string,
  { check, outcome, seed }: Rerun,
  { topic }: ChosenCheck,
  from: string,
): Promise<void> {
  const { recorded } = outcome;
  if (!recorded?.recording.events.some(isOnWire)) {
    console.log('Nothing went over the wire, so no capture is written.');
    return;
  }
  const about = `${topic.id}, ${check.program}: “${check.title}”, seed ${seed}: ${outcome.status}`;
  const bytes = pcapng(annotated(recorded), about);
  const shown = relative(from, file);
  try {
    await writeFile(file, bytes);
  } catch (error) {
    throw new UsageError(`${shown} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
  }
  console.log(
    `${shown} has the wire (${thousands(bytes.length)} bytes). Open it with Wireshark, or: tshark -r ${JSON.stringify(shown)}`,
  );
}

function annotated({ recording, failure }: CheckRecording): Recording {
  const { events } = recording;
  const fails = events.findIndex(({ kind }) => kind === 'fails');
  const conversation = events.slice(0, fails).findLast(isOnWire)?.conversation ?? 1;
  const noted = events.map((event, index): RecordedEvent => {
    const text = `Here the check failed: ${textOf(failure?.summary ?? '')}`;
    return index === fails ? { kind: 'note', atMs: event.atMs, conversation, text } : event;
  });
  return { ...recording, events: noted };
}
