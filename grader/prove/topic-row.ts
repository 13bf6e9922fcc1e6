import type { TopicFacts } from './facts/topic-facts.ts';
import { type Evidence, verdictOf } from './judge/evidence.ts';
import type { Proof, ProofKind } from './proof.ts';

export const COLUMNS = [
  'topic',
  'checks',
  'solution',
  'starter',
  'mutants caught',
  'variants passed',
  'transcripts',
  'quiz',
];

export function topicRow(facts: TopicFacts, evidence: Evidence | undefined, proofs: Proof[]): string[] {
  const checks = evidence && !('fault' in evidence.checks) ? evidence.checks : [];
  const pointsOf = (student: string) =>
    checks
      .filter(({ id }) => verdictOf(evidence?.outcomes.get(student), id).status === 'passed')
      .reduce((sum, { points }) => sum + points, 0);
  const all = checks.reduce((sum, { points }) => sum + points, 0);
  const share = (kind: ProofKind, total: number) => {
    const proven = proofs.filter((each) => each.kind === kind && each.findings.length === 0).length;
    return `${proven}/${total}`;
  };
  return [
    facts.id,
    String(checks.length),
    `${pointsOf('solution')}/${all}`,
    `${pointsOf('starter')}/${all}`,
    share('mutant', facts.mutants.length),
    share('variant', facts.variants.length),
    share('transcript', facts.mutants.length),
    share('question', proofs.filter(({ kind }) => kind === 'question').length),
  ];
}
