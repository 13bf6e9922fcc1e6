import { syntaxHint } from '../failure/syntax-hint.ts';
import { programLabel } from '../text/phrases.ts';
import { printableLines } from '../text/printable.ts';
import type { RenderOptions } from '../text/terminal.ts';
import { wrap, wrapBehind } from '../text/wrap.ts';

/**
 * What a student reads of a program that cannot even start: the first fault and its place, the line and a caret, what to do.
 * @param fault as staging words it: `src/server.ts:14:9: Expected ")" but found ";"` and the lines below it
 */
export function notRunnable(program: string, fault: string, { width = 100, ascii }: RenderOptions = {}): string {
  const [first = '', ...rest] = printableLines(fault, { ascii });
  const hint = syntaxHint(fault);
  return [
    ...wrap(`${programLabel(program)} cannot start: ${first}`, width),
    ...(rest.length > 0 ? ['', ...rest] : []),
    ...(hint === '' ? [] : ['', ...wrapBehind('Hint: ', hint, width)]),
  ].join('\n');
}
