import { describe, expect, it } from 'vitest';
import { parseYaml } from './parse-yaml.ts';

describe('parseYaml', () => {
  it('gives the value, and the place of each part', () => {
    const yaml = parseYaml('title: Echo\nquestions:\n  - id: one\n  - id: two\n', 'quiz.yaml');
    expect(yaml.value).toEqual({ title: 'Echo', questions: [{ id: 'one' }, { id: 'two' }] });
    expect(yaml.fault).toBeUndefined();
    expect(yaml.place(['questions', 1, 'id'])).toBe('quiz.yaml:4');
    expect(yaml.place(['questions', 7])).toBe('quiz.yaml');
  });

  it('gives no value for an empty text', () => {
    expect(parseYaml('# nothing yet\n', 'answers.yaml').value).toBeUndefined();
  });

  it('says in one line where a text is no YAML', () => {
    expect(parseYaml('a: b\nc: [1, 2\n', 'answers.yaml').fault).toMatch(/^answers\.yaml:\d: [^\n]+$/);
    expect(parseYaml('a: 1\na: 2\n', 'answers.yaml').fault).toBe('answers.yaml:2: Map keys must be unique');
  });

  it('does not unfold aliases beyond measure', () => {
    const bomb = [
      'a: &a [x, x]',
      ...[...'bcdefghij'].map((key, i) => `${key}: &${key} [*${'abcdefghi'[i]}, *${'abcdefghi'[i]}]`),
    ];
    expect(parseYaml(bomb.join('\n'), 'answers.yaml').fault).toMatch(/^answers\.yaml: .*alias/);
  });
});
