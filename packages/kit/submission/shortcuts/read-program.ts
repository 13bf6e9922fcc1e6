import type { AnyNode, ObjectPattern } from 'acorn';
import type { MapOfSource } from '../compile/compile.ts';
import { type Bindings, bindingsOf, constantText, nodesOf, syntaxTree, type Visited } from './bindings.ts';

/** Something that a program takes from outside itself, and the place in the code. */
export interface Use {
  /** `module`: asked for by name, which is absent when it is computed. `global`: `fetch`. `internal`: `process.binding`. `worker`: `new Worker`. */
  what: 'module' | 'global' | 'internal' | 'worker';
  name?: string;
  /** The program does not even start without it: `import … from`, not `import()` or `require`. */
  isImported?: true;
  start: number;
  end: number;
}

export interface ProgramFacts {
  uses: Use[];
  /** It has `import`, `export`, `import.meta` or an `await` outside functions. */
  isModule: boolean;
  /** It asks for what only a CommonJS module has. */
  isCommonJs: boolean;
}

/** A student's file that compiles, and what its syntax tree says. */
export interface ReadFile {
  state: 'read';
  file: string;
  source: string;
  code: string;
  map: MapOfSource;
  facts: ProgramFacts;
  extension: Extension;
}

export type ReadProgram = ReadFile | { state: 'broken'; reason: string };
/** `.js` is an ECMAScript module, `.cjs` a CommonJS one. */
export type Extension = '.js' | '.cjs';
/** By which Node hands out modules, besides `import`. */
const LOADERS = new Set(['require', 'getBuiltinModule', '_load']);
/** Doors of `process` to Node's insides, to native code and to another program. */
const INTERNALS = new Set(['binding', '_linkedBinding', 'dlopen', 'execve']);
const GLOBAL_OBJECTS = new Set(['globalThis', 'global']);
const COMMONJS = new Set(['require', 'module', 'exports', '__filename', '__dirname']);
const MODULE_SYNTAX = /^(?:ImportDeclaration|Export.*Declaration)$/;

/** What a program uses, by its syntax tree, if it has one; the guard finds the rest. Throws RangeError when nested too deeply. */
export function readProgram(code: string): ProgramFacts | undefined {
  const tree = syntaxTree(code);
  if (!tree) return undefined;
  const nodes = [...nodesOf(tree)];
  const reader: Reader = { ...bindingsOf(nodes), loaders: new Set(['require']) };
  for (const { node } of nodes) addLoader(node, reader);
  const uses = nodes.flatMap((visited) => usesOf(visited, reader));
  const asksForThreads = uses.some(({ name }) => name?.replace(/^node:/, '') === 'worker_threads');
  const threads = asksForThreads ? nodes.flatMap((visited) => workersOf(visited, reader)) : [];
  return {
    uses: [...uses, ...threads].sort((a, b) => a.start - b.start),
    isModule: nodes.some(({ node, inFunction }) => isModuleSyntax(node, inFunction)),
    isCommonJs: nodes.some((visited) => isFree(visited, reader) && COMMONJS.has(visited.node.name)),
  };
}

interface Reader extends Bindings {
  /** Names by which this file calls a loader: `require`, and what `createRequire` gave it. */
  loaders: Set<string>;
}

/** `const load = createRequire(…)`, `const load = process.getBuiltinModule`, `const { getBuiltinModule: load } = process`. */
function addLoader(node: AnyNode, reader: Reader): void {
  if (node.type === 'Property' && node.value.type === 'Identifier') {
    if (LOADERS.has(memberName(node.key, node.computed, reader) ?? '')) reader.loaders.add(node.value.name);
  }
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !node.init) return;
  if (isLoader(node.init, reader) || makesLoader(node.init, reader)) reader.loaders.add(node.id.name);
}

function isLoader(node: AnyNode, reader: Reader): boolean {
  if (node.type === 'Identifier') return reader.loaders.has(node.name);
  if (node.type === 'MemberExpression') return LOADERS.has(memberName(node.property, node.computed, reader) ?? '');
  return makesLoader(node, reader);
}

function makesLoader(node: AnyNode, reader: Reader): boolean {
  return node.type === 'CallExpression' && nameOf(node.callee, reader) === 'createRequire';
}

