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
const ROOM = 'A room of the kit imports only the rooms before it in packages/kit/biome.jsonc.';

/** Where an import stands, what it imports, and what Biome says; no words when it may stand there. */
const CASES: [folder: string, module: string, fault?: string][] = [
  ['packages/kit/peers', 'node:net'],
  ['packages/kit/peers', 'execa'],
  ['packages/kit/peers', '../wire/types.ts'],
  ['packages/kit/commands/try', '../../../../grader/jobs/run-jobs.ts', KIT],
  ['packages/kit/commands', '../../udp-pair/solution/server.ts', KIT],
  ['packages/kit/check', '../../../grader/jobs/run-jobs.ts', ROOM],
  ['packages/kit/check', '../../udp-pair/src/server.ts', ROOM],
  [
    'packages/kit/check',
    '@socket-lab/grader/x',
    "Dependency @socket-lab/grader isn't specified in packages/kit/package.json.",
  ],
  ['packages/kit/check', 'udp-pair', "Dependency udp-pair isn't specified in packages/kit/package.json."],
  ['packages/kit/text', './wrap.ts'],
  ['packages/kit/text', '../wire/types.ts', ROOM],
  ['packages/kit/wire', '../text/wrap.ts'],
  ['packages/kit/wire', './pcap/blocks.ts', ROOM],
  ['packages/kit/wire', '../failure/failure.ts', ROOM],
  ['packages/kit/wire/pcap', '../types.ts'],
  ['packages/kit/wire/pcap', '../../record/record-file.ts', ROOM],
  ['packages/kit/failure', '../wire/types.ts'],
  ['packages/kit/failure', '../confine/level.ts', ROOM],
  ['packages/kit/failure', './diagnosis/keep-failure.ts', ROOM],
  ['packages/kit/failure/diagnosis', '../failure.ts'],
  ['packages/kit/failure/diagnosis', '../../check/judge.ts', ROOM],
  ['packages/kit/confine', '../failure/failure.ts'],
  ['packages/kit/confine', '../topic/topic.ts', ROOM],
  ['packages/kit/topic', '../confine/limits.ts'],
  ['packages/kit/topic', '../submission/code-of.ts', ROOM],
  ['packages/kit/submission', './guard/write-guard.ts'],
  ['packages/kit/submission', '../program/program.ts', ROOM],
  ['packages/kit/submission/guard', '../shortcuts/bindings.ts'],
  ['packages/kit/submission/guard', '../code-of.ts', ROOM],
  ['packages/kit/submission/shortcuts', '../compile/words-at.ts'],
  ['packages/kit/submission/shortcuts', '../read-compiled.ts', ROOM],
  ['packages/kit/submission/compile', '../guard/write-guard.ts', ROOM],
  ['packages/kit/program', '../submission/code-of.ts'],
  ['packages/kit/program', '../peers/tcp.ts', ROOM],
  ['packages/kit/peers', '../expect/expect-ending.ts', ROOM],
  ['packages/kit/expect', '../peers/tcp.ts'],
  ['packages/kit/expect', './http/cut.ts', ROOM],
  ['packages/kit/expect/http', '../expect-ending.ts'],
  ['packages/kit/expect/http', '../ntp/packet.ts', ROOM],
  ['packages/kit/expect/http', '../../check/check.ts', ROOM],
  ['packages/kit/check', '../suites/run-suites.ts', ROOM],
  ['packages/kit/suites', '../record/record-file.ts', ROOM],
  ['packages/kit/record', '../commands/run-command.ts', ROOM],
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

/** What Biome says of each file. */
const said = new Map<string, string>();

beforeAll(() => {
  const { vcs: _, ...config } = JSON.parse(readFileSync(join(COURSE, 'biome.json'), 'utf8'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(scratch, path)), { recursive: true });
    writeFileSync(join(scratch, path), text);
  };
  for (const [index, [folder, module]] of CASES.entries()) write(pathOf(folder, index), `import '${module}';\n`);
  for (const name of ['packages/kit/biome.jsonc', 'packages/kit/package.json', 'grader/package.json']) {
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
