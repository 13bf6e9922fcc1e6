import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const EXPERIMENT = fileURLToPath(new URL('..', import.meta.url));
const PACKAGES = fileURLToPath(new URL('../../../..', import.meta.url));
/** Shorter lines, such as `socket.close();`, are anybody's. */
const LEAST_TELLING = 26;

/** The lines of a solution that stood in its gaps. */
function gapLines(source: string): string[] {
  const gaps = [...source.matchAll(/^ *\/\/ gap \d+.*?^ *\/\/ end gap$/gms)].map(([gap]) => gap);
  return gaps.flatMap((gap) => gap.split('\n').map((line) => line.trim())).filter((line) => !line.startsWith('//'));
}

const solutions = readdirSync(PACKAGES)
  .map((topic) => join(PACKAGES, topic, 'solution'))
  .filter(existsSync)
  .flatMap((folder) => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')));

// This ships in the handout, and a handout has no solutions to compare with.
test.skipIf(solutions.length === 0)('no line of the experiments stood in a gap of a solution', () => {
  const telling = new Set(solutions.flatMap(gapLines).filter((line) => line.length >= LEAST_TELLING));
  expect(telling.size).toBeGreaterThan(0);
  const files = readdirSync(EXPERIMENT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const given = files.flatMap((name) =>
    readFileSync(join(EXPERIMENT, name), 'utf8')
      .split('\n')
      .filter((line) => telling.has(line.trim()))
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(given).toEqual([]);
});
