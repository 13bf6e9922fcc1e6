import { readFileSync } from 'node:fs';
import { STATUSES } from '@socket-lab/kit/check/types';
import { ISOLATIONS } from '@socket-lab/kit/confine/level';
import type { KeptFailure } from '@socket-lab/kit/failure/kept-failure';
import { z } from 'zod';
import { unseal } from './sealed.ts';

/** What a check has to say was kept by our own code, which bounds it; here it is passed on. */
const failure = z.custom<KeptFailure>((value) => z.looseObject({ message: z.unknown() }).safeParse(value).success);
const outcome = z.object({ status: z.enum(STATUSES), failure: failure.optional(), durationMs: z.number() });

const submissionResult = z.object({
  checks: z.record(z.string(), outcome),
  /** The job's time was up after so many seconds; the checks that had not ended are not in `checks`. */
  stoppedAfterSeconds: z.number().optional(),
});

const jobResult = z.object({
  schemaVersion: z.literal(2), // 1 had text where 2 has messages
  topic: z.string(),
  isolation: z.enum(ISOLATIONS),
  submissions: z.record(z.string(), submissionResult), // By the submission's folder in `src/`.
});

const withInputs = z.looseObject({ inputs: z.string() });
const jobError = z.object({ reason: z.string() });
export type JobResult = z.infer<typeof jobResult>; // What a job found out: its `result.json`.
export type TopicResult = z.infer<typeof submissionResult> & Pick<JobResult, 'topic' | 'isolation'>;

/** A result as it is written: with what it is a result of (`inputsDigest`). */
export type WithInputs<T> = T & { inputs: string };

/** `undefined` when it is missing, not as it was written, of another version or of other inputs. */
export function readJobResult(path: string, inputs: string): JobResult | undefined {
  try {
    const found = withInputs.parse(unseal(readFileSync(path, 'utf8')));
    return found.inputs === inputs ? jobResult.parse(found) : undefined;
  } catch {
    return undefined;
  }
}

/** Why a job has no result, in its own words: its `error.json`, which is never cached. */
export function readJobError(path: string): string | undefined {
  try {
    return jobError.parse(JSON.parse(readFileSync(path, 'utf8'))).reason;
  } catch {
    return undefined;
  }
}
