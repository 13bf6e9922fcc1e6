import { readFileSync } from 'node:fs';
import { STATUSES } from '@socket-lab/kit/check/types';
import { ISOLATIONS } from '@socket-lab/kit/confine/level';
import type { KeptFailure } from '@socket-lab/kit/failure/kept-failure';
import { z } from 'zod';

/** What a check has to say was kept by our own code, which bounds it; here it is passed on. */
const failure = z.custom<KeptFailure>((value) => z.looseObject({ message: z.unknown() }).safeParse(value).success);
const outcome = z.object({ status: z.enum(STATUSES), failure: failure.optional(), durationMs: z.number() });

const submissionResult = z.object({
  checks: z.record(z.string(), outcome),
  /** The job's time was up after so many seconds; the checks that had not ended are not in `checks`. */
  stoppedAfterSeconds: z.number().optional(),
});

const RESULT_VERSION = 2; // 1 had text where 2 has messages.

const jobResult = z.object({
  schemaVersion: z.literal(RESULT_VERSION),
  topic: z.string(),
  isolation: z.enum(ISOLATIONS),
  submissions: z.record(z.string(), submissionResult), // By the submission's folder in `src/`.
});

const jobError = z.object({ reason: z.string() });
export type JobResult = z.infer<typeof jobResult>; // What a job found out: its `result.json`.
export type TopicResult = z.infer<typeof submissionResult> & Pick<JobResult, 'topic' | 'isolation'>;

/** A result as it is written: with what it is a result of (`inputsDigest`). */
export type WithInputs<T> = T & { inputs: string };

/** `undefined` when it is missing, incomplete, or of other inputs. */
export function readJobResult(path: string, inputs: string): JobResult | undefined {
  const found = readWhole(path, z.looseObject({ inputs: z.string() }));
  return found?.inputs === inputs ? jobResult.safeParse(found).data : undefined;
}

/** That a result is of another version of the grader, in words; `undefined` when it is not, or there is none. */
export function versionFault(path: string): string | undefined {
  const { schemaVersion } = readWhole(path, z.looseObject({ schemaVersion: z.unknown() })) ?? {};
  if (schemaVersion === undefined || schemaVersion === RESULT_VERSION) return undefined;
  return `Its result.json has schemaVersion ${JSON.stringify(schemaVersion)}, and this grader reads ${RESULT_VERSION}. Grade again with --force.`;
}

/** Why a job has no result, in its own words: its `error.json`, which is never cached. */
export const readJobError = (path: string): string | undefined => readWhole(path, jobError)?.reason;

function readWhole<T>(path: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
