import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TopicFacts } from '../facts/topic-facts.ts';
import type { Evidence } from '../judge/evidence.ts';
import { aboutMutant, keptTranscripts, parsePage, printPage, type Transcript } from '../mutants/transcript-page.ts';
import {
  type Caught,
  caughtMutants,
  diagnosisOf,
  isOtherDiagnosis,
  needless,
  pageOf,
  readsAs,
} from './judge-transcripts.ts';

/**
 * Makes the lines `looks as if` of the mutants and their golden transcripts what a student reads today.
 *
 * @returns the paths of the files that changed, in order; `facts` has what is new
 */
export function updateTranscripts(courseDirectory: string, facts: TopicFacts, evidence: Evidence): string[] {
  const pathOf = (file: string) => join(courseDirectory, file);
  const changed = new Set<string>();
  const caught = caughtMutants(facts, evidence);
  const diagnosedAnew = new Set(caught.filter(isOtherDiagnosis));
  for (const { mutant, header, failure } of diagnosedAnew) {
    const shown = diagnosisOf(failure);
    const file = mutant.file.replace(/:\d+$/, '');
    const heading = file.endsWith('.diff') ? `### ${mutant.name.slice(header.program.length + 1)}` : undefined;
    writeFileSync(pathOf(file), withLooksAs(readFileSync(pathOf(file), 'utf8'), heading, shown));
    if (shown === undefined) delete header.looksAs;
    else header.looksAs = shown;
    changed.add(file);
  }

  const kept = keptTranscripts(facts);
  const isNew = (each: Caught) => {
    const golden = facts.transcripts.get(each.mutant.name);
    if (diagnosedAnew.has(each)) return true;
    return golden?.about !== aboutMutant(each.header) || !readsAs(golden.text, each, facts);
  };
  const now = caught
    .filter((each) => kept.has(each.mutant.name) && isNew(each))
    .map(({ mutant: { name }, header, text }): [string, Transcript] => [name, { about: aboutMutant(header), text }]);
  const gone = needless(facts);
  for (const page of new Set([...now.map(([name]) => name), ...gone].map((name) => pageOf(facts.id, name)))) {
    // What this machine cannot show stays as it is on its page.
    const transcripts = existsSync(pathOf(page)) ? parsePage(readFileSync(pathOf(page), 'utf8')) : new Map();
    const here = (name: string) => pageOf(facts.id, name) === page;
    const inPage = (name: string) => name.slice(name.indexOf('/') + 1);
    for (const name of gone.filter(here)) transcripts.delete(inPage(name));
    for (const [name, transcript] of now.filter(([name]) => here(name))) transcripts.set(inPage(name), transcript);
    const program = /([^/]+)\.transcripts\.md$/.exec(page)?.[1] ?? '';
    writeFileSync(pathOf(page), printPage(program, transcripts));
    changed.add(page);
  }
  for (const name of gone) facts.transcripts.delete(name);
  for (const [name, transcript] of now) facts.transcripts.set(name, transcript);
  return [...changed].sort();
}

/**
 * The same file, in which a mutant's last line of its head says what it looks as if.
 *
 * @param heading of its section; none when the mutant is a file of its own
 */
function withLooksAs(text: string, heading: string | undefined, id: string | undefined): string {
  const sign = heading === undefined ? '//' : '#';
  const lines = text.split('\n');
  const start = heading === undefined ? 0 : lines.findIndex((line) => line.trimEnd() === heading) + 1;
  const length = lines.slice(start).findIndex((line) => !line.startsWith(`${sign} `));
  const head = lines.slice(start, start + length).filter((line) => !line.startsWith(`${sign} looks as if:`));
  const said = id === undefined ? [] : [`${sign} looks as if: ${id}`];
  return [...lines.slice(0, start), ...head, ...said, ...lines.slice(start + length)].join('\n');
}
