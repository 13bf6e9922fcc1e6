import { comparedBytes, type Misconception, onlyTalk } from './evidence.ts';

/** The line ended in CR and LF, and came back with LF alone. */
export const dropsTheCarriageReturn: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  const talk = onlyTalk(evidence);
  if (!bytes || !talk || talk.connectedBy !== 'peer' || !talk.sent.includes('\r\n')) return undefined;
  const expected = bytes.expected.toString('latin1');
  if (!expected.includes('\r\n') || expected.replaceAll('\r\n', '\n') !== bytes.received.toString('latin1'))
    return undefined;
  return 'It looks as if the CR of a line is taken for a part of its end (as readline and trim do), because "\\r\\n" came back as "\\n", and nothing else differs.';
};
