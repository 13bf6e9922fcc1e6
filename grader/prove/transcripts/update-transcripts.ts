import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TopicFacts } from '../facts/topic-facts.ts';
import type { Evidence } from '../judge/evidence.ts';
import { essence } from './essence.ts';
import { transcriptFile, transcriptsNow } from './judge-transcripts.ts';

/**
 * Makes the golden transcripts what a student reads today: writes those that changed, deletes those without a mutant.
 *
 * @returns the paths of the files that changed; `facts` has the new transcripts
 */
export function updateTranscripts(courseDirectory: string, facts: TopicFacts, evidence: Evidence): string[] {
  const changed: string[] = [];
  for (const [name, text] of transcriptsNow(facts, evidence)) {
    const golden = facts.transcripts.get(name);
    if (golden !== undefined && essence(golden) === essence(text)) continue;
    const file = transcriptFile(facts.id, name);
    mkdirSync(dirname(join(courseDirectory, file)), { recursive: true });
    writeFileSync(join(courseDirectory, file), text);
    facts.transcripts.set(name, text);
    changed.push(file);
  }
  for (const name of [...facts.transcripts.keys()]) {
    if (facts.mutants.some((mutant) => mutant.name === name)) continue;
    const file = transcriptFile(facts.id, name);
    rmSync(join(courseDirectory, file));
    facts.transcripts.delete(name);
    changed.push(file);
  }
  return changed;
}
