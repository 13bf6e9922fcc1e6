const HIDDEN_FOLDERS: Record<string, string> = {
  solution: 'the solutions stay',
  hidden: 'the hidden suites and the key stay',
  mutants: 'the mutants stay',
  variants: 'the variants stay',
  fixtures: 'what only tests use stays',
  examples: 'submissions stay',
  submissions: 'submissions stay',
  grades: 'grades stay',
  '.grade': 'jobs and their cache stay',
  '.turbo': 'a cache of turbo holds what jobs have read and written',
  turbo: 'a cache of turbo holds what jobs have read and written',
};
const HIDDEN_FILES: [name: RegExp, why: string][] = [
  [/\.transcripts\.md$/, 'the golden transcripts of the mutants stay'],
  [/^quiz-key\b/, 'the key of the quiz stays'],
  [/^answers\.ya?ml$/, 'answers are for each student to give'],
  [/^(?:roster|gradebook)\b/, 'the class stays'],
  [/^course\.yaml$/, 'the settings of the class stay'],
];

/** Why a file must not leave, by its path alone. @param topics those that leave */
export function hiddenPath(path: string, topics: readonly string[]): string | undefined {
  const folders = path.split('/').slice(0, -1);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const folder = folders.find((each) => Object.hasOwn(HIDDEN_FOLDERS, each));
  if (folder !== undefined) return `${HIDDEN_FOLDERS[folder]}.`;
  const file = HIDDEN_FILES.find(([pattern]) => pattern.test(name));
  if (file) return `${file[1]}.`;
  if (folders[0] === 'grader') return 'the grader stays.';
  if (folders[0] !== 'packages' || folders.length === 1) return undefined;
  if (folders[1] === 'kit') return name.endsWith('.test.ts') ? 'the tests of the kit stay.' : undefined;
  if (!topics.includes(folders[1] ?? '')) return `${folders[1]} is a draft, or no topic.`;
  return undefined;
}
