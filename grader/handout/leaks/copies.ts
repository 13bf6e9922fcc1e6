import { shapeOf } from './find-stretch.ts';
import type { Detector } from './finding.ts';
import { readingsOf } from './readings.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Tokens in a row that two files rarely share by chance. */
const WINDOW = 24;
/** Of a hidden file every eighth window is looked for: copies have many. */
const STRIDE = 8;
/** Hidden and public suites of one topic share 5 in 100, whoever copies a file shares nearly all. */
const LEAST_SHARE = 0.2;
const LEAST_WINDOWS = 3;

/** A file that must not leave. */
export interface HiddenFile {
  path: string;
  text: string;
  /** `a mutant`, `a hidden suite` … */
  what: string;
}

/**
 * Finds copies of hidden files, whole or in good part, however they are spaced and whatever their names have become.
 *
 * @param given texts that students have by the course's own decision: what a mutant shares with a starter says nothing
 */
export function copies(hidden: readonly HiddenFile[], given: readonly string[]): Detector {
  const givenWindows = new Set(
    given.flatMap((text) => windowsOf(tokensOf(text, 'left out'), 1).map(({ window }) => window)),
  );
  const owners = new Map<string, number[]>();
  const totals = hidden.map(({ text }, index) => {
    const own = new Set(windowsOf(tokensOf(text, 'left out'), STRIDE).map(({ window }) => window));
    const telling = [...own].filter((window) => !givenWindows.has(window));
    for (const window of telling) owners.set(window, [...(owners.get(window) ?? []), index]);
    return telling.length;
  });
  return ({ path, text }) => {
    const found = new Map<number, { lines: number[]; windows: Set<string> }>();
    for (const { window, line } of readingsOf(path, text).flatMap((tokens) => windowsOf(tokens, 1))) {
      for (const index of owners.get(window) ?? []) {
        const each = found.get(index) ?? { lines: [], windows: new Set() };
        found.set(index, each);
        each.lines.push(line);
        each.windows.add(window);
      }
    }
    const shares = [...found].map(([index, { lines, windows }]) => ({
      file: hidden[index],
      line: lines[0] ?? 1,
      count: windows.size,
      share: windows.size / (totals[index] ?? 1),
    }));
    // Of all mutants of a program, which are much alike, the one that was copied.
    const [most] = shares
      .filter(({ share, count }) => share >= LEAST_SHARE && count >= LEAST_WINDOWS)
      .sort((a, b) => b.share - a.share);
    if (!most?.file) return [];
    const percent = Math.round(most.share * 100);
    return [{ line: most.line, what: `${percent} % of ${most.file.what} stands here (${most.file.path})` }];
  };
}

function windowsOf(tokens: readonly Token[], stride: number): { window: string; line: number }[] {
  const shape = shapeOf(tokens);
  const count = Math.floor(Math.max(0, shape.length - WINDOW + stride) / stride);
  return Array.from({ length: count }, (_, index) => ({
    window: shape.slice(index * stride, index * stride + WINDOW),
    line: tokens[index * stride]?.line ?? 1,
  }));
}
