import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { loadMessages } from './load-messages.ts';
import { textOf } from './message.ts';

const packages = fileURLToPath(new URL('../../', import.meta.url));
const MESSAGE = fileURLToPath(new URL('message.ts', import.meta.url));

test('no topic of the course has two messages of one id', async () => {
  const topics = readdirSync(packages).filter((name) => existsSync(join(packages, name, 'topic.yaml')));
  await expect(loadMessages(...topics.map((name) => ({ directory: join(packages, name) })))).resolves.toBeUndefined();
});

test('the messages of public and hidden suites are known once they are loaded; a topic may have none', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'messages-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  await loadMessages({ directory });
  for (const suites of ['tests', 'hidden']) {
    mkdirSync(join(directory, suites));
    const said = `messagesOf('tiny', { 'of-${suites}': 'It is one of ${suites}: {what}.' })`;
    const text = `import { messagesOf } from ${JSON.stringify(MESSAGE)};\nexport const say = ${said};\n`;
    writeFileSync(join(directory, suites, 'messages.ts'), text);
  }
  const message = { id: 'tiny/of-hidden', values: { what: 'x' } };
  expect(textOf(message)).toBe('tiny/of-hidden (what: x)');
  await loadMessages({ directory });
  expect(textOf(message)).toBe('It is one of hidden: x.');
});
