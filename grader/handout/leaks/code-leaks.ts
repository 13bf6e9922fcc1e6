import { parseSync, Visitor } from 'oxc-parser';
import type { Detector } from './find-leaks.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Lighter bodies, such as `socket.close()`, stand everywhere. A part of a body needs more. */
const LEAST_WEIGHT = { whole: 6, part: 9 };
/** Tokens in a row that two files rarely share by chance. */
const WINDOW = 24;
/** Of a hidden file every eighth window is looked for: copies have many. */
const STRIDE = 8;
/** Hidden and public suites of one topic share 5 in 100, whoever copies a file shares nearly all. */
const LEAST_SHARE = 0.2;
const LEAST_WINDOWS = 3;

export interface Body {
  /** Where it opens: `packages/echo-service/solution/server.ts:47`. */
  from: string;
  gap: number;
  lines: readonly string[];
}

export interface HiddenFile {
  path: string;
  text: string;
  /** `a mutant`, `a hidden suite` … */
  what: string;
}

/** Finds the bodies of gaps, whole or in part, also respaced or renamed; not what `given` texts, the starters, give. */
export function gapBodies(bodies: readonly Body[], given: readonly string[]): Detector {
  const givenCode = given.map((text) => stretchOf(tokensOf(text)));
  const wanted = bodies
    .flatMap(({ from, gap, lines }) => stretchesIn(lines).map((each) => ({ ...each, from, gap })))
    .filter(({ stretch }) => givenCode.every((code) => findStretch(code, stretch) === undefined));
  return ({ path, text }) => {
    const readings = readingsOf(path, text);
    const told = new Set<string>();
    return wanted.flatMap(({ stretch, part, from, gap }) => {
      if (told.has(from)) return [];
      const line = readings.map((reading) => findStretch(reading, stretch)).find((found) => found !== undefined);
      if (line === undefined) return [];
      told.add(from);
      return [{ line, what: `${part}the body of gap ${gap} stands here (${from})` }];
    });
  };
}

/** The whole body first, then its parts: from each line on, as few as weigh enough. Each as it stands and as JavaScript. */
function stretchesIn(lines: readonly string[]): { stretch: Stretch; part: string }[] {
  const texts = new Set([lines.join('\n'), withoutTypes(lines.join('\n'))]);
  const forms = [...texts].map((text) => text.split('\n'));
  const parts = forms.flatMap((form) => form.flatMap((_, first) => heavyPart(form.slice(first)) ?? []));
  return [
    ...forms.map(codeOf).flatMap((stretch) => (weight(stretch) >= LEAST_WEIGHT.whole ? [{ stretch, part: '' }] : [])),
    ...parts.map((stretch) => ({ stretch, part: 'a part of ' })),
  ];
}

function heavyPart(lines: readonly string[]): Stretch | undefined {
  for (let end = 1; end <= lines.length; end += 1) {
    const stretch = codeOf(lines.slice(0, end));
    if (weight(stretch) >= LEAST_WEIGHT.part) return stretch;
  }
  return undefined;
}

function codeOf(lines: readonly string[]): Stretch {
  return stretchOf(tokensOf(lines.join('\n')));
}

/** Finds copies of hidden files, whole or in good part, also respaced or renamed; not what `given` texts share. */
export function copies(hidden: readonly HiddenFile[], given: readonly string[]): Detector {
  const givenWindows = new Set(
    given.flatMap((text) => windowsOf(stretchOf(tokensOf(text)), 1).map(({ window }) => window)),
  );
  const owners = new Map<string, number[]>();
  const totals = hidden.map(({ text }, index) => {
    const own = new Set(windowsOf(stretchOf(tokensOf(text)), STRIDE).map(({ window }) => window));
    const telling = [...own].filter((window) => !givenWindows.has(window));
    for (const window of telling) owners.set(window, [...(owners.get(window) ?? []), index]);
    return telling.length;
  });
  return ({ path, text }) => {
    const found = readingsOf(path, text)
      .flatMap((reading) => windowsOf(reading, 1))
      .flatMap(({ window, line }) => (owners.get(window) ?? []).map((index) => ({ index, window, line })));
    const shares = [...Map.groupBy(found, ({ index }) => index)].map(([index, all]) => {
      const count = new Set(all.map(({ window }) => window)).size;
      return { file: hidden[index], line: all[0]?.line ?? 1, count, share: count / (totals[index] ?? 1) };
    });
    // Of all mutants of a program, which are much alike, the one that was copied.
    const [most] = shares
      .filter(({ share, count }) => share >= LEAST_SHARE && count >= LEAST_WINDOWS)
      .sort((a, b) => b.share - a.share);
    if (!most?.file) return [];
    const percent = Math.round(most.share * 100);
    return [{ line: most.line, what: `${percent} % of ${most.file.what} stands here (${most.file.path})` }];
  };
}

