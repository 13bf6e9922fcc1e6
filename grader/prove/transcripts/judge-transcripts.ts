import type { TopicFacts } from '../facts/topic-facts.ts';
import { diagnosisIn } from '../judge/diagnosis.ts';
import { type Evidence, verdictOf } from '../judge/evidence.ts';
import type { MutantHeader, ProgramFacts } from '../mutants/program-header.ts';
import { aboutMutant, keptTranscripts } from '../mutants/transcript-page.ts';
import { type Proof, proof } from '../proof.ts';
import { essence } from './essence.ts';
import { normalise } from './normalise.ts';

/** How many lines of each side a diff shows. */
const SHOWN = 6;
const UPDATE = 'Run "pnpm check --update", then read it.';

/** A mutant that is caught, and what its student reads today: the message of the check that caught it. */
export interface Caught {
  mutant: ProgramFacts<MutantHeader>;
  header: MutantHeader;
  text: string;
}

export function caughtMutants(facts: TopicFacts, { outcomes }: Evidence): Caught[] {
  return facts.mutants.flatMap((mutant) => {
    if ('fault' in mutant.reading) return [];
    const { header } = mutant.reading;
    const { status, message } = verdictOf(outcomes.get(`mutant ${mutant.name}`), header.caughtBy);
    return status === 'failed' ? [{ mutant, header, text: normalise(message) }] : [];
  });
}

/** The path of the page with a mutant's golden transcript. */
export function pageOf(topic: string, mutant: string): string {
  return `packages/${topic}/mutants/${mutant.split('/')[0]}.transcripts.md`;
}

/**
 * Each mutant's failure has the diagnosis that the mutant names, and points at the gap of its check; where its transcript
 * is kept it reads as it did. No transcript is missing, and none is kept for nothing.
 */
export function judgeTranscripts(facts: TopicFacts, evidence: Evidence): Proof[] {
  const caught = caughtMutants(facts, evidence);
  const kept = keptTranscripts(facts);
  const missing = caught
    .filter(({ mutant: { name } }) => kept.has(name) && !facts.transcripts.has(name))
    .map(({ mutant: { name } }) => `${pageOf(facts.id, name)} does not have ${name}. ${UPDATE}`);
  return [
    ...caught.map((each) =>
      proof('transcript', `the failure of ${each.mutant.name} reads as it did`, faults(facts, evidence, each)),
    ),
    proof('folder', 'the transcripts are those that are kept', [
      ...(areAllRead(facts) ? missing : []),
      ...needless(facts).map(
        (name) =>
          `${pageOf(facts.id, name)}: ${name} is gone, or its check has another example. Run "pnpm check --update".`,
      ),
    ]),
  ];
}

/** The transcripts that are kept for nothing: their mutant is gone, or another one is the example of its check. */
export function needless(facts: TopicFacts): string[] {
  const kept = areAllRead(facts) ? keptTranscripts(facts) : new Set(facts.mutants.map(({ name }) => name));
  return [...facts.transcripts.keys()].filter((name) => !kept.has(name));
}

/** Of a mutant that cannot be read it is not known whose example it is. */
function areAllRead({ mutants }: TopicFacts): boolean {
  return mutants.every(({ reading }) => 'header' in reading);
}

/** The mutants whose failure says something else than it did. */
export function staleTranscripts(facts: TopicFacts, evidence: Evidence): string[] {
  const caught = caughtMutants(facts, evidence);
  return caught.filter((each) => faults(facts, evidence, each).length > 0).map(({ mutant }) => mutant.name);
}

/** Whether a failure shows another diagnosis than its mutant names. Of one that varies it may be missing at times. */
export function isOtherDiagnosis({ header, text }: Caught): boolean {
  const shown = diagnosisIn(text);
  return shown !== header.looksAs && !(shown === undefined && header.varies !== undefined);
}

function faults(facts: TopicFacts, { checks }: Evidence, caught: Caught): string[] {
  const { mutant, header, text } = caught;
  const { name, file } = mutant;
  const found: string[] = [];
  if (isOtherDiagnosis(caught)) {
    const [shown = 'nothing', named = 'nothing'] = [diagnosisIn(text), header.looksAs];
    found.push(`${file}: ${name} looks as if "${shown}", and its line "looks as if" says "${named}". ${UPDATE}`);
  }
  const declared = 'fault' in checks ? undefined : checks.find(({ id }) => id === header.caughtBy);
  const [gap, due] = [gapInWords(gapIn(text)), gapInWords(declared?.gap)];
  if (declared && gap !== due && !namesLine(text))
    found.push(`${file}: the failure of ${name} points at ${gap}, and its check is of ${due}.`);
  const golden = facts.transcripts.get(name);
  if (!golden) return found;
  const page = pageOf(facts.id, name);
  if (golden.about !== aboutMutant(header)) found.push(`${page}: ${name} has another fault or check now. ${UPDATE}`);
  const same = header.varies !== undefined || facts.isElsewhere ? whatToDo : essence;
  if (same(golden.text) === same(text)) return found;
  const diff = shortDiff(golden.text, text).map((line) => `\n    ${line}`);
  return [...found, `${page}: ${name} is stale. ${UPDATE} At ${diff.join('').trimStart()}`];
}

/** A forbidden shortcut fails every check alike: the failure names its line instead of a gap. */
function namesLine(transcript: string): boolean {
  return /^src\/\S+:\d+:\d+: /m.test(transcript);
}

function gapInWords(gap: number | undefined): string {
  return gap === undefined ? 'no gap' : `gap ${gap}`;
}

/** The number of the gap that a failure points at. */
function gapIn(transcript: string): number | undefined {
  const [where = ''] = transcript.slice(transcript.lastIndexOf('\nLook at ')).split('\nHint: ');
  const number = /^ Look at .*?\bgap (\d+) \(/.exec(where.replace(/\s+/g, ' '))?.[1];
  return number === undefined ? undefined : Number(number);
}

/** The end of a transcript: where to look, and the hint. It is the same whatever raced. */
function whatToDo(transcript: string): string {
  return transcript.slice(Math.max(0, transcript.search(/^(?:Look at|Hint: )/m)));
}

/** Where two texts differ, from the first line that differs to the last: `-` the lines of `before`, `+` those of `after`. */
function shortDiff(before: string, after: string): string[] {
  const old = before.trimEnd().split('\n');
  const now = after.trimEnd().split('\n');
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  return [
    `line ${start + 1}:`,
    ...shown('-', old.slice(start, old.length - end)),
    ...shown('+', now.slice(start, now.length - end)),
  ];
}

function shown(sign: string, lines: string[]): string[] {
  const more = lines.length - SHOWN;
  return [
    ...lines.slice(0, SHOWN).map((line) => `${sign} ${line}`),
    ...(more > 0 ? [`${sign} … and ${more} more`] : []),
  ];
}
