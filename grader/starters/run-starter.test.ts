import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stagePrograms } from '@socket-lab/kit/submission/stage-programs';
import { execa, type Options } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeStarter } from './make-starter.ts';

const COURSE_DIRECTORY = fileURLToPath(new URL('../..', import.meta.url));

/** Its gaps stand where starters break easily: an initializer, a return value, a callback, code behind an open gap. */
const SOLUTION = `import net from 'node:net';

interface Flags {
  port: number;
}

const flags: Flags = { port: Number(process.argv[2]) };
// gap 1: create the server; it calls \`serve\`
// starter: const server: net.Server = todo(1);
const server = net.createServer(serve);
// end gap
server.listen(flags.port, () => {
  console.log(greeting());
  server.close();
});

function serve(socket: net.Socket): void {
  socket.end();
}

function greeting(): string {
  const { port } = server.address() as net.AddressInfo;
  // gap 2: return the ready line
  return \`ready on \${port}\`;
  // end gap
}
`;

const starter = makeStarter({ program: 'server', path: 'packages/demo/solution/server.ts', text: SOLUTION });
/** As a student has it after the first gap, with lines of their own above the second. */
const halfDone = starter.replace(
  /const server: net\.Server = todo.*\n/,
  'const server = net.createServer(\n  // mine\n  serve,\n);\n',
);
const TODO_1 = 'TODO 1 is still open: create the server (src/server.ts:9)\n';
const TODO_2 = 'TODO 2 is still open: return the ready line (src/server.ts:25)\n';

let topic: string;
beforeAll(async () => {
  // With a blank and an accent, as the folders of students have.
  topic = join(await mkdtemp(join(tmpdir(), 'socket-lab ñ ')), 'demo');
  await mkdir(join(topic, 'src'), { recursive: true });
  await writeFile(join(topic, 'package.json'), '{ "type": "module" }\n');
});
afterAll(() => rm(join(topic, '..'), { recursive: true }));

test('a starter type-checks under the strict tsconfig', async () => {
  await writeFile(join(topic, 'src/server.ts'), starter);
  await writeFile(join(topic, 'src/half-done.ts'), halfDone);
  const tsconfig = {
    extends: join(COURSE_DIRECTORY, 'tsconfig.json'),
    compilerOptions: { typeRoots: [join(COURSE_DIRECTORY, 'node_modules/@types')] },
    include: ['src'],
  };
  await writeFile(join(topic, 'tsconfig.json'), JSON.stringify(tsconfig));
  expect(await run('tsc', ['--project', topic])).toEqual({ stdout: '', stderr: '', exitCode: 0 });
});

test.each([
  ['untouched', starter, TODO_1],
  ['half done', halfDone, TODO_2],
])('a starter that is %s says which TODO is open and where, run by tsx and as staged', async (_name, text, stderr) => {
  await writeFile(join(topic, 'src/server.ts'), text);
  const expected = { stdout: '', stderr, exitCode: 1 };
  expect(await run('tsx', ['src/server.ts', '0'])).toEqual(expected);

  const stagedDirectory = join(topic, 'staged');
  const program = { title: 'the server', transport: 'tcp', gaps: {} } as const;
  await stagePrograms({
    topic: { id: 'demo', directory: topic, title: 'Demo', programs: { server: program } },
    sourceDirectory: join(topic, 'src'),
    stagedDirectory,
  });
  expect(await run(process.execPath, ['--enable-source-maps', join(stagedDirectory, 'src/server.js'), '0'])).toEqual(
    expected,
  );
});

async function run(command: string, args: string[]) {
  const options = { cwd: topic, preferLocal: true, localDir: COURSE_DIRECTORY, reject: false } satisfies Options;
  const { stdout, stderr, exitCode } = await execa(command, args, { ...options, stripFinalNewline: false });
  return { stdout, stderr, exitCode };
}
