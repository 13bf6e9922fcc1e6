import type { Bait } from '../bait/bait.ts';
import type { World } from '../bait/world.ts';

/** What is to be seen of an attack from outside, when the class is graded. */
export interface Seen {
  bait: Bait;
  world: World;
  /** What became of the submission, by the gradebook. */
  status: 'graded' | 'missing' | 'rejected' | 'error';
  /** Points for what it did not do. */
  score: number;
  /** All that its checks say, and why it was rejected. */
  words: string;
  /** All that the command printed, and every report that it wrote. */
  reports: string;
}
