import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { findCommand } from './find-command.ts';
import { asRunner, canLendReads, isRoot, OWN_UID, withoutRights } from './unprivileged.ts';

const run = promisify(execFile);
/** Asks with access(2), then opens the file. */
const LOOK = 'id -u; test -r "$0" && echo there; cat "$0"; echo more 2>&- >>"$0" || true';

async function secretOfRoot(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'root ñ '));
  onTestFinished(() => rm(folder, { recursive: true }));
  await chmod(folder, 0o700);
  const secret = join(folder, 'secret');
  await writeFile(secret, 'contents\n', { mode: 0o600 });
  return secret;
}

async function look(line: string[], secret: string): Promise<string> {
  const [file = '', ...args] = [...line, 'sh', '-c', LOOK, secret];
  const { stdout } = await run(file, args).catch((error: { stdout: string }) => error);
  return stdout;
}

test.runIf(process.platform === 'linux' && isRoot() && canLendReads())(
  "root's runner reads what root can read, and access(2) says so",
  async () => {
    const secret = await secretOfRoot();
    expect(await look(asRunner(), secret)).toBe(`${OWN_UID}\nthere\ncontents\n`);
    expect(await look([], secret), 'root writes as well').toBe('0\nthere\ncontents\n');
    expect(await look([], secret)).toBe('0\nthere\ncontents\nmore\n');
  },
);

test.runIf(process.platform === 'linux' && isRoot())("root's programs read nothing of root's", async () => {
  expect(await look(withoutRights(), await secretOfRoot())).toBe(`${OWN_UID}\n`);
});

test.runIf(process.platform === 'linux' && isRoot() && canLendReads())(
  'root in a container lends no right that it has not, and its runner starts',
  async () => {
    const asked = `import { asRunner, canLendReads } from ${JSON.stringify(new URL('unprivileged.ts', import.meta.url))};
      console.log(JSON.stringify([canLendReads(), asRunner()]));`;
    const container = ['--inh-caps=-dac_read_search', '--bounding-set=-dac_read_search', '--'];
    const inContainer = (...line: string[]) => run(findCommand('setpriv') ?? '', [...container, ...line]);
    const { stdout } = await inContainer(process.execPath, '--input-type=module', '-e', asked);
    const [lends, line] = JSON.parse(stdout) as [boolean, string[]];
    expect(lends).toBe(false);
    expect((await inContainer(...line, 'id', '-u')).stdout).toBe(`${OWN_UID}\n`);
  },
);
