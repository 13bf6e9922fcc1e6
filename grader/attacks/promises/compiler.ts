import { execFileSync } from 'node:child_process';
import { esbuildPath } from '@socket-lab/kit/submission/compile/run-esbuild';
import { atEveryLevel, type Evidence, type SubmissionAttack, type Traces } from '../attack.ts';
import { handsIn } from '../course/submission.ts';

const MIB = 1024 * 1024;
const COMPILES = { stoppedBy: atEveryLevel('compiler in a process with limits'), evidence: wasCompiled };

export const attacks: Record<string, SubmissionAttack> = {
  'grows-an-enum': {
    tries: 'has the compiler work out an enum that doubles a text again and again: 1 KB become terabytes',
    ...COMPILES,
    without: 'esbuild alone, and doubled 20 times only',
    submit: handsIn(doubling(40)),
    control: async () => compileAlone(doubling(20)),
  },
  'nests-blocks': {
    tries: 'nests blocks so deep that the compiler’s indentation alone fills the disk',
    ...COMPILES,
    without: 'esbuild alone, and 3,000 deep only',
    submit: handsIn(nested(30_000)),
    control: async () => compileAlone(nested(3_000)),
  },
};

function doubling(times: number): string {
  const members = Array.from({ length: times }, (_, n) => `B${n + 1} = B${n} + B${n}`);
  return `enum E { B0 = 'aaaaaaaaaaaaaaaa', ${members.join(', ')} }\nconsole.log(E.B${times});\n`;
}

function nested(depth: number): string {
  return `${'{'.repeat(depth)}console.log(1)${'}'.repeat(depth)}\n`;
}

/** It came through the compiler: nothing says that it did not. */
function wasCompiled({ words, status }: Traces): Evidence {
  return status === 'graded' && /cannot be compiled|does not/.test(words) ? undefined : 'compiled';
}

/** Compiles by esbuild with no limit. Evidence is more than 16 MiB of output. */
function compileAlone(source: string): Evidence {
  const compiled = execFileSync(esbuildPath(), ['--loader=ts'], { input: source, maxBuffer: 256 * MIB });
  const mib = Math.floor(compiled.length / MIB);
  return compiled.length > 16 * MIB ? `${source.length} bytes became ${mib} MiB` : undefined;
}
