import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHosts } from '@socket-lab/kit/expect/names/names';
import { expect, onTestFinished, test } from 'vitest';
import { writeOwnDatabases } from './own-databases.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'socket-lab-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test.runIf(existsSync('/etc/hosts'))("the machine's names stay, and one of both families comes to them", () => {
  const folder = newFolder();
  const hosts = readFileSync(writeOwnDatabases(folder, newFolder()).get('/etc/hosts') ?? '', 'utf8');
  expect(hosts.startsWith(readFileSync('/etc/hosts', 'utf8').trimEnd())).toBe(true);
  expect(parseHosts(hosts)).toContainEqual({ name: 'both.socket-lab.test', families: new Set([4, 6]) });
});

test.runIf(existsSync('/etc/services'))('the services are those of the topic, if it brings some', () => {
  const [folder, topic] = [newFolder(), newFolder()];
  expect(writeOwnDatabases(folder, topic).has('/etc/services')).toBe(false);
  writeFileSync(join(topic, 'services.txt'), 'smtp 25/tcp\n');
  expect(readFileSync(writeOwnDatabases(folder, topic).get('/etc/services') ?? '', 'utf8')).toBe('smtp 25/tcp\n');
});
