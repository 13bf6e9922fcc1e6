import type { Evidence, Traces } from './attack.ts';

export function printedTheSecret({ words, bait }: Traces): Evidence {
  return words.includes(bait.secret) ? 'printed the secret' : undefined;
}

/** The program says itself that it did it: for what cannot be seen from outside otherwise. */
export function printed(line: RegExp): (seen: Traces) => Evidence {
  return ({ words }) => line.exec(words)?.[0];
}

export function reachedTheHost({ world, bait }: Traces): Evidence {
  return world.hasArrived(bait) ? 'the host’s service got its bytes' : undefined;
}

export function wroteInTheHome({ world, bait }: Traces): Evidence {
  return world.wasWritten(bait) ? 'a file in the instructor’s home' : undefined;
}

export function gotPoints({ score }: Traces): Evidence {
  return score > 0 ? `${score} ${score === 1 ? 'point' : 'points'}` : undefined;
}

export function endedInError({ status }: Traces): Evidence {
  return status === 'error' ? 'the job ended in error' : undefined;
}

export function wasAccepted({ status }: Traces): Evidence {
  return status === 'graded' ? 'accepted' : undefined;
}
