import type { Experiment } from './experiment.ts';

/** The letter behind the last choice: something that is not among them. */
export function somethingElse({ choices }: Experiment): string {
  return String.fromCharCode(97 + Object.keys(choices).length);
}

/** The choices that a student has. */
export function allChoices(experiment: Experiment): Record<string, string> {
  return { ...experiment.choices, [somethingElse(experiment)]: 'Something else, in my own words.' };
}