function windowsOf({ tokens, shape }: Stretch, stride: number): { window: string; line: number }[] {
  const count = Math.floor(Math.max(0, shape.length - WINDOW + stride) / stride);
  return Array.from({ length: count }, (_, index) => ({
    window: shape.slice(index * stride, index * stride + WINDOW),
    line: tokens[index * stride]?.line ?? 1,
  }));
}

/** The detectors look at one text after the other, each of them: the last one is read once. */
let last: { path: string; text: string; readings: Stretch[] } = { path: '', text: '', readings: [] };

/** As code and as a comment; of a file that is no code also as prose, where a backquote opens no template. */
function readingsOf(path: string, text: string): Stretch[] {
  if (last.path !== path || last.text !== text) {
    const texts = /\.[cm]?[jt]s$/.test(path) ? [text] : [text, withoutBackquotes(text)];
    const readings = texts.flatMap((each) => [tokensOf(each), tokensOf(each, 'read')]).map(stretchOf);
    last = { path, text, readings };
  }
  return last.readings;
}

/** Line for line the same text. In a fenced block they stay, unless one is without its other. */
function withoutBackquotes(text: string): string {
  const parts = text.split(/^([ \t]*(?:```|~~~).*)$/m); // text, fence, block, fence, text …
  return parts
    .map((part, index) => {
      if (index % 2 === 1) return '';
      return index % 4 === 2 && part.split('`').length % 2 === 1 ? part : part.replaceAll('`', ' ');
    })
    .join('');
}

interface Stretch {
  tokens: readonly Token[];
  /** A character for each token, the same for all names: two stretches of one shape differ in their names at most. */
  shape: string;
}

const letters = new Map<string, string>();

function stretchOf(tokens: readonly Token[]): Stretch {
  return { tokens, shape: tokens.map(({ kind, text }) => (kind === 'name' ? '\0' : letterOf(text))).join('') };
}

function letterOf(text: string): string {
  const letter = letters.get(text) ?? String.fromCharCode(letters.size + 1);
  letters.set(text, letter);
  return letter;
}

/** On which line a stretch stands in another, its names perhaps renamed, each to one other. */
function findStretch({ tokens, shape }: Stretch, wanted: Stretch): number | undefined {
  for (let at = shape.indexOf(wanted.shape); at >= 0; at = shape.indexOf(wanted.shape, at + 1)) {
    if (isRenaming(tokens.slice(at, at + wanted.tokens.length), wanted.tokens)) return tokens[at]?.line;
  }
  return undefined;
}

function isRenaming(tokens: readonly Token[], others: readonly Token[]): boolean {
  const there = new Map<string, string>();
  const back = new Map<string, string>();
  return tokens.every(({ kind, text }, index) => {
    const other = others[index]?.text ?? '';
    if (kind !== 'name') return true;
    if (!there.has(text) && !back.has(other)) {
      there.set(text, other);
      back.set(other, text);
    }
    return there.get(text) === other && back.get(other) === text;
  });
}

/** How much a stretch tells: what nobody can rename counts 1, names and operators half, brackets and commas nothing. */
function weight({ tokens }: Stretch): number {
  const weights = tokens.map(({ kind, text }) => {
    if (kind === 'telling') return text === '""' ? 0 : 1;
    return kind === 'name' || !/^[()[\]{}.,:]$/.test(text) ? 0.5 : 0;
  });
  return weights.reduce((sum: number, each) => sum + each, 0);
}

/** A piece of TypeScript as JavaScript; as it stands when it does not parse as the body of a function. */
function withoutTypes(text: string): string {
  const head = 'async function* piece() { for (;;) {';
  const { program, errors } = parseSync('piece.ts', `${head}${text}\n} }`);
  if (errors.length > 0) return text;
  const types: { start: number; end: number }[] = [];
  const add = ({ start, end }: { start: number; end: number }) => types.push({ start, end });
  const addTail = ({ expression, end }: { expression: { end: number }; end: number }) =>
    add({ start: expression.end, end });
  new Visitor({
    TSTypeAnnotation: add,
    TSTypeParameterInstantiation: add,
    TSTypeParameterDeclaration: add,
    TSAsExpression: addTail,
    TSSatisfiesExpression: addTail,
    TSNonNullExpression: addTail,
  }).visit(program);
  return types
    .map(({ start, end }) => [start - head.length, end - head.length] as const)
    .sort(([a], [b]) => b - a)
    .reduce(
      (left, [start, end]) => left.slice(0, start) + left.slice(start, end).replaceAll(/[^\n]/g, '') + left.slice(end),
      text,
    );
}
