import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { arch, release, version } from 'node:os';
import { dirname } from 'node:path';
import { findCommand } from '@socket-lab/kit/confine/find-command';
import { canLendReads } from '@socket-lab/kit/confine/unprivileged';
import { writeAtomically } from '@socket-lab/kit/text/write-atomically';
import { z } from 'zod';
import { kernelSetting, USER_NAMESPACES } from './mend.ts';

const schema = z.record(z.string(), z.string());

/** What stands between a program and the machine at level bubblewrap. */
const COMMANDS = ['bwrap', 'nsenter', 'setpriv', 'prlimit', 'ldd'];
export const hasPassed = (path: string, level: string): boolean => read(path)[level] === circumstances();

/** Only a success is noted: what fails is tried again. */
export function notePassed(path: string, level: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeAtomically(path, `${JSON.stringify({ ...read(path), [level]: circumstances() }, null, 2)}\n`);
}

/** The kernel, when it was booted and what it allows, Node, the user, the commands as they are installed, this self-test. */
function circumstances(): string {
  const tools = COMMANDS.map(findCommand).filter((path) => path !== undefined);
  return [
    ...[release(), version(), arch(), bootId(), ...USER_NAMESPACES.map((name) => kernelSetting(name) ?? '-')],
    ...[process.version, `uid ${process.getuid?.()}${canLendReads() ? ' (reads all)' : ''}`],
    ...[...tools, new URL('self-test.ts', import.meta.url), new URL('probe.js', import.meta.url)].map(fingerprint),
  ].join(' ');
}

/** Other settings of the kernel can be others after a boot (random(4)). */
const bootId = (): string => kernelSetting('kernel.random.boot_id') ?? '';

function fingerprint(path: string | URL): string {
  const { size, mtimeMs } = statSync(path);
  return `${path}:${size}:${mtimeMs}`;
}

function read(path: string): Record<string, string> {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {};
  }
}
