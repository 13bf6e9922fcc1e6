import { type AnyNode, type Expression, type Options, type Program, parse } from 'acorn';

/** The names that a file gives to things of its own; whose scope they have is not asked: one is enough to be not sure. */
export interface Bindings {
  bound: ReadonlySet<string>;
  constants: ReadonlyMap<string, Expression>;
}

const DECLARING: Record<string, readonly string[]> = {
  VariableDeclarator: ['id'],
  FunctionDeclaration: ['id', 'params'],
  FunctionExpression: ['id', 'params'],
  ArrowFunctionExpression: ['params'],
  ClassDeclaration: ['id'],
  ClassExpression: ['id'],
  CatchClause: ['param'],
  ImportSpecifier: ['local'],
  ImportDefaultSpecifier: ['local'],
  ImportNamespaceSpecifier: ['local'],
};

export function bindingsOf(nodes: readonly Visited[]): Bindings {
  const bound = new Set<string>();
  const constants = new Map<string, Expression>();
  for (const { node } of nodes) {
    for (const key of DECLARING[node.type] ?? []) {
      const value = (node as unknown as Record<string, AnyNode | AnyNode[] | null>)[key];
      for (const pattern of Array.isArray(value) ? value : [value]) addNames(pattern, bound);
    }
    if (node.type !== 'VariableDeclaration' || node.kind !== 'const') continue;
    for (const { id, init } of node.declarations) if (id.type === 'Identifier' && init) constants.set(id.name, init);
  }
  return { bound, constants };
}

function addNames(pattern: AnyNode | null | undefined, names: Set<string>): void {
  switch (pattern?.type) {
    case 'Identifier':
      names.add(pattern.name);
      break;
    case 'ObjectPattern':
      for (const each of pattern.properties) addNames(each.type === 'Property' ? each.value : each.argument, names);
      break;
    case 'ArrayPattern':
      for (const each of pattern.elements) addNames(each, names);
      break;
    case 'AssignmentPattern':
      addNames(pattern.left, names);
      break;
    case 'RestElement':
      addNames(pattern.argument, names);
      break;
    default:
  }
}

/** The text that an expression always has: of literals, templates, `+`, and constants of these. */
export function constantText(node: AnyNode | undefined, { constants }: Bindings, depth = 0): string | undefined {
  if (!node || depth > 100) return undefined;
  const textOf = (part: AnyNode | undefined) => constantText(part, { bound: new Set(), constants }, depth + 1);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? node.value : undefined;
    case 'Identifier':
      return textOf(constants.get(node.name));
    case 'ParenthesizedExpression':
      return textOf(node.expression);
    case 'TemplateLiteral': {
      const texts = node.quasis.flatMap(({ value }, index) => [
        value.cooked ?? undefined,
        textOf(node.expressions[index]),
      ]);
      texts.pop(); // behind the last piece there is no expression
      return texts.includes(undefined) ? undefined : texts.join('');
    }
    case 'BinaryExpression': {
      if (node.operator !== '+') return undefined;
      const [left, right] = [textOf(node.left), textOf(node.right)];
      return left === undefined || right === undefined ? undefined : left + right;
    }
    default:
      return undefined;
  }
}

/** A node, where it stands in the tree, and whether a function is around it. */
export interface Visited {
  node: AnyNode;
  parent: AnyNode | undefined;
  /** The property of the parent that holds it. */
  key: string;
  inFunction: boolean;
}

const OPTIONS: Options = { ecmaVersion: 'latest', sourceType: 'module', allowReturnOutsideFunction: true };
/** As acorn words it, which looks after its stack itself. */
const TOO_DEEP = 'Not enough stack space';

/** The syntax tree of esbuild's output, as a module or script; else `undefined`. Throws RangeError when nested too deeply. */
export function syntaxTree(code: string): Program | undefined {
  for (const options of [
    { ...OPTIONS, allowAwaitOutsideFunction: true },
    { ...OPTIONS, sourceType: 'script' } as const,
  ]) {
    try {
      return parse(code, options);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      if (error.message.startsWith(TOO_DEEP)) throw new RangeError(error.message);
    }
  }
  return undefined;
}

/** All nodes, in no order that matters; without recursion, since a tree may be deep. */
export function* nodesOf(tree: Program): Generator<Visited> {
  const left: Visited[] = [{ node: tree, parent: undefined, key: '', inFunction: false }];
  for (let visited = left.pop(); visited; visited = left.pop()) {
    yield visited;
    const { node } = visited;
    const inFunction = visited.inFunction || FUNCTIONS.has(node.type);
    for (const [key, value] of Object.entries(node)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (isNode(child)) left.push({ node: child, parent: node, key, inFunction });
      }
    }
  }
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
