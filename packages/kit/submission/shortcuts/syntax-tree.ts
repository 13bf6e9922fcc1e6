import { type AnyNode, type Options, type Program, parse } from 'acorn';

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

/**
 * The syntax tree of JavaScript that esbuild has written: as a module, or as a script where a module may not be so.
 * `undefined` when it is neither: Node will say so in its own words.
 * @throws RangeError when it is nested deeper than the stack allows
 */
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
