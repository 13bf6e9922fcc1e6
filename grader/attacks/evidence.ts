import type { Evidence, Seen } from './attack.ts';

/** What only the instructor has came out of the program. */
export function printedTheSecret({ words, bait }: Seen): Evidence {
  return words.includes(bait.secret) ? 'printed the secret' : undefined;
}

/** The program says itself that it did it: for what cannot be seen from outside otherwise. */
export function printed(line: RegExp): (seen: Seen) => Evidence {
  return ({ words }) => line.exec(words)?.[0];
}

export function reachedTheHost({ world, bait }: Seen): Evidence {
  return world.hasArrived(bait) ? 'the host’s service got its bytes' : undefined;
}

export function wroteInTheHome({ world, bait }: Seen): Evidence {
  return world.wasWritten(bait) ? 'a file in the instructor’s home' : undefined;
}

export function gotPoints({ score }: Seen): Evidence {
  return score > 0 ? `${score} ${score === 1 ? 'point' : 'points'}` : undefined;
}

export function endedInError({ status }: Seen): Evidence {
  return status === 'error' ? 'the job ended in error' : undefined;
}

export function wasAccepted({ status }: Seen): Evidence {
  return status === 'graded' ? 'accepted' : undefined;
}
