/**
 * Conditions and values in flows: CEL, the Common Expression Language (https://cel.dev), checked against the types of the
 * answers a flow collects.
 *
 * Any answer may be missing, because anything can be skipped: an expression that touches a missing value has no value, and a
 * condition without a value is false.
 */
import { Environment, ParseError, type ASTNode } from '@marcbachmann/cel-js'
import type { Scope, ValueType } from './words.ts'

export interface Expression {
  readonly source: string
  /** The names it reads. */
  readonly names: ReadonlySet<string>
  /** Its CEL type. */
  readonly type: string
  /** Undefined when a value it needs is missing. */
  value(scope: Scope): unknown
}

/** `offset` is where in the expression, from 0. */
export class ExpressionError extends Error {
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

export type Names = ReadonlyMap<string, ValueType>

/** Parses and checks expressions over a fixed set of names. */
export class Expressions {
  readonly #environment: Environment

  constructor(names: Names) {
    const environment = new Environment({ homogeneousAggregateLiterals: false })
    // Numbers in flows are plain numbers: authors write `n + 1`, not `n + 1.0`.
    for (const operator of ['+', '-', '*', '/'] as const) {
      environment.registerOperator(`double ${operator} int`, (a: number, b: bigint) =>
        arithmetic(operator, a, Number(b)),
      )
      environment.registerOperator(`int ${operator} double`, (a: bigint, b: number) =>
        arithmetic(operator, Number(a), b),
      )
    }
    environment.registerOperator('double == int', (a: number, b: bigint) => a === Number(b))
    for (const [name, type] of names) environment.registerVariable(name, type.cel)
    this.#environment = environment
  }

  /** Throws `ExpressionError` when it does not parse, reads an unknown name, or mixes types. */
  parse(source: string): Expression {
    try {
      const parsed = this.#environment.parse(source)
      const names = freeNames(parsed.ast)
      const checked = parsed.check()
      if (!checked.valid) throw checked.error ?? new Error('does not type-check')
      return new Parsed(source, names, checked.type ?? 'dyn', parsed)
    } catch (error) {
      throw new ExpressionError(firstLine((error as Error).message), offsetOf(error))
    }
  }
}

class Parsed implements Expression {
  readonly source: string
  readonly names: ReadonlySet<string>
  readonly type: string
  readonly #run: (context: Record<string, unknown>) => unknown

  constructor(
    source: string,
    names: ReadonlySet<string>,
    type: string,
    run: (context: Record<string, unknown>) => unknown,
  ) {
    this.source = source
    this.names = names
    this.type = type
    this.#run = run
  }

  value(scope: Scope): unknown {
    const context: Record<string, unknown> = {}
    for (const name of this.names) {
      const value = scope.value(name)
      if (value === undefined) return undefined
      context[name] = value
    }
    try {
      return plain(this.#run(context))
    } catch {
      // Types were checked when the flow was; what can still fail is a field or a round that isn't there: a missing value.
      return undefined
    }
  }
}

/** A condition that has no value is false. */
export function holds(condition: Expression, scope: Scope): boolean {
  return condition.value(scope) === true
}

function arithmetic(operator: '+' | '-' | '*' | '/', a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
  }
}

/** Whole numbers come out of CEL as BigInts, which JSON can't hold. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(plain)
  return value
}

const macros = new Set(['all', 'exists', 'exists_one', 'filter', 'map'])

function freeNames(ast: ASTNode): Set<string> {
  const found = new Set<string>()
  const visit = (node: ASTNode, bound: ReadonlySet<string>): void => {
    switch (node.op) {
      case 'id':
        if (!bound.has(node.args)) found.add(node.args)
        return
      case 'value':
        return
      case '.':
      case '.?':
        return visit(node.args[0], bound)
      case 'call':
        return node.args[1].forEach((argument) => visit(argument, bound))
      case 'rcall': {
        const [name, receiver, args] = node.args
        visit(receiver, bound)
        const variable = args[0]
        const inner = macros.has(name) && variable?.op === 'id' ? new Set([...bound, variable.args]) : bound
        return args.forEach((argument) => visit(argument, inner))
      }
      case 'map':
        return node.args.forEach(([key, value]) => (visit(key, bound), visit(value, bound)))
      case '!_':
      case '-_':
        return visit(node.args, bound)
      default:
        return (node.args as ASTNode[]).forEach((part) => visit(part, bound))
    }
  }
  visit(ast, new Set())
  return found
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]!.trim()
}

function offsetOf(error: unknown): number {
  if (error instanceof ParseError || (error instanceof Error && 'node' in error)) {
    return (error as { node?: { pos?: number } }).node?.pos ?? 0
  }
  return 0
}
