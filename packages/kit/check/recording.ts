import type { Failure } from '../failure/failure.ts';
import type { Recorder } from '../wire/recorder.ts';
import { isOnWire, type Recording } from '../wire/types.ts';

/** All that a check saw: plain values, for who wants to see it step by step. */
export type CheckRecording = { recording: Recording; failure?: Failure };

/** @param failedAtMs when the check gave up; its end, when it was stopped at a limit */
export function checkRecordingOf(recorder: Recorder, failure?: Failure, failedAtMs?: number): CheckRecording {
  const recording = recorder.recording();
  if (!failure) return { recording };
  const { events } = recording;
  const atMs = failedAtMs ?? events.at(-1)?.atMs ?? 0;
  const summary = failure.crash?.summary ?? failure.summary;
  const all = [...events, { kind: 'fails' as const, atMs, summary }].sort((a, b) => a.atMs - b.atMs);
  return { recording: { ...recording, events: all }, failure: { ...failure, wire: events.filter(isOnWire) } };
}
