import { isMessage, textOf } from '@socket-lab/kit/failure/message';
import { renderFailure } from '@socket-lab/kit/failure/render-failure';
import { plainLine } from '@socket-lab/kit/text/plain-text';
import type { Course } from './course.ts';
import type { CheckGrade, Gradebook, GradebookTopic, StudentGrade, TopicGrade } from './gradebook.ts';
import { QUIZ, questionOf } from './quiz/topic-quiz.ts';

type Kind = Course['feedback'];

/** What a student reads about a topic; of hidden checks status and points only, unless the feedback is `full`. */
export function feedback(
  book: Pick<Gradebook, 'course'>,
  student: StudentGrade,
  topic: GradebookTopic,
  kind: Kind,
): string {
  const grade = student.topics[topic.id];
  if (!grade) return '';
  const head = [`# ${topic.title}: ${escaped(student.name)}`, summary(grade, book)];
  const parts = Object.entries(grade.programs).flatMap(([name, { score, points }]) => {
    const rows = rowsOf(name, topic, grade, kind);
    if (rows.length === 0) return []; // not graded: missing or refused
    const more = name === QUIZ ? [remarks(rows)] : rows.map(details);
    return [[`## ${name}: ${score} of ${points}`, table(rows), ...more].filter(Boolean).join('\n\n')];
  });
  return `${[...head, ...parts].join('\n\n')}\n`;
}

interface Row {
  title: string; // Of a question of the quiz its id, as in answers.yaml, and the question.
  points: number;
  hint: string;
  grade: CheckGrade;
  isOpen: boolean; // Whether its message and hint are for the student's eyes.
}

function rowsOf(program: string, topic: GradebookTopic, { checks }: TopicGrade, kind: Kind): Row[] {
  let hidden = 0;
  return topic.checks
    .filter((check) => check.program === program)
    .flatMap((check) => {
      const grade = checks[check.id];
      const isOpen = check.visibility === 'public' || kind === 'full';
      if (!isOpen) hidden++;
      const title = isOpen ? titleOf(check) : `hidden check ${hidden}`;
      return grade ? [{ title, points: check.points, hint: check.hint, grade, isOpen }] : [];
    });
}

function titleOf({ id, title, program }: GradebookTopic['checks'][number]): string {
  return program === QUIZ ? `${questionOf(id)}: ${title}` : title;
}

function summary(
  { status, score, points, reason, isolation }: TopicGrade,
  { course }: Pick<Gradebook, 'course'>,
): string {
  const why = reason === undefined ? '' : ` ${escaped(reason)}`;
  switch (status) {
    case 'graded': {
      const practice =
        isolation === undefined || isolation === 'bubblewrap'
          ? ''
          : ` Isolation: ${isolation}; practice, not for marks.`;
      return `**${score} of ${points} points** in ${escaped(course.title)}.${practice}${why}`;
    }
    case 'missing':
      return `**Missing: ${score} of ${points} points.**${why}`;
    case 'rejected':
      return `**Not accepted: ${score} of ${points} points.**${why}`;
    case 'error':
      return '**Not graded yet.** The grader failed, not your program; your teacher knows.';
    default:
      return status satisfies never;
  }
}

function table(rows: Row[]): string {
  const lines = rows.map(
    ({ title, points, grade }) => `| ${escaped(title)} | ${grade.status} | ${grade.score} of ${points} |`,
  );
  return ['| check | status | points |', '| --- | --- | --- |', ...lines].join('\n');
}

/** Of a skipped check there is nothing to say: the one it needs comes first. A failure's message ends with its hint. */
function details({ title, hint, grade, isOpen }: Row): string {
  if (!isOpen || grade.status === 'passed' || grade.status === 'skipped') return '';
  const { status, failure } = grade;
  const message = failure ? [renderFailure(failure, { format: 'markdown' }, { hint })] : [];
  const more = hint === '' || failure?.hint !== undefined ? [] : [`Hint: ${escaped(hint)}`];
  return [`### ${escaped(title)}: ${status}`, ...message, ...more].join('\n\n');
}

function remarks(rows: Row[]): string {
  const told = rows.filter(({ grade: { failure } }) => failure && !isMessage(failure.message, 'not-answered'));
  return [...Map.groupBy(told, ({ grade }) => textOf(grade.failure?.message ?? ''))]
    .map(([message, of]) => `- ${of.map(({ title }) => title.split(':', 1)[0]).join(', ')}: ${escaped(message)}`)
    .join('\n');
}

/** Words of a student's in a line of Markdown: no mark-up, no link, no HTML. */
const escaped = (text: string): string => plainLine(text).replaceAll(/[\\`*_{}[\]<>#|!&~]/g, '\\$&');
