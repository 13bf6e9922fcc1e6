import { styleText } from 'node:util';
import { count } from '../../text/phrases.ts';
import { columns } from '../../text/visible-text.ts';
import { wrap, wrapBehind } from '../../text/wrap.ts';
import type { Readiness } from './topic-readiness.ts';

export interface WholeReadiness {
  topics: Map<string, Readiness>;
  git: Readiness;
  /** Errors of types, a line each; or why nobody knows. */
  types: string[] | string;
}

const MOST_TYPES = 10;

export function isReady({ topics, git }: WholeReadiness): boolean {
  return [...topics.values(), git].every(({ faults }) => faults.length === 0);
}

export function renderReadiness(whole: WholeReadiness, width: number): string {
  const { topics, git, types } = whole;
  const parts = [...topics, ['git', git] as const];
  const labels = [...parts.map(([name]) => name), 'types'];
  const column = Math.max(...labels.map(columns)) + 2;
  const label = (name: string) => name.padEnd(column);
  const rows = [
    ...parts.map(([name, part]) => row(label(name), part, width)),
    ...wrapBehind(label('types'), typesInShort(types), width),
  ];
  const details = parts.flatMap(([name, { faults }]) => (faults.length > 0 ? [detail(name, faults, width)] : []));
  return [rows.join('\n'), ...details, ...typesInFull(types, width), verdict([...topics.values(), git])].join('\n\n');
}

function row(label: string, { state, faults, notes }: Readiness, width: number): string {
  const inShort = state === 'to mend' ? `${count(faults.length, 'thing')} to mend` : state;
  return wrapBehind(label, [`${inShort}.`, ...notes].join(' '), width).join('\n');
}

function detail(name: string, faults: readonly string[], width: number): string {
  return [styleText('bold', name), ...faults.flatMap((fault) => indented(fault, width))].join('\n');
}

/** The first line is words. Those behind it are places, each with its line and a caret under it, which have to stay as they are. */
function indented(fault: string, width: number): string[] {
  const [first = '', ...places] = fault.split('\n');
  const shown = places.flatMap((line) => (/^\S/.test(line) ? wrap(`    ${line}`, width) : [`  ${line}`.trimEnd()]));
  return [...wrap(`  ${first}`, width), ...shown];
}

function typesInShort(types: WholeReadiness['types']): string {
  if (typeof types === 'string') return `not looked at: ${types}`;
  return types.length === 0 ? 'no errors.' : `${count(types.length, 'error')}. Types are not graded.`;
}

function typesInFull(types: WholeReadiness['types'], width: number): string[] {
  if (typeof types === 'string' || types.length === 0) return [];
  const shown = types.slice(0, MOST_TYPES).flatMap((words) => wrap(`  ${words}`, width));
  const more = types.length > MOST_TYPES ? [`  … and ${types.length - MOST_TYPES} more: pnpm types`] : [];
  const head = `${styleText('bold', 'types')} are not graded, but what is wrong with one is often wrong when it runs`;
  return [[head, ...shown, ...more].join('\n')];
}

function verdict(parts: readonly Readiness[]): string {
  const toMend = parts.reduce((sum, { faults }) => sum + faults.length, 0);
  if (toMend > 0) return `${count(toMend, 'thing')} to mend before you hand this in.`;
  const isNothing = parts.slice(0, -1).every(({ state }) => state === 'nothing yet');
  return isNothing ? 'There is nothing to hand in yet.' : 'Grading would take all of it as it is.';
}
