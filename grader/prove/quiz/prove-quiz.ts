import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TopicFacts } from '../facts/topic-facts.ts';
import { linkFault, placesIn } from '../lessons/broken-links.ts';
import { readLesson } from '../lessons/read-lesson.ts';
import type { Proof } from '../proof.ts';
import { judgeQuiz } from './judge-quiz.ts';

/** A missing file is told elsewhere (facts/topic-folder.ts). @param own files of the topic, to which links lead */
export function proveQuiz(courseDirectory: string, facts: TopicFacts, own: readonly string[]): Proof[] {
  const { id, topic, files } = facts;
  if ('fault' in topic || !files.includes('quiz.yaml') || !files.includes('hidden/quiz-key.yaml')) return [];
  const read = (file: string) => readFileSync(join(courseDirectory, file), 'utf8');
  const places = placesIn(own);
  return judgeQuiz({
    topic: id,
    points: topic.quiz?.points,
    quiz: read(`packages/${id}/quiz.yaml`),
    key: read(`packages/${id}/hidden/quiz-key.yaml`),
    lesson: files.includes('README.md') ? read(`packages/${id}/README.md`) : '',
    faultOfLink: (url) => linkFault(`packages/${id}/README.md`, url, places, (file) => readLesson(read(file)).anchors),
  });
}
