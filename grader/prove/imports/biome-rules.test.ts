import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const COURSE = fileURLToPath(new URL('../../..', import.meta.url));
const BIOME = join(COURSE, 'node_modules/@biomejs/biome/bin/biome');
const scratch = mkdtempSync(join(tmpdir(), 'socket-lab-'));
afterAll(() => rmSync(scratch, { recursive: true }));
const KIT = 'The kit imports nothing of the grader and no topic: it ships in the handout.';
const GRADER = 'The grader imports no topic, which it reads as a folder, and the kit by its name.';
const SUITE = 'A suite imports only @socket-lab/kit, vitest, and files of its topic beside it or in tests/.';

/** Where an import stands, what it imports, and what Biome says; no words when it may stand there. */
const CASES: [folder: string, module: string, fault?: string][] = [
  ['packages/kit/peers', 'node:net'],
  ['packages/kit/peers', 'execa'],
  ['packages/kit/peers', '../wire/types.ts'],
  ['packages/kit/commands/try', '../../../../grader/jobs/run-jobs.ts', KIT],
  ['packages/kit/commands', '../../udp-pair/solution/server.ts', KIT],
  ['packages/kit/check', '../../../grader/jobs/run-jobs.ts', KIT],
  ['packages/kit/check', '../../udp-pair/src/server.ts', KIT],
  ['packages/kit/check', '@socket-lab/grader/x', KIT],
  ['packages/kit/check', 'udp-pair', "Dependency udp-pair isn't specified in packages/kit/package.json."],
  ['packages/kit/expect', '../peers/tcp.ts'],
  ['grader/jobs', '@socket-lab/kit/topic/topic'],
  ['grader/jobs', '../../packages/udp-pair/src/server.ts', GRADER],
  ['grader/jobs', 'echo-service/solution/server.ts', "Dependency echo-service isn't specified in grader/package.json."],
  ['packages/udp-pair/hidden', '@socket-lab/kit'],
  ['packages/udp-pair/hidden', '@socket-lab/kit/check/types'],
  ['packages/udp-pair/hidden', 'vitest'],
  ['packages/udp-pair/hidden', './wire.ts'],
  ['packages/udp-pair/hidden', '../tests/wire.ts'],
  ['packages/udp-pair/hidden', 'node:net', SUITE],
  ['packages/udp-pair/hidden', '../solution/server.ts', SUITE],
  ['packages/udp-pair/hidden', '@socket-lab/kitchen', SUITE],
  ['packages/udp-pair/hidden', '../../tcp-pair/tests/wire.ts', SUITE],
  ['packages/udp-pair/tests', '../hidden/wire.ts', SUITE],
];
const pathOf = (folder: string, index: number) => `${folder}/case-${index}.ts`;
const said = new Map<string, string>();

beforeAll(() => {
  const { vcs: _, ...config } = JSON.parse(readFileSync(join(COURSE, 'biome.json'), 'utf8'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(scratch, path)), { recursive: true });
    writeFileSync(join(scratch, path), text);
  };
  for (const [index, [folder, module]] of CASES.entries()) write(pathOf(folder, index), `import '${module}';\n`);
  for (const name of ['packages/kit/package.json', 'grader/package.json']) {
    cpSync(join(COURSE, name), join(scratch, name));
  }
  write('biome.json', JSON.stringify(config));
  for (const { location, message } of diagnostics()) said.set(location.path, message);
});

function diagnostics(): { location: { path: string }; message: string }[] {
  try {
    execFileSync(process.execPath, [BIOME, 'lint', '--reporter=json', '--max-diagnostics=none', '.'], {
      cwd: scratch,
      stdio: 'pipe',
    });
    return [];
  } catch (error) {
    return JSON.parse(String((error as { stdout: Buffer }).stdout)).diagnostics;
  }
}

test.each(CASES.map(([folder, module, fault], index) => ({ folder, module, fault, index })))(
  'in $folder: $module',
  ({ folder, fault, index }) => {
    expect(said.get(pathOf(folder, index))).toBe(fault);
  },
);