function usesOf(visited: Visited, reader: Reader): Use[] {
  const { node } = visited;
  switch (node.type) {
    case 'ImportExpression':
      return [moduleUse(node.source, reader)];
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return node.source ? [{ ...moduleUse(node.source, reader), isImported: true }] : [];
    case 'CallExpression': {
      const [first] = node.arguments;
      if (first && isLoader(node.callee, reader)) return [moduleUse(first, reader)];
      return [];
    }
    case 'MemberExpression': {
      const name = memberName(node.property, node.computed, reader);
      const owner = nameOf(node.object, reader);
      if (name === undefined || owner === undefined || isAskedFor(visited)) return [];
      return useOf(owner, name, node);
    }
    case 'VariableDeclarator':
      return node.id.type === 'ObjectPattern' && node.init ? takenOut(node.id, nameOf(node.init, reader), reader) : [];
    case 'Identifier':
      return isFree(visited, reader) && !isAskedFor(visited)
        ? [{ what: 'global', name: node.name, ...span(node) }]
        : [];
    default:
      return [];
  }
}

function useOf(owner: string, name: string, node: AnyNode): Use[] {
  if (owner === 'process' && INTERNALS.has(name)) return [{ what: 'internal', name: `process.${name}`, ...span(node) }];
  return GLOBAL_OBJECTS.has(owner) ? [{ what: 'global', name, ...span(node) }] : [];
}

function moduleUse(source: AnyNode, reader: Reader): Use {
  const name = constantText(source, reader);
  return { what: 'module', ...(name !== undefined && { name }), ...span(source) };
}

/** `const { fetch } = globalThis`, `const { binding } = process`. */
function takenOut(pattern: ObjectPattern, owner: string | undefined, reader: Reader): Use[] {
  return pattern.properties.flatMap((property): Use[] => {
    const name = property.type === 'Property' ? memberName(property.key, property.computed, reader) : undefined;
    if (name === undefined || owner === undefined) return [];
    return useOf(owner, name, property);
  });
}

/** In a file that asks for `node:worker_threads`: `import { Worker }`, `threads.Worker`, `const { Worker } = …`. */
function workersOf({ node }: Visited, reader: Reader): Use[] {
  const use: Use = { what: 'worker', name: 'Worker', ...span(node) };
  if (node.type === 'ImportSpecifier') return nameOf(node.imported, reader) === 'Worker' ? [use] : [];
  if (node.type === 'MemberExpression' || node.type === 'Property') {
    const key = node.type === 'Property' ? node.key : node.property;
    return memberName(key, node.computed, reader) === 'Worker' ? [use] : [];
  }
  return [];
}

/** `typeof fetch` asks whether there is one. */
function isAskedFor({ parent }: Visited): boolean {
  return parent?.type === 'UnaryExpression' && parent.operator === 'typeof';
}

/** A name that stands for a value, and that the file itself gives to nothing. */
function isFree(
  visited: Visited,
  { bound }: Bindings,
): visited is Visited & { node: { type: 'Identifier'; name: string } } {
  const { node, parent, key } = visited;
  if (node.type !== 'Identifier' || bound.has(node.name)) return false;
  switch (parent?.type) {
    case 'MemberExpression':
      return key === 'object' || parent.computed;
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return key === 'value' || parent.computed;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
    case 'ImportSpecifier':
    case 'ExportSpecifier':
      return false;
    default:
      return true;
  }
}

function isModuleSyntax(node: AnyNode, inFunction: boolean): boolean {
  if (node.type === 'MetaProperty') return node.meta.name === 'import';
  if (node.type === 'AwaitExpression') return !inFunction;
  if (node.type === 'ForOfStatement') return node.await && !inFunction;
  return MODULE_SYNTAX.test(node.type);
}

/** The last name of `createRequire`, `module.createRequire`, `globalThis.process`. */
function nameOf(node: AnyNode, reader: Bindings): string | undefined {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' ? memberName(node.property, node.computed, reader) : undefined;
}

function memberName(key: AnyNode, computed: boolean, reader: Bindings): string | undefined {
  if (!computed && key.type === 'Identifier') return key.name;
  return constantText(key, reader);
}

function span({ start, end }: AnyNode): { start: number; end: number } {
  return { start, end };
}
