import { z } from 'zod';
import { textTable } from '../class/class-table.ts';

const figures = z.object({ wall: z.number(), cpu: z.number().optional() }); // In seconds.

/** A figure beside what it is measured against, in one run. */
const row = z.object({
  id: z.string(),
  what: z.string(),
  is: figures,
  against: z.object({ what: z.string(), ...figures.shape }).optional(),
  /** What the target is about: `wall` or `cpu` over that of `against`; a number of its own without it. */
  ratio: z
    .object({ of: z.enum(['wall', 'cpu', 'seconds', 'exponent', 'MiB']), value: z.number(), atMost: z.number() })
    .optional(),
});

/** What `pnpm bench --json` writes. */
export const benchReport = z.object({
  schemaVersion: z.literal(1),
  node: z.string(),
  cores: z.number(),
  isolation: z.string(),
  /** What accounts for processor time: `rusage` leaves out what was killed before its parent had waited for it. */
  accounting: z.enum(['cgroup', 'rusage']),
  rows: z.array(row),
});
export type BenchRow = z.infer<typeof row>;
export type BenchReport = z.infer<typeof benchReport>;

export function benchTable({ rows }: BenchReport): string {
  const cells = rows.map(({ what, is, against, ratio }) => [
    what,
    shown(is),
    against ? `${shown(against)} ${against.what}` : '',
    ratio ? `${ratio.of} ${ratio.value.toFixed(2)}` : '',
    ratio ? `≤ ${ratio.atMost}: ${ratio.value <= ratio.atMost ? 'met' : 'not met'}` : '',
  ]);
  return textTable(['what', 'wall, CPU', 'against', 'ratio or figure', 'target'], cells);
}

const shown = ({ wall, cpu }: z.infer<typeof figures>): string =>
  cpu === undefined ? `${wall.toFixed(2)} s` : `${wall.toFixed(2)} s, ${cpu.toFixed(2)} s`;
