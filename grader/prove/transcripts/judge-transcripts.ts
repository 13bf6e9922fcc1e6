import type { KeptFailure } from '@socket-lab/kit/failure/kept-failure';
import { type Hints, renderFailure, sentencesOf } from '@socket-lab/kit/failure/render-failure';
import type { TopicFacts } from '../facts/topic-facts.ts';
import { type Evidence, verdictOf } from '../judge/evidence.ts';
import type { MutantHeader, ProgramFacts } from '../mutants/program-header.ts';
import { aboutMutant, keptTranscripts } from '../mutants/transcript-page.ts';
import { type Proof, proof } from '../proof.ts';
import { normalise } from './normalise.ts';

/** How many lines of each side a diff shows. */
const SHOWN = 6;
const UPDATE = 'Run "pnpm check --update", then read it.';

/** A mutant that is caught, and what its student reads today: the message of the check that caught it. */
export interface Caught {
  mutant: ProgramFacts<MutantHeader>;
  header: MutantHeader;
  failure: KeptFailure;
  check: Hints;
  text: string;
}

export function caughtMutants(facts: TopicFacts, { outcomes, checks }: Evidence): Caught[] {
  return facts.mutants.flatMap((mutant) => {
    if ('fault' in mutant.reading) return [];
    const { header } = mutant.reading;
    const { status, failure } = verdictOf(outcomes.get(`mutant ${mutant.name}`), header.caughtBy);
    const check = 'fault' in checks ? {} : (checks.find(({ id }) => id === header.caughtBy) ?? {});
    if (status !== 'failed') return [];
    return [{ mutant, header, failure, check, text: normalise(renderFailure(failure, {}, check)) }];
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

/** The misconception that a failure says it looks as if. */
export function diagnosisOf({ diagnosis }: KeptFailure): string | undefined {
  return diagnosis?.id.split('/')[0];
}

/** Whether a failure shows another diagnosis than its mutant names. Of one that varies it may be missing at times. */
export function isOtherDiagnosis({ header, failure }: Caught): boolean {
  const shown = diagnosisOf(failure);
  return shown !== header.looksAs && !(shown === undefined && header.varies !== undefined);
}

function faults(facts: TopicFacts, { checks }: Evidence, caught: Caught): string[] {
  const { mutant, header, failure, text } = caught;
  const { name, file } = mutant;
  const found: string[] = [];
  if (isOtherDiagnosis(caught)) {
    const [shown = 'nothing', named = 'nothing'] = [diagnosisOf(failure), header.looksAs];
    found.push(`${file}: ${name} looks as if "${shown}", and its line "looks as if" says "${named}". ${UPDATE}`);
  }
  const declared = 'fault' in checks ? undefined : checks.find(({ id }) => id === header.caughtBy);
  const [gap, due] = [gapInWords(failure.gap?.number), gapInWords(declared?.gap)];
  // A forbidden shortcut fails every check alike: its failure names the line instead of a gap.
  if (declared && gap !== due && !failure.lines)
    found.push(`${file}: the failure of ${name} points at ${gap}, and its check is of ${due}.`);
  const golden = facts.transcripts.get(name);
  if (!golden) return found;
  const page = pageOf(facts.id, name);
  if (golden.about !== aboutMutant(header)) found.push(`${page}: ${name} has another fault or check now. ${UPDATE}`);
  if (readsAs(golden.text, caught, facts)) return found;
  const diff = shortDiff(golden.text, text).map((line) => `\n    ${line}`);
  return [...found, `${page}: ${name} is stale. ${UPDATE} At ${diff.join('').trimStart()}`];
}

function gapInWords(gap: number | undefined): string {
  return gap === undefined ? 'no gap' : `gap ${gap}`;
}

/**
 * Whether a golden transcript has every sentence that is read today: what the wire and the output show beside them depends on how
 * the system cut the bytes and who was faster. Where that decides what a mutant comes to, the advice alone counts.
 */
export function readsAs(golden: string, caught: Caught, { isElsewhere }: TopicFacts): boolean {
  const { whatItDid, whatToDo } = sentencesOf(caught.failure, caught.check);
  const isChance = caught.header.varies !== undefined || isElsewhere;
  const text = steady(golden);
  return [...(isChance ? [] : whatItDid), ...whatToDo].every((sentence) => text.includes(steady(sentence)));
}

/** What a failure says, in one line, without what differs from one run to the next. */
export function wordingOf({ failure, check }: Caught): string {
  const { whatItDid, whatToDo } = sentencesOf(failure, check);
  return steady([...whatItDid, ...whatToDo].join(' '));
}

/** A text in one line, without ports, times, and the sizes of what the system cut. */
function steady(text: string): string {
  return normalise(text)
    .replace(/\b\d{1,3}(?:,\d{3})+\b|\b\d{4,}\b/g, 'MANY')
    .replace(/\s+/g, ' ')
    .trim();
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
