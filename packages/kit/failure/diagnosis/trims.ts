import { comparedBytes, type Misconception } from './evidence.ts';

/** The blanks on both sides of the line are gone, and all the rest is right. One side alone may have another reason. */
export const trims: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || bytes.expected.length > 1_024) return undefined;
  const [expected, received] = [bytes.expected.toString(), bytes.received.toString()];
  const trimmed = withoutBlanks(expected);
  if (trimmed === undefined || trimmed.every((each) => each !== received)) return undefined;
  return 'It looks as if the text is trimmed (trim), because the blanks before and behind it are gone, and nothing else differs.';
};

/** The line without its blanks, if it has some on both sides; its end may have gone with them. */
function withoutBlanks(line: string): string[] | undefined {
  const [, prefix = '', front = '', core = '', back = '', end = ''] =
    /^(\S*?)([ \t]+)(\S(?:.*\S)?)([ \t]+)(\r?\n)?$/s.exec(line) ?? [];
  return front === '' || back === '' ? undefined : [`${prefix}${core}${end}`, `${prefix}${core}\n`, `${prefix}${core}`];
}
