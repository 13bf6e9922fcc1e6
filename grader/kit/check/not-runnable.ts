import { printableLines } from '../words/printable.ts';
import type { RenderOptions } from '../words/render-failure.ts';
import { syntaxHint } from '../words/syntax-hint.ts';
import { who } from '../words/who.ts';
import { wrap, wrapBehind } from '../words/wrap.ts';

/**
 * What a student reads of a program that cannot even start: the first fault and its place, the line and a caret, what to do.
 * @param fault as staging words it: `src/server.ts:14:9: Expected ")" but found ";"` and the lines below it
 */
export function notRunnable(program: string, fault: string, { width = 100, ascii }: RenderOptions = {}): string {
  const [first = '', ...rest] = printableLines(fault, { ascii });
  const hint = syntaxHint(fault);
  return [
    ...wrap(`${who(program)} cannot start: ${first}`, width),
    ...(rest.length > 0 ? ['', ...rest] : []),
    ...(hint === '' ? [] : ['', ...wrapBehind('Hint: ', hint, width)]),
  ].join('\n');
}
