import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { expect, test } from 'vitest';
import { parseCourse, readCourse } from './course.ts';

const WHOLE = 'write a whole number of ';
const NO_STRING = 'Invalid input: expected string, received undefined';
const SUBMISSIONS = { fileKiB: 64, totalMiB: 1, files: 200, archiveMiB: 16, repositoryMiB: 64, fetchSeconds: 60 };
const FROM = { submissions: SUBMISSIONS, sources: ['https', 'ssh'], deadlines: {} };
const DEFAULTS = { limits: {}, ...FROM, feedback: 'status', overrides: [] };

test('takes a title alone, and everything', () => {
  expect(parseCourse('title: Redes\n', 'course.yaml')).toEqual({ title: 'Redes', ...DEFAULTS });
  const full = `
title: Redes
topics: [udp-pair, echo-service]
limits: { jobSeconds: 60 }
submissions: { files: 300, fetchSeconds: 5 }
sources: ["https", "file:"]
deadline: 2026-05-12T23:59:59+02:00
deadlines: { echo-service: "2026-06-01T00:00:00Z" }
feedback: full
overrides:
  - { student: '007', topic: echo-service, score: 80, reason: shown in the lab }
`;
  expect(parseCourse(full, 'course.yaml')).toEqual({
    title: 'Redes',
    topics: ['udp-pair', 'echo-service'],
    limits: { jobSeconds: 60 },
    submissions: { ...SUBMISSIONS, files: 300, fetchSeconds: 5 },
    sources: ['https', 'file'],
    deadline: new Date('2026-05-12T21:59:59Z'),
    deadlines: { 'echo-service': new Date('2026-06-01') },
    feedback: 'full',
    overrides: [{ student: '007', topic: 'echo-service', score: 80, reason: 'shown in the lab' }],
  });
});

test.each([
  ['', `course.yaml: title: ${NO_STRING}`],
  ['title: [', 'course.yaml:1: Flow sequence in block collection must be sufficiently indented and end with a ]'],
  ['title: x\nfeedback: all\n', 'course.yaml:2: feedback: Invalid option: expected one of "status"|"full"'],
  ['title: x\nlimits:\n  jobSeconds: -1\n', `course.yaml:3: limits.jobSeconds: ${WHOLE}seconds from 1 to 86400`],
  ['title: x\nlimits:\n  memoryMiB: 1 GiB\n', `course.yaml:3: limits.memoryMiB: ${WHOLE}MiB from 128 to 65536`],
  ['title: x\nlimits:\n  memory: 512\n', 'course.yaml:3: limits.memory: there is no such setting'],
  ['title: x\nlate: 10%\n', 'course.yaml:2: late: there is no such setting'],
  ['title: x\nsubmissions: { files: 0 }\n', 'course.yaml:2: submissions.files: Too small: expected number to be >0'],
  ['title: x\nsources: ["ext::sh"]\n', 'course.yaml:2: sources.0: write the word before the colon: https'],
  ['title: x\ndeadline: 2026-05-12\n', 'course.yaml:2: deadline: write it as 2026-05-12T23:59:59+02:00'],
  ['title: x\ndeadline: 2026-05-12T23:59:59\n', 'course.yaml:2: deadline: write it as 2026-05-12T23:59:59+02:00'],
  [
    'title: x\noverrides:\n  - { student: 7, topic: t, score: 3, reason: r }\n',
    'course.yaml:3: overrides.0.student: write the id in quotes',
  ],
  ['title: x\noverrides:\n  - { student: a, topic: t, score: 3 }\n', `course.yaml: overrides.0.reason: ${NO_STRING}`],
])('%j', (text, message) => {
  expect(() => parseCourse(text, 'course.yaml')).toThrow(new UsageError(message));
});

test('does without the file, and says so', () => {
  expect(readCourse('/nowhere/course.yaml', 'course.yaml')).toEqual({
    course: { title: 'Socket Lab', ...DEFAULTS },
    notice: 'course.yaml is not there: every topic is graded, with the usual limits. Write one that begins "title: …".',
  });
});

test('the one of this repository is right', () => {
  const path = fileURLToPath(new URL('../../course.yaml', import.meta.url));
  expect(parseCourse(readFileSync(path, 'utf8'), 'course.yaml').title).toBe('Socket Lab');
});
