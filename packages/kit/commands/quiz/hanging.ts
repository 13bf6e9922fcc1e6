import { lineWidth } from '../../text/terminal.ts';
import { wrapBehind } from '../../text/wrap.ts';

/** Text in lines for something of `indent` columns that will stand before it: all but the first are indented as much. */
export function hanging(indent: number, text: string): string {
  return wrapBehind(' '.repeat(indent), text, lineWidth()).join('\n').slice(indent);
}
