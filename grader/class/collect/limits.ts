import { MIB, type SubmissionLimits, submissionLimits } from '@socket-lab/kit/submission/submission-limits';
import type { Course } from '../course.ts';

export interface CollectLimits extends SubmissionLimits {
  files: number; // The files of an archive that are not the course's own.
  archiveBytes: number; // An archive, packed and unpacked.
  repositoryBytes: number; // What is fetched of a git repository.
  fetchMs: number; // How long a command of git may take.
}

export function collectLimits({ submissions }: Pick<Course, 'submissions'>): CollectLimits {
  const { files, archiveMiB, repositoryMiB, fetchSeconds } = submissions;
  return {
    ...submissionLimits(submissions),
    files,
    archiveBytes: archiveMiB * MIB,
    repositoryBytes: repositoryMiB * MIB,
    fetchMs: fetchSeconds * 1000,
  };
}
