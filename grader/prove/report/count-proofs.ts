import type { Proof } from '../proof.ts';

/** How many claims are proven, and how many are not. */
export interface ProofCounts {
  proven: number;
  notProven: number;
}

export function countProofs(proofs: Proof[]): ProofCounts {
  const notProven = proofs.filter(({ findings }) => findings.length > 0).length;
  return { proven: proofs.length - notProven, notProven };
}

/** The lines that say what is not proven, and why. */
export function unproven(proofs: Proof[]): string[] {
  return proofs
    .filter(({ findings }) => findings.length > 0)
    .flatMap(({ claim, findings }) => [`Not proven: ${claim}.`, ...findings.map((finding) => `  ${finding}`), '']);
}
