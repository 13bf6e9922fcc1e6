export interface Proof {
  kind: ProofKind;
  /** What is claimed, as a line of the report: `mutant server-one-write-only is caught`. */
  claim: string;
  /** Why it is not proven, one line each with the file in it; empty when it is proven. */
  findings: string[];
}

type OfFiles = 'folder' | 'gaps' | 'imports' | 'scripts' | 'links' | 'quiz' | 'question';
export type ProofKind = OfFiles | 'starter' | 'checks' | 'solution' | 'mutant' | 'transcript' | 'variant' | 'repeat';

export function proof(kind: ProofKind, claim: string, findings: Iterable<string>): Proof {
  return { kind, claim, findings: [...findings] };
}

export interface ProofCounts {
  proven: number;
  notProven: number;
}

export function countProofs(proofs: Proof[]): ProofCounts {
  const notProven = proofs.filter(({ findings }) => findings.length > 0).length;
  return { proven: proofs.length - notProven, notProven };
}

export function unproven(proofs: Proof[]): string[] {
  return proofs
    .filter(({ findings }) => findings.length > 0)
    .flatMap(({ claim, findings }) => [`Not proven: ${claim}.`, ...findings.map((finding) => `  ${finding}`), '']);
}
