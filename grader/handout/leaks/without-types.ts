import { parseSync, Visitor } from 'oxc-parser';

interface Span {
  start: number;
  end: number;
}

/** A piece of TypeScript as JavaScript; as it stands when it does not parse as the body of a function. */
export function withoutTypes(text: string): string {
  const head = 'async function* piece() { for (;;) {';
  const { program, errors } = parseSync('piece.ts', `${head}${text}\n} }`);
  if (errors.length > 0) return text;
  const types: Span[] = [];
  const add = ({ start, end }: Span) => types.push({ start, end });
  const addTail = ({ expression, end }: Span & { expression: Span }) => types.push({ start: expression.end, end });
  new Visitor({
    TSTypeAnnotation: add,
    TSTypeParameterInstantiation: add,
    TSTypeParameterDeclaration: add,
    TSAsExpression: addTail,
    TSSatisfiesExpression: addTail,
    TSNonNullExpression: addTail,
  }).visit(program);
  return types
    .sort((a, b) => b.start - a.start)
    .reduce((left, { start, end }) => cut(left, start - head.length, end - head.length), text);
}

function cut(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replaceAll(/[^\n]/g, '') + text.slice(end);
}
