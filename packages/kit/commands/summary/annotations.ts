import type { KeptFailure } from '../../failure/kept-failure.ts';
import { headline } from '../../failure/render-failure.ts';
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
    return failuresOf(run).flatMap(({ check: { program, title }, failure }) => {
      if (seen.has(program)) return [];
      seen.add(program);
      const file = `packages/${run.topic.id}/src/${program}.ts`;
      const line = lineIn(failure, program);
      const place = line === undefined ? `file=${file}` : `file=${file},line=${line}`;
      return [`::error ${place},title=${property(title)}::${data(headline(failure))}`];
    });
  });
  return all.slice(0, MOST);
}

/** The line that a failure points to, if it does: `src/server.ts:31`, of the gap or of an exception. */
function lineIn(failure: KeptFailure, program: string): string | undefined {
  const places = [headline(failure), failure.crash?.place ?? '', `${failure.gap?.file}:${failure.gap?.line}`];
  const inFile = new RegExp(`src/${program}\\.ts:(\\d+)`);
  return places.map((place) => inFile.exec(place)?.[1]).find((line) => line !== undefined);
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
