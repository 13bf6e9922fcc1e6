import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseMutants, type Section } from './mutant-edit.ts';
import { type MutantHeader, type ProgramFacts, readMutantHeader, readVariantHeader } from './program-header.ts';
import { type Bases, rebuild } from './rebuild.ts';
import { rightSolution, rightVariant } from './right-program.ts';

/** The mutants of a topic, rebuilt: those of each `mutants/<program>.diff`, then those that are files of their own. */
export function readMutants(
  courseDirectory: string,
  topic: string,
  programs: readonly string[],
): ProgramFacts<MutantHeader>[] {
  const folder = `packages/${topic}`;
  const read = (file: string) => {
    const path = join(courseDirectory, folder, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const namesIn = (part: string) => {
    const directory = join(courseDirectory, folder, part);
    return existsSync(directory)
      ? readdirSync(directory)
          .filter((name) => name.endsWith('.ts'))
          .sort()
      : [];
  };
  const whole = namesIn('mutants').map((file) =>
    wholeFile(`${folder}/mutants/${file}`, read(`mutants/${file}`) ?? '', programs),
  );
  const variants = namesIn('variants').map((file) => ({ file, text: read(`variants/${file}`) ?? '' }));
  const edits = programs.flatMap((program) => {
    const diff = read(`mutants/${program}.diff`);
    const solution = read(`solution/${program}.ts`);
    const bases: Bases = {
      program,
      solution: solution === undefined ? undefined : rightSolution(program, solution),
      variants: new Map(
        variants
          .filter(({ file, text }) => !('fault' in readVariantHeader(file, text, [program])))
          .map(({ file, text }) => [basename(file, '.ts'), rightVariant(basename(file, '.ts'), text)]),
      ),
    };
    const file = `${folder}/mutants/${program}.diff`;
    const isTaken = (name: string) => whole.some((each) => each.name === name);
    return diff === undefined
      ? []
      : parseMutants(file, diff).map((section) => ofSection(file, section, bases, isTaken));
  });
  return [...edits, ...whole];
}

function ofSection(
  file: string,
  section: Section,
  bases: Bases,
  isTaken: (name: string) => boolean,
): ProgramFacts<MutantHeader> {
  const { program } = bases;
  const mutant = { name: `${program}/${section.name}`, file: `${file}:${section.line}`, text: '' };
  if ('fault' in section.reading) return { ...mutant, reading: section.reading };
  const { edit } = section.reading;
  if (isTaken(mutant.name)) {
    return {
      ...mutant,
      reading: { fault: `${mutant.file}: ${section.name}: ${program}-${section.name}.ts has this name, too.` },
    };
  }
  const rebuilt = rebuild(file, section, edit, bases);
  if ('fault' in rebuilt) return { ...mutant, reading: rebuilt };
  const { hunks, editOf, ...header } = edit;
  return {
    ...mutant,
    ...rebuilt,
    reading: { header: { ...header, program, caughtBy: `${program}/${edit.caughtBy}` } },
  };
}

function wholeFile(file: string, text: string, programs: readonly string[]): ProgramFacts<MutantHeader> {
  const reading = readMutantHeader(file, text, programs);
  const name = basename(file, '.ts');
  if ('fault' in reading) return { name, file, text, reading };
  const { program } = reading.header;
  return { name: `${program}/${name.slice(program.length + 1)}`, file, text, reading };
}
