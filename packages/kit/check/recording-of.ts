import type { Failure } from '../failure/failure.ts';
import type { Seen } from './recording.ts';
import type { Scene } from './session.ts';

/** What was seen on a scene that is over. */
export function seenOf(
  { wire, moments }: Pick<Scene, 'wire' | 'moments'>,
  { failedAtMs, failure }: { failedAtMs: number | undefined; failure: Failure | undefined },
): Seen {
  const recording = wire.recording();
  return {
    recording,
    moments: moments?.list ?? [],
    ...(failedAtMs !== undefined && { failedAtMs }),
    ...(failure && { failure: { ...failure, wire: recording.events } }),
  };
}
