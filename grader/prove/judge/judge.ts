import type { TopicFacts } from '../facts/topic-facts.ts';
import { folderFaults } from '../facts/topic-folder.ts';
import { type Proof, proof } from '../proof.ts';
import { judgeTranscripts } from '../transcripts/judge-transcripts.ts';
import type { Evidence } from './evidence.ts';
import { judgeChecks, judgeGaps } from './judge-checks.ts';
import { judgeMutants, judgeRightPrograms, judgeStarter } from './judge-programs.ts';

export function judge(facts: TopicFacts, evidence: Evidence): Proof[] {
  const { topic } = facts;
  const ofFiles = [
    proof('folder', 'the folder has the shape of a topic', folderFaults(facts)),
    proof('starter', 'the starters are what the solutions say', facts.staleStarters),
  ];
  if ('fault' in topic) return ofFiles;
  if ('fault' in evidence.checks) {
    return [...ofFiles, proof('checks', 'the suites load', [`packages/${facts.id}: ${evidence.checks.fault}`])];
  }
  const { checks } = evidence;
  return [
    ...ofFiles,
    ...judgeGaps(facts, topic, checks),
    ...judgeChecks(facts, topic, checks, evidence),
    judgeStarter(facts, checks, evidence),
    ...judgeRightPrograms(facts, checks, evidence),
    ...judgeMutants(facts, checks, evidence),
    ...judgeTranscripts(facts, evidence),
  ];
}
