import type { HandoutFile } from '../handout-file.ts';
import { copies } from './copies.ts';
import type { Detector } from './finding.ts';
import { gapBodies } from './gap-bodies.ts';
import { hiddenPath } from './hidden-paths.ts';
import { lockLeaks } from './lock-leaks.ts';
import { phrases } from './phrases.ts';
import { quizAnswers } from './quiz-answers.ts';
import type { Secrets } from './secrets.ts';
import { textsIn } from './texts-in.ts';

/** Looks for secrets in files, and says of each leak in a line where it is, what it is and where it comes from. */
export type LeakFinder = (files: readonly HandoutFile[], kept?: 'now' | 'history') => string[];

/** Makes ready to look for these secrets. */
export function leakFinder(secrets: Secrets): LeakFinder {
  const given = [...secrets.starters.values()];
  const detectors: Detector[] = [
    gapBodies(secrets.bodies, given),
    copies(secrets.files, given),
    phrases(secrets.phrases),
    quizAnswers(secrets.answers),
  ];
  return (files, kept = 'now') => {
    // Starters and topics of the past were others; what stood in them tells.
    if (kept === 'history') return files.flatMap((file) => textLeaks(file, detectors));
    return [...files.flatMap((file) => leaksOf(file, secrets, detectors)), ...lockLeaks(files)];
  };
}

function leaksOf(file: HandoutFile, { starters, topics }: Secrets, detectors: readonly Detector[]): string[] {
  const { path, content } = file;
  const why = hiddenPath(path, topics);
  const ofPath = why === undefined ? [] : [`${path}:1: ${why}`];
  const starter = starters.get(path);
  const ofText = starter === undefined ? textLeaks(file, detectors) : starterLeak(path, content.toString(), starter);
  return [...ofPath, ...ofText];
}

function textLeaks(file: HandoutFile, detectors: readonly Detector[]): string[] {
  const texts = textsIn(file);
  if (texts.length === 0 && file.content.length > 0) {
    return [`${file.path}:1: it is no text and cannot be unpacked, so nobody can see what would leave with it.`];
  }
  return texts.flatMap((text) =>
    detectors.flatMap((detector) => detector(text).map(({ line, what }) => `${text.place}:${line}: ${what}.`)),
  );
}

/** A starter is a pure function of its solution: any other line in it is a line of somebody's solution. */
function starterLeak(path: string, text: string, starter: string): string[] {
  if (text === starter) return [];
  const lines = starter.split('\n');
  const at = text.split('\n').findIndex((line, index) => line !== lines[index]);
  const line = at < 0 ? text.split('\n').length : at + 1;
  return [`${path}:${line}: this is not the starter that the solution makes. Run "pnpm starters".`];
}
