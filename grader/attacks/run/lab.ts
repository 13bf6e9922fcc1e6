import type { Level } from '../attack.ts';
import type { World } from '../bait/world.ts';

/** Where an attack on one part of the grader is tried. */
export interface Lab {
  level: Level;
  world: World;
  /** A folder of its own, absolute, removed afterwards. */
  folder: string;
}
