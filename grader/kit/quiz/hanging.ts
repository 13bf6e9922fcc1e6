import { wrapBehind } from '../words/wrap.ts';
import { lineWidth } from './line-width.ts';

/** Text in lines for something of `indent` columns that will stand before it: all but the first are indented as much. */
export function hanging(indent: number, text: string): string {
  return wrapBehind(' '.repeat(indent), text, lineWidth()).join('\n').slice(indent);
}
