import { wordsAt } from './words-at.ts';

/** What esbuild prints of an error: `✘ [ERROR] TEXT`, an empty line, and `    in/src/server.ts:1:12:`, columns in bytes from 0. */
const ERROR = /^✘ \[ERROR\] (.*)\n(?:\n {4}\S+:(\d+):(\d+):$)?/gm;

/** Each error as `src/server.ts:14:9: Expected ")" but found ";"`, with the line, and a caret under the place. */
export function errorsInWords(messages: string, file: string, source: string): string {
  const errors = [...messages.matchAll(ERROR)].map(([, text = '', line, column]) => {
    if (line === undefined) return `${file}: ${text}`;
    const start = Buffer.from(source.split(/\r\n|[\r\n\u2028\u2029]/)[Number(line) - 1] ?? '')
      .subarray(0, Number(column))
      .toString();
    return wordsAt({ file, line: Number(line), column: start.length }, text, source);
  });
  return errors.join('\n\n');
}
