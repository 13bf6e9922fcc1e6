import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHosts } from '@socket-lab/kit/expect/names/names';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../fixtures/temporary-folder.ts';
import { writeOwnDatabases } from './own-databases.ts';

test.runIf(existsSync('/etc/hosts'))("the machine's names stay, and one of both families comes to them", () => {
  const folder = temporaryFolder();
  const hosts = readFileSync(writeOwnDatabases(folder, temporaryFolder()).get('/etc/hosts') ?? '', 'utf8');
  expect(hosts.startsWith(readFileSync('/etc/hosts', 'utf8').trimEnd())).toBe(true);
  expect(parseHosts(hosts)).toContainEqual({ name: 'both.socket-lab.test', families: new Set([4, 6]) });
});

test.runIf(existsSync('/etc/services'))('the services are those of the topic, if it brings some', () => {
  const [folder, topic] = [temporaryFolder(), temporaryFolder()];
  expect(writeOwnDatabases(folder, topic).has('/etc/services')).toBe(false);
  writeFileSync(join(topic, 'services.txt'), 'smtp 25/tcp\n');
  expect(readFileSync(writeOwnDatabases(folder, topic).get('/etc/services') ?? '', 'utf8')).toBe('smtp 25/tcp\n');
});
