import { parseSync } from 'oxc-parser';

/** One small change of a right program, as somebody could have typed it by mistake. */
export interface Edit {
  operator: Operator;
  /** The first line that differs, counted from 1. */
  line: number;
  before: string; // That line, without blanks around it.
  after: string;
  source: string; // The whole program.
}

export type Operator =
  | 'drop-call'
  | 'drop-assignment'
  | 'drop-return'
  | 'drop-await'
  | 'drop-argument'
  | 'swap-arguments'
  | 'drop-property'
  | 'swap-event'
  | 'once-or-on'
  | 'off-by-one'
  | 'turn-condition'
  | 'other-operator'
  | 'flip-boolean'
  | 'empty-text'
  | 'empty-block';

type Node = { type: string; start: number; end: number } & Record<string, unknown>;
type Change = [operator: Operator, start: number, end: number, text: string];

const OTHER_EVENT: Record<string, string> = {
  ...{ data: 'end', end: 'close', close: 'end', message: 'error', error: 'close', connection: 'listening' },
  ...{ listening: 'connection', connect: 'close', line: 'close', exit: 'error', drain: 'finish', finish: 'end' },
};
const OTHER_OPERATOR: Record<string, string> = {
  ...{ '<': '<=', '<=': '<', '>': '>=', '>=': '>', '===': '!==', '!==': '===', '+': '-', '-': '+', '*': '/' },
  ...{ '/': '*', '%': '*', '<<': '>>', '&': '|', '&&': '||', '||': '&&', '??': '&&' },
};
const LISTENS = new Set(['on', 'once', 'addListener', 'prependListener', 'off']);

/** All edits of a program, by place: every one compiles, and no two are the same program. */
export function editsOf(source: string): Edit[] {
  const found = new Map<string, Edit>();
  for (const [operator, start, end, text] of changesIn(source)) {
    const mutated = source.slice(0, start) + text + source.slice(end);
    if (found.has(mutated) || mutated === source || errorsIn(mutated)) continue;
    found.set(mutated, { operator, ...whereTheyPart(source, mutated), source: mutated });
  }
  return [...found.values()];
}

const parse = (source: string) => parseSync('program.ts', source);
const errorsIn = (source: string): boolean => parse(source).errors.length > 0;

function whereTheyPart(source: string, mutated: string): Pick<Edit, 'line' | 'before' | 'after'> {
  const [lines, others] = [source.split('\n'), mutated.split('\n')];
  const index = lines.findIndex((line, at) => line !== others[at]);
  return { line: index + 1, before: lines[index]?.trim() ?? '', after: others[index]?.trim() ?? '' };
}

function changesIn(source: string): Change[] {
  const changes: Change[] = [];
  const walk = (value: unknown, parent?: Node): void => {
    if (Array.isArray(value)) for (const each of value) walk(each, parent);
    else if (isNode(value) && !isType(value) && value.type !== 'ImportDeclaration') {
      changes.push(...changesOf(value, parent, source));
      for (const child of Object.values(value)) walk(child, value);
    }
  };
  walk(parse(source).program.body);
  return changes.sort((a, b) => a[1] - b[1]);
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';
/** Types are gone before the program runs; an assertion has an expression in it, which stays. */
const isType = ({ type }: Node): boolean =>
  type.startsWith('TS') && !['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'].includes(type);

function changesOf(node: Node, parent: Node | undefined, source: string): Change[] {
  const text = ({ start, end }: Node) => source.slice(start, end);
  const whole = (operator: Operator, by: string): Change => [operator, node.start, node.end, by];
  switch (node.type) {
    case 'ExpressionStatement': {
      const { type } = withoutAwait(node.expression as Node);
      if (type === 'CallExpression') return [whole('drop-call', ';')];
      return /^(Assignment|Update)Expression$/.test(type) ? [whole('drop-assignment', ';')] : [];
    }
    case 'ReturnStatement':
      return [whole('drop-return', node.argument ? 'return undefined as never;' : ';')];
    case 'AwaitExpression':
      return [whole('drop-await', text(node.argument as Node))];
    case 'CallExpression':
    case 'NewExpression':
      return ofArguments(node, source);
    case 'Property':
      return parent?.type === 'ObjectExpression' ? [dropOf(node, parent.properties as Node[], 'drop-property')] : [];
    case 'IfStatement':
    case 'WhileStatement':
    case 'ConditionalExpression': {
      const test = node.test as Node;
      return [['turn-condition', test.start, test.end, `!(${text(test)})`]];
    }
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const [left, right] = [node.left as Node, node.right as Node];
      const other = OTHER_OPERATOR[node.operator as string];
      return other === undefined ? [] : [whole('other-operator', `(${text(left)}) ${other} (${text(right)})`)];
    }
    case 'Literal':
      return ofLiteral(node, parent);
    case 'TemplateLiteral': {
      const first = (node.quasis as Node[]).find(({ start, end }) => end > start);
      return first ? [['empty-text', first.start, first.end, '']] : [];
    }
    case 'BlockStatement':
      return (node.body as Node[]).length > 0 ? [whole('empty-block', '{}')] : [];
    default:
      return [];
  }
}

function withoutAwait(node: Node): Node {
  return node.type === 'AwaitExpression' ? withoutAwait(node.argument as Node) : node;
}

function ofArguments(call: Node, source: string): Change[] {
  const given = call.arguments as Node[];
  const changes: Change[] = [];
  const [first, second] = given;
  if (first && second) {
    const [a, between, b] = [
      [first.start, first.end],
      [first.end, second.start],
      [second.start, second.end],
    ].map(([from, to]) => source.slice(from, to));
    changes.push(['swap-arguments', first.start, second.end, `${b}${between}${a}`]);
  }
  if (given.at(-1)) changes.push(dropOf(given.at(-1) as Node, given, 'drop-argument'));
  const method = (call.callee as Node).property as (Node & { name?: string }) | undefined;
  if (method?.name === undefined || !LISTENS.has(method.name) || first?.type !== 'Literal') return changes;
  const event = OTHER_EVENT[first.value as string];
  if (event !== undefined) changes.push(['swap-event', first.start, first.end, `'${event}'`]);
  const other = { on: 'once', once: 'on' }[method.name];
  if (other !== undefined) changes.push(['once-or-on', method.start, method.end, other]);
  return changes;
}

/** Drops one of a list, with the comma that belongs to it. */
function dropOf(node: Node, list: Node[], operator: Operator): Change {
  const index = list.indexOf(node);
  const [before, after] = [list[index - 1], list[index + 1]];
  if (after) return [operator, node.start, after.start, ''];
  return [operator, before?.end ?? node.start, node.end, ''];
}

function ofLiteral({ start, end, value }: Node, parent: Node | undefined): Change[] {
  if (typeof value === 'number') {
    return [1, -1].map((by): Change => ['off-by-one', start, end, `${value + by}`]);
  }
  if (typeof value === 'boolean') return [['flip-boolean', start, end, `${!value}`]];
  const isKey = parent?.type === 'Property' && (parent.key as Node).start === start;
  return typeof value === 'string' && value !== '' && !isKey ? [['empty-text', start, end, "''"]] : [];
}
