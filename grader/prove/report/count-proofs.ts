import type { Proof } from '../proof.ts';

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
