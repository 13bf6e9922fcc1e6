import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { UsageError } from '../../../text/usage-error.ts';
import { NotebookFile } from './notebook-file.ts';

function course(source?: string | Uint8Array) {
  const directory = mkdtempSync(join(tmpdir(), 'socket-lab-notebook-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'experiments.yaml');
  if (source !== undefined) writeFileSync(path, source);
  return { notebook: new NotebookFile(directory), directory, text: () => readFileSync(path, 'utf8') };
}

test('what is noted down is read again, and nothing is left beside the file', () => {
  const { notebook, directory } = course();
  expect(notebook.read().size).toBe(0);
  notebook.note(6, { prediction: 'b' });
  notebook.note(6, { outcome: 'b', match: true });
  expect(notebook.read().get(6)).toEqual({ prediction: 'b', outcome: 'b', match: true });
  expect(readdirSync(directory)).toEqual(['experiments.yaml']);
});

test.each([
  ['broken YAML', '6: [\n', /^experiments\.yaml:\d+: .*\. Mend it first; nothing in it was changed\.$/],
  ['something else than notes', '6: hello\n', /^experiments\.yaml:1: under the number/],
  ['no UTF-8', Buffer.of(0x36, 0x3a, 0x20, 0xff), /^experiments\.yaml is not UTF-8/],
])('%s is refused in one line, and never written to', (_, source, message) => {
  const { notebook, text } = course(source);
  const before = text();
  for (const use of [() => notebook.read(), () => notebook.note(6, { prediction: 'b' })]) {
    expect(use).toThrow(UsageError);
    expect(use).toThrow(message);
  }
  expect(text()).toBe(before);
});

test('a file that cannot be read is named', () => {
  const { notebook, directory } = course();
  mkdirSync(join(directory, 'experiments.yaml'));
  expect(() => notebook.read()).toThrow(new UsageError('experiments.yaml cannot be read (EISDIR).'));
});

test('a file that cannot be written is named, and stays as it was', () => {
  const { notebook, directory, text } = course('6: {}\n');
  mkdirSync(join(directory, `experiments.yaml.${process.pid}.tmp`)); // where the new one would be written first
  expect(() => notebook.note(6, { prediction: 'b' })).toThrow(/^experiments\.yaml cannot be written \(\w+\)\.$/);
  expect(text()).toBe('6: {}\n');
});
