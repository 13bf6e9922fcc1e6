import type { Course } from '../course.ts';

/** How much is taken, in bytes and files. */
export interface CollectLimits {
  /** A file: the transpiler is soft on larger ones, and YAML takes its time. */
  fileBytes: number;
  /** All that is taken of a submission together. */
  submissionBytes: number;
  /** The files of an archive that are not the course's own. */
  files: number;
  /** An archive, packed and unpacked. */
  archiveBytes: number;
  /** What is fetched of a git repository. */
  repositoryBytes: number;
  /** How long a command of git may take. */
  fetchMs: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;

/** The limits that `course.yaml` sets. */
export function collectLimits({ submissions }: Pick<Course, 'submissions'>): CollectLimits {
  const { fileKiB, totalMiB, files, archiveMiB, repositoryMiB, fetchSeconds } = submissions;
  return {
    fileBytes: fileKiB * KIB,
    submissionBytes: totalMiB * MIB,
    files,
    archiveBytes: archiveMiB * MIB,
    repositoryBytes: repositoryMiB * MIB,
    fetchMs: fetchSeconds * 1000,
  };
}

/** `64 KiB`, `2 MiB`: rounded up, so that what is over a limit looks it. */
export function sizeInWords(bytes: number): string {
  return bytes >= MIB ? `${Math.ceil(bytes / MIB)} MiB` : `${Math.ceil(bytes / KIB)} KiB`;
}
