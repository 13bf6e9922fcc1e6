import type { HiddenFile } from './copies.ts';
import type { Body } from './gap-bodies.ts';
import type { Phrase } from './phrases.ts';
import type { RightAnswers } from './quiz-answers.ts';

/** All that must not leave, and what students may see though it looks alike. */
export interface Secrets {
  bodies: Body[];
  files: HiddenFile[];
  phrases: Phrase[];
  answers: RightAnswers[];
  /** The starters, by their path in the handout: what they give, they give on purpose. */
  starters: ReadonlyMap<string, string>;
  /** The topics that leave. */
  topics: readonly string[];
}
