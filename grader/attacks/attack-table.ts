import { printable } from '@socket-lab/kit/text/printable';
import { textTable } from '../class/class-table.ts';
import type { Tried } from './run-attacks.ts';

/** So much of an evidence is shown, in characters. */
const SHOWN = 60;

/** A row for each attack: the layer that stopped it, or how it got through; and how it succeeds without that layer. */
export function attackTable(tried: readonly Tried[]): string {
  const rows = tried.map(({ name, attack: { without = 'level none' }, verdict }) => {
    if (verdict.state === 'skipped') return [name, `skipped: ${verdict.reason}`, ''];
    const { layer, succeeded, control } = verdict;
    return [
      name,
      succeeded === undefined ? layer : `NOT STOPPED: ${shown(succeeded)}`,
      control === undefined ? `DOES NOT SUCCEED, ${without}` : `${without}: ${shown(control)}`,
    ];
  });
  return textTable(['attack', 'stopped by', 'control'], rows);
}

function shown(evidence: string): string {
  const line = printable(evidence.replace(/\s+/g, ' ').trim());
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}

type AttackCounts = Record<'stopped' | 'notStopped' | 'withoutControl' | 'skipped', number>;

export function countAttacks(tried: readonly Tried[]): AttackCounts {
  const counts: AttackCounts = { stopped: 0, notStopped: 0, withoutControl: 0, skipped: 0 };
  for (const { verdict } of tried) {
    if (verdict.state === 'skipped') counts.skipped++;
    else if (verdict.succeeded !== undefined) counts.notStopped++;
    else if (verdict.control === undefined) counts.withoutControl++;
    else counts.stopped++;
  }
  return counts;
}

export function countsInWords({ stopped, notStopped, withoutControl, skipped }: AttackCounts): string {
  return `${stopped} attacks stopped, ${notStopped} not stopped, ${withoutControl} without a control that succeeds, ${skipped} skipped`;
}
