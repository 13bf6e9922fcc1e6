import { z } from 'zod';

/** What a student has noted down of one experiment; each part may still be missing. */
export interface Note {
  /** The letter that was predicted. */
  prediction?: string;
  /** The prediction in words of their own. */
  words?: string;
  /** The letter that came true. */
  outcome?: string;
  /** Whether the prediction came true. */
  match?: boolean;
  /** Why, in words of their own. */
  why?: string;
}

const text = z
  .union([z.string(), z.number(), z.boolean()], 'this is a text in one line, or in several behind "|"')
  .transform((value) => String(value).trim());
const letter = z
  .string('the prediction is a letter')
  .transform((value) => value.trim().toLowerCase())
  .refine((value) => /^[a-z]$/.test(value), 'the prediction is a letter');

/** A note as it stands in the file. What it does not know it leaves alone: the file is the student's. */
const note = z.object(
  {
    prediction: letter.nullish(),
    words: text.nullish(),
    outcome: letter.nullish(),
    match: z.boolean('match is true or false').nullish(),
    why: text.nullish(),
  },
  'under the number of an experiment stand "prediction: …", "why: …"',
);

/** A notebook as it stands in the file: a note for each number. */
export const notebookSchema = z.record(
  z.string(),
  note.nullable(),
  'it is no list of experiments, "6:" and under it "prediction: …"',
);
