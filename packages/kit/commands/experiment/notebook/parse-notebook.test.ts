import { expect, test } from 'vitest';
import { parseNotebook } from './parse-notebook.ts';

const notes = (source: string) => Object.fromEntries(parseNotebook(source, 'experiments.yaml').notes);

test.each([
  ['nothing', '', {}],
  ['a remark', '# later\n', {}],
  ['a note', '6:\n  prediction: b\n  match: true\n', { 6: { prediction: 'b', match: true } }],
  ['a capital letter, in blanks', '6: { prediction: " B " }\n', { 6: { prediction: 'b' } }],
  ['parts left open', '6:\n  prediction:\n  why: ""\n7:\n', { 6: {}, 7: {} }],
  ['words that YAML takes for something else', '6: { why: yes, words: 12 }\n', { 6: { why: 'yes', words: '12' } }],
  ['what it does not know', '6: { prediction: b, doubts: [many] }\n', { 6: { prediction: 'b' } }],
  ['an alias', '6: &same { prediction: b }\n7: *same\n', { 6: { prediction: 'b' }, 7: { prediction: 'b' } }],
])('%s', (_, source, expected) => {
  expect(notes(source)).toEqual(expected);
});

test.each([
  ['6:\n  prediction: b\n 7: x\n', /^experiments\.yaml:3: /],
  ['6:\n\tprediction: b\n', /^experiments\.yaml:2: Tabs are not allowed/],
  ['6: {}\n6: {}\n', /^experiments\.yaml:2: Map keys must be unique/],
  ['# x\n- 6\n', /^experiments\.yaml:2: it is no list of experiments/],
  ['six\n', /^experiments\.yaml:1: it is no list of experiments/],
  ['6: b\n', /^experiments\.yaml:1: under the number of an experiment stand/],
  ['5: {}\n6:\n  prediction: [b]\n', /^experiments\.yaml:3: the prediction is a letter/],
  ['6:\n  prediction: bc\n', /^experiments\.yaml:2: the prediction is a letter/],
  ['6:\n  prediction: b\n  match: maybe\n', /^experiments\.yaml:3: match is true or false/],
  ['6:\n  why:\n    a: b\n', /^experiments\.yaml:3: this is a text/],
])('%j is refused with its line', (source, message) => {
  expect(() => notes(source)).toThrow(message);
});
