import type { TopicFacts } from './facts/topic-facts.ts';
import { pipelineFaults } from './facts/topic-folder.ts';
import { forbiddenImports, type ImportingFile, kitModules } from './imports/forbidden-imports.ts';
import type { Evidence } from './judge/evidence.ts';
import { judge } from './judge/judge.ts';
import { brokenLinks } from './lessons/broken-links.ts';
import { type Proof, proof } from './proof.ts';
import { proveQuiz } from './quiz/judge-quiz.ts';
import { scriptFaults } from './scripts/script-faults.ts';

export interface Surroundings {
  courseDirectory: string;
  /** Every file of the course, relative to its folder with slashes. */
  courseFiles: string[];
}

/** Everything that is to be proven of one topic by itself: no file outside its folder has a part in it. */
export function proveTopic(courseDirectory: string, facts: TopicFacts, evidence: Evidence | undefined): Proof[] {
  const none: Evidence = { checks: { fault: 'its checks are not known.' }, outcomes: new Map() };
  const own = facts.files.map((file) => `packages/${facts.id}/${file}`);
  return [...judge(facts, evidence ?? none), ...proveQuiz(courseDirectory, facts, own)];
}

/** What is to be proven of one topic among the others. */
export function proveInCourse(facts: TopicFacts, { courseDirectory, courseFiles }: Surroundings): Proof[] {
  const lessons = facts.files.filter((file) => file.endsWith('.md')).map((file) => `packages/${facts.id}/${file}`);
  return [
    proof('imports', 'its files import what they may', forbiddenImports(courseDirectory, importingFiles(facts))),
    proof('links', 'the links of its lesson lead somewhere', brokenLinks(courseDirectory, lessons, courseFiles)),
    proof('scripts', 'the pipeline proves it', pipelineFaults(facts)),
  ];
}

function importingFiles({ id, files, topic, variants }: TopicFacts): ImportingFile[] {
  const programs = 'fault' in topic ? {} : topic.programs;
  const programOf = (file: string): string => {
    const reading = variants.find((each) => each.file === file)?.reading;
    return reading && 'header' in reading ? reading.header.program : file.replace(/^.*\/|\.ts$/g, '');
  };
  return (
    files
      // A mutant may take a forbidden shortcut: staging, and not this proof, has to see that.
      .filter((file) => file.endsWith('.ts') && !file.startsWith('mutants/'))
      .map((name): ImportingFile => {
        const path = `packages/${id}/${name}`;
        if (/^(tests|hidden)\//.test(name)) return { path };
        return { path, packages: programs[programOf(path)]?.packages ?? [] };
      })
  );
}

export function proveCourse({ courseDirectory, courseFiles }: Surroundings): Proof[] {
  const pages = courseFiles.filter((file) => file.endsWith('.md') && !file.startsWith('packages/'));
  return [
    proof('scripts', 'the scripts of the packages run on every system', scriptFaults(courseDirectory, courseFiles)),
    proof('imports', 'the kit imports from below', forbiddenImports(courseDirectory, kitModules(courseFiles))),
    proof('links', 'the links of the pages lead somewhere', brokenLinks(courseDirectory, pages, courseFiles)),
  ];
}
