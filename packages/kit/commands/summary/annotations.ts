import { stripVTControlCharacters } from 'node:util';
import { firstParagraph } from '../../text/first-paragraph.ts';
import { failuresOf } from './tally.ts';
import type { TopicRun } from './topic-run.ts';

/** GitHub shows ten errors of a step. */
const MOST = 10;

/**
 * The failures as GitHub shows them beside the student's lines: the first of each program
 * (docs.github.com, _Workflow commands for GitHub Actions_: `::error file=…,line=…::`).
 */
export function annotations(runs: readonly TopicRun[]): string[] {
  const all = runs.flatMap((run) => {
    const seen = new Set<string>();
    return failuresOf(run).flatMap(({ check: { program, title }, message }) => {
      if (seen.has(program)) return [];
      seen.add(program);
      const file = `packages/${run.topic.id}/src/${program}.ts`;
      const line = lineIn(message, program);
      const place = line === undefined ? `file=${file}` : `file=${file},line=${line}`;
      return [`::error ${place},title=${property(title)}::${data(firstParagraph(stripVTControlCharacters(message)))}`];
    });
  });
  return all.slice(0, MOST);
}

/** The line that a failure points to, if it does: `src/server.ts:31`, of the gap or of an exception. */
function lineIn(message: string, program: string): string | undefined {
  return new RegExp(`src/${program}\\.ts:(\\d+)`).exec(message)?.[1];
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
