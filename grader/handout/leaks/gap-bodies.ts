import { findStretch, type Haystack, haystackOf } from './find-stretch.ts';
import type { Detector } from './finding.ts';
import { readingsOf } from './readings.ts';
import { type Token, tokensOf } from './tokens.ts';
import { withoutTypes } from './without-types.ts';

/**
 * A whole body that weighs this much is a solution; lighter ones are lines such as `socket.close()`, which stand everywhere, in
 * lessons on purpose. Lines of a longer body need more, since they are a part only.
 */
const LEAST_WEIGHT = { whole: 6, part: 9 };

/** A gap that students fill. */
export interface Body {
  /** Where it opens: `packages/echo-service/solution/server.ts:47`. */
  from: string;
  gap: number;
  lines: readonly string[];
}

/**
 * Finds the bodies of gaps, whole or in part, however they are spaced and whatever their names have become.
 *
 * @param given texts that students have by the course's own decision: a starter may give what another one asks for
 */
export function gapBodies(bodies: readonly Body[], given: readonly string[]): Detector {
  const givenTokens = given.map((text) => haystackOf(tokensOf(text, 'left out')));
  const stretches = bodies
    .flatMap(stretchesOf)
    .filter(({ stretch }) => givenTokens.every((tokens) => findStretch(tokens, stretch) === undefined));
  return ({ path, text }) => {
    const haystacks = readingsOf(path, text).map(haystackOf);
    const told = new Set<string>();
    return stretches.flatMap(({ stretch, what, from }) => {
      if (told.has(from)) return [];
      const line = haystacks.map((haystack) => findStretch(haystack, stretch)).find((found) => found !== undefined);
      if (line === undefined) return [];
      told.add(from);
      return [{ line, what: `${what} stands here (${from})` }];
    });
  };
}

interface Stretch {
  stretch: Haystack;
  what: string;
  from: string;
}

/** The whole body first, then its parts; each as it stands and as JavaScript. */
function stretchesOf({ from, gap, lines }: Body): Stretch[] {
  const forms = [...new Set([lines.join('\n'), withoutTypes(lines.join('\n'))])].map((text) => text.split('\n'));
  const whole = forms.map((form) => tokensOf(form.join('\n'), 'left out'));
  const parts = forms.flatMap(heavyParts);
  return [
    ...whole.filter((tokens) => weight(tokens) >= LEAST_WEIGHT.whole).map((tokens) => ({ tokens, what: 'the body' })),
    ...parts.map((tokens) => ({ tokens, what: 'a part of the body' })),
  ].map(({ tokens, what }) => ({ stretch: haystackOf(tokens), what: `${what} of gap ${gap}`, from }));
}

/** From each line on, as few lines as weigh enough. */
function heavyParts(lines: readonly string[]): Token[][] {
  return lines.flatMap((_, first) => {
    for (let end = first + 1; end <= lines.length; end += 1) {
      const tokens = tokensOf(lines.slice(first, end).join('\n'), 'left out');
      if (weight(tokens) >= LEAST_WEIGHT.part) return [tokens];
    }
    return [];
  });
}

/** How much a stretch tells: what nobody can rename counts 1, names and operators half, brackets and commas nothing. */
export function weight(tokens: readonly Token[]): number {
  const weights = tokens.map(({ kind, text }) => {
    if (kind === 'telling') return text === '""' ? 0 : 1;
    return kind === 'name' || !/^[()[\]{}.,:]$/.test(text) ? 0.5 : 0;
  });
  return weights.reduce((sum: number, each) => sum + each, 0);
}
