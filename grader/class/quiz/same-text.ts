const MARKS = /["'`´‘’‚“”„«»‹›*]/g; // Marks that people put around a word: quotation marks, backquotes, emphasis.
/** Words that say of what kind a name is, or nothing: "the method send", "el método send", "send method". */
const FILLERS = new Set(
  `a an the it is of its el la los las un una es de del se llama
   method function call property event error code module field
   metodo funcion llamada propiedad evento codigo modulo campo`.split(/\s+/),
);

/**
 * Whether an answer is the wanted one, however it is written: case, accents, blanks, quotation marks, "()" behind a name,
 * a full stop at the end, and words that only say of what kind a name is, in English and Spanish.
 * @param wanted a wording of the key; `.send` is a name that may have objects before it and arguments behind it
 */
export function isSameText(wanted: string, answer: string): boolean {
  if (!wanted.startsWith('.')) return named(wanted, wanted) === named(answer, wanted);
  const name = named(answer.replaceAll(/(?<=[\p{L}\p{N}_])\([^()]*\)/gu, ''), wanted.slice(1));
  return /^[\p{L}\p{N}_$.#?]+$/u.test(name) && name.split(/[.#?]/).at(-1) === named(wanted.slice(1), wanted.slice(1));
}

/** What is left of a text without the fillers; one that is wanted is none. */
function named(text: string, wanted: string): string {
  const kept = new Set(words(wanted));
  return words(text)
    .filter((word) => kept.has(word) || !FILLERS.has(word))
    .join(' ');
}

function words(text: string): string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}|\p{Cf}/gu, '')
    .toLowerCase()
    .replaceAll(MARKS, '')
    .replaceAll(/\(\s*(?:\.\.\.)?\s*\)/g, '') // NFKD has made three full stops of "…"
    .trim()
    .replace(/[.,;:!?\s]+$/, '')
    .split(/[,:;]*\s+/);
}
