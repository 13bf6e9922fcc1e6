import { z } from 'zod';
import { textTable } from '../class/class-table.ts';

type Figure = 'is.wall' | 'is.MiB' | 'ratio.wall' | 'ratio.cpu' | 'exponent.wall';
type Row = readonly [part: string, what: string, against?: string, target?: Figure, atMost?: number];

/** What is measured, in which part, against what in the same run, and the target of which figure. */
export const ROWS = {
  starter: ['student', 'starter tested', 'bare vitest run', 'ratio.cpu', 1.5],
  'first-line': ['student', 'its first line', 'bare first line', 'is.wall', 0.5],
  solution: ['student', 'solution tested', 'bare vitest run'],
  save: ['save', 'save to result', 'the command', 'is.wall', 1],
  'level-none': ['levels', 'empty at none', 'plain spawn'],
  'level-node': ['levels', 'at node', 'empty at none'],
  'level-bubblewrap': ['levels', 'at bubblewrap', 'empty at none'],
  'class-empty': ['class', 'class', 'empty programs'],
  'class-client': ['class', 'class', 'echo clients', 'ratio.cpu', 1.9],
  'class-node-test': ['class', 'class', 'node --test'],
  'first-result': ['class', 'first result', 'class', 'is.wall', 5],
  're-grade': ['class', 'nothing changed', 'class'],
  'one-changed': ['class', 'one changed', 'class'],
  growth: ['growth', '200 small jobs', '10 (exponent)', 'exponent.wall', 1.05],
  memory: ['memory', '14,000 jobs, MiB', undefined, 'is.MiB', 400],
} as const satisfies Record<string, Row>;

export type RowId = keyof typeof ROWS;
export type Part = (typeof ROWS)[RowId][0];
export type RowsOf<P extends Part> = { [Id in RowId]: (typeof ROWS)[Id][0] extends P ? Id : never }[RowId];
export const PARTS: readonly Part[] = [...new Set(Object.values(ROWS).map(([part]) => part))];

const figures = z.object({ wall: z.number(), cpu: z.number(), MiB: z.number(), launches: z.number() }).partial();
type Figures = z.infer<typeof figures>; // Seconds of the clock and of the processors, MiB, a count.

const row = z.object({
  id: z.enum(Object.keys(ROWS) as [RowId]),
  what: z.string(),
  is: figures,
  against: figures.extend({ what: z.string() }).optional(),
  ratio: figures.optional(), // Of the two.
  exponent: figures.optional(), // Of growth.
  target: z.object({ figure: z.string(), atMost: z.number() }).optional(),
});
export type BenchRow = z.infer<typeof row>;

/** What `pnpm bench --json` writes. */
export const benchReport = z
  .object({
    schemaVersion: z.literal(2),
    node: z.string(),
    cores: z.number(),
    isolation: z.string(),
    /** What accounts for processor time: `rusage` leaves out what was killed before its parent had waited for it. */
    accounting: z.enum(['cgroup', 'rusage', 'none']),
    students: z.number(), // Of the class.
    rows: z.array(row),
  })
  .refine(
    ({ accounting, rows }) => accounting !== 'cgroup' || rows.every(({ is }) => 'wall' in is === 'cpu' in is),
    'A row has no processor time.',
  );
export type BenchReport = z.infer<typeof benchReport>;

/** What is found for a row. A processor time that is not known is NaN, and left out. */
export type Found = { is: Figures; against?: Figures; exponent?: Figures };

export function rowOf(id: RowId, { is, against, exponent }: Found): BenchRow {
  const [, what, than = '', figure, atMost]: Row = ROWS[id];
  const over = (of: 'wall' | 'cpu') => (is[of] ?? Number.NaN) / (against?.[of] ?? Number.NaN);
  return {
    ...{ id, what, is: known(is) },
    ...(against && {
      against: { what: than, ...known(against) },
      ratio: known({ wall: over('wall'), cpu: over('cpu') }),
    }),
    ...(exponent && { exponent: known(exponent) }),
    ...(figure && atMost && { target: { figure, atMost } }),
  };
}

const known = ({ cpu, ...rest }: Figures): Figures => (Number.isFinite(cpu) ? { ...rest, cpu } : rest);

const HEADER = ['', 'wall s', 'CPU s', 'against', 'wall ×', 'CPU ×'];

export function benchTable(report: BenchReport): string {
  return `${textTable(HEADER, report.rows.map(cellsOf))}\n\n${legend(report)}`;
}

/** The same for README. */
export function benchMarkdown(report: BenchReport): string {
  const rows = [HEADER, HEADER.map(() => '---'), ...report.rows.map(cellsOf)];
  return `${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n\n${legend(report)}`;
}

function cellsOf(row: BenchRow): string[] {
  const cell = (of: 'is' | 'ratio' | 'exponent', figure: 'wall' | 'cpu' | 'MiB') => {
    const value = row[of]?.[figure];
    if (value === undefined) return '';
    const shown = value.toFixed(value < 10 ? 2 : 1);
    if (row.target?.figure !== `${of}.${figure}`) return shown;
    return `${shown} ${value <= row.target.atMost ? '≤' : '>'} ${row.target.atMost}`;
  };
  const is = [cell('is', row.is.MiB === undefined ? 'wall' : 'MiB'), cell('is', 'cpu')];
  const times = row.exponent ? 'exponent' : 'ratio';
  return [row.what, ...is, row.against?.what ?? '', cell(times, 'wall'), cell(times, 'cpu')];
}

const legend = ({ students, cores, node, isolation, accounting }: BenchReport): string =>
  `×: times what it is measured against; ≤: a target met; >: one missed.
Class: ${students} × echo-service, none alike; as many launches as its checks need.
${cores} cores, Node ${node}, level ${isolation}, CPU by ${accounting}.`;
