import type { Message, ProgramEnding, Value, Words } from '../text/message-types.ts';
import { count, programLabel, thousands } from '../text/phrases.ts';
import { errnoInWords } from './errno.ts';
import { exitInWords } from './exit.ts';
import { MESSAGES } from './messages.ts';

export type { Message, Value, Words };

type Placeholders<Template extends string> = Template extends `${string}{${infer Inner}}${infer Rest}`
  ? Inner | Placeholders<Rest>
  : never;

/** What the placeholders of a template take, by name: a number where a number is written out. */
type ValuesOf<Template extends string> = {
  [Inner in Placeholders<Template> as Inner extends `${infer Name}:${string}`
    ? Name
    : Inner]: Inner extends `${string}:${string}` ? number : Value;
};

/** Makes messages of one catalogue: `say('sent-too-much', { size: 3 })`. */
export type Say<Catalogue extends Record<string, string>> = <Id extends keyof Catalogue & string>(
  id: Id,
  ...values: keyof ValuesOf<Catalogue[Id]> extends never ? [] : [values: ValuesOf<Catalogue[Id]>]
) => Message;

/** All templates that are known in this process, by id. */
const known = new Map<string, string>(Object.entries(MESSAGES));
/** Says something in the words of the kit's own catalogue. */
export const say: Say<typeof MESSAGES> = (id, ...[values]) => ({ id, ...(values && { values }) });

/**
 * Makes a catalogue of a topic's own known. It stands beside the suites that use it, in a `messages.ts` (load-messages.ts).
 * @param owner the topic; its ids begin with it: `udp-pair/reply-to-another-client`
 * @example
 * export const say = messagesOf('udp-pair', { 'reply-to-another-client': 'The reply to one client went to another.' });
 * throw new CheckFailure(say('reply-to-another-client'));
 */
export function messagesOf<const Catalogue extends Record<string, string>>(
  owner: string,
  catalogue: Catalogue,
): Say<Catalogue> {
  for (const [id, template] of Object.entries(catalogue)) {
    const whole = `${owner}/${id}`;
    if ((known.get(whole) ?? template) !== template) throw new Error(`Two messages have the id ${whole}.`);
    known.set(whole, template);
  }
  return (id, ...[values]) => ({ id: `${owner}/${id}`, ...(values && { values }) });
}

/**
 * The text of a message. Placeholders: `{name}` as it is, `{count:byte|bytes}` a number with its noun, `{size:,}` a number
 * with its thousands apart, `{program}` and `{Program}` a program by its name: `the server`.
 */
export function textOf(words: Words): string {
  if (typeof words === 'string') return words;
  const { id, values = {} } = words;
  const template = known.get(id);
  if (template === undefined) return unknown(words);
  return template.replaceAll(/\{(\w+)(?::([^}]*))?\}/g, (_, name: string, form?: string) =>
    put(name, form, values[name]),
  );
}

function put(name: string, form: string | undefined, value: Value | undefined): string {
  if (typeof value === 'number' && form !== undefined) {
    const [one = '', other = one] = form.split('|');
    return form === ',' ? thousands(value) : count(value, one, other);
  }
  if (name === 'Program') return programLabel(String(value));
  if (name === 'program') return programLabel(String(value)).replace('T', 't');
  return valueInWords(value);
}

function valueInWords(value: Value | undefined): string {
  if (typeof value !== 'object') return String(value);
  if ('errno' in value) {
    const words = errnoInWords(value.errno, value.context);
    return value.isBare ? words.replace(`${value.errno}: `, '') : words;
  }
  return 'ending' in value ? endingInWords(value.ending) : textOf(value);
}

/** How a program ended, with what that means; at a limit of ours: `stopped: more than 512 MiB of memory`. */
export function endingInWords({ stoppedAt, ...ending }: ProgramEnding): string {
  return stoppedAt === undefined ? exitInWords(ending) : textOf(say('stopped-at', { limit: stoppedAt }));
}

export function mapTexts<Given extends Words>(words: Given, change: (text: string) => string): Given;
export function mapTexts(words: Words, change: (text: string) => string): Words {
  if (typeof words === 'string') return change(words);
  const { values } = words;
  if (!values) return words;
  const changed = Object.entries(values).map(([name, value]): [string, Value] => [name, mapValue(value, change)]);
  return { ...words, values: Object.fromEntries(changed) };
}

function mapValue(value: Value, change: (text: string) => string): Value {
  return typeof value === 'string' || (typeof value === 'object' && 'id' in value) ? mapTexts(value, change) : value;
}

/** Of a check that is no more, or of another version of it: its values at least. */
function unknown({ id, values = {} }: Message): string {
  const told = Object.entries(values).map(([name, value]) => `${name}: ${valueInWords(value)}`);
  return told.length === 0 ? id : `${id} (${told.join(', ')})`;
}

export function isMessage(words: Words, id: keyof typeof MESSAGES): words is Message {
  return typeof words !== 'string' && words.id === id;
}
