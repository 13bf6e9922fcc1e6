import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const COURSE = join(import.meta.dirname, '..');
const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync(join(COURSE, 'package.json'), 'utf8'));

test.each(['grader/main.ts', 'packages/kit/commands/main.js'])(
  'each script that starts %s names a command of it',
  {
    timeout: 60_000,
  },
  (main) => {
    const { status, stdout } = spawnSync(process.execPath, [main, '--help'], { cwd: COURSE, encoding: 'utf8' });
    expect(status).toBe(0);
    const commands = [...stdout.matchAll(/^ {2}pnpm (\S+)/gm)].map(([, name]) => name);
    const called = Object.values(scripts).flatMap((script) => script.split(`node ${main} `)[1]?.split(' ')[0] ?? []);
    expect(called.length).toBeGreaterThan(4);
    expect(commands).toEqual(expect.arrayContaining(called));
  },
);
