import type { Detector } from './finding.ts';

/** The right answers to a question. */
export interface RightAnswers {
  /** The question: `half-close`. */
  id: string;
  /** Each as one would write it: `b`, `[a, d]`, `remoteAddress`. */
  accept: readonly string[];
  /** `packages/echo-service/hidden/quiz-key.yaml` */
  from: string;
}

/**
 * Finds a question by its id with its right answer behind it, in YAML, JSON or a list: `half-close: b`, also with `accept:` on
 * the next line.
 */
export function quizAnswers(answers: readonly RightAnswers[]): Detector {
  const byId = Map.groupBy(answers, ({ id }) => id);
  return ({ text }) => {
    const lines = text.split('\n');
    return lines.flatMap((line, index) => {
      const [, id = '', rest = ''] = /^\W*([\w-]+)["'`]?\s*[:=|]\s*(.*)$/.exec(line) ?? [];
      const said = plain(rest === '' ? (/^\W*accept["']?\s*:\s*(.*)$/.exec(lines[index + 1] ?? '')?.[1] ?? '') : rest);
      const right = byId.get(id)?.find(({ accept }) => said !== '' && accept.some((each) => plain(each) === said));
      return right ? [{ line: index + 1, what: `the right answer to "${id}" stands here (${right.from})` }] : [];
    });
  };
}

/** Without a comment, quotation marks, brackets, blanks. */
function plain(text: string): string {
  return text
    .replace(/\s+#.*$/, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}.]/gu, '');
}
