import type { Compilable } from 'kysely'
import type { Connection, Later, Statement, Value } from './dialect.ts'

/** A place in a statement, filled by name each time it runs. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** Stands in for the arguments while a statement is built: every property is a `Slot`. */
const slots = new Proxy(
  {},
  {
    get: (_, name) => new Slot(String(name)),
    ownKeys: () => {
      throw new TypeError('A statement must name its places: `.values({ id: row.id })`, not `.values(row)`.')
    },
  },
)

/** The values a statement takes, by name. */
export type Arguments = Readonly<Record<string, Value>>

/** SQL with named places, built once. */
export class Compiled<A extends Arguments, R> {
  readonly sql: string
  /** What fills each place: the name of an argument, or a constant. */
  readonly places: readonly (Slot | Value)[]
  /** Only for the compiler. */
  declare readonly shape: [A, R]

  constructor(built: Compilable<R>) {
    const { sql, parameters } = built.compile()
    this.sql = sql
    // Kysely passes on what it was given: slots, and the constants of a statement.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    this.places = parameters as readonly (Slot | Value)[]
  }
}

/** Builds a statement. What `build` takes from its argument becomes a named place: `(slot: { client: string }) => …`. */
export function compile<A extends Arguments, R>(build: (slot: A) => Compilable<R>): Compiled<A, R> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every property is there, as a slot
  return new Compiled(build(slots as A))
}

/** A statement on one connection. */
export class Query<A extends Arguments, R> {
  readonly #connection: Connection
  readonly #compiled: Compiled<A, R>
  #statement: Statement | undefined

  constructor(connection: Connection, compiled: Compiled<A, R>) {
    this.#connection = connection
    this.#compiled = compiled
  }

  /** Resolves to the number of rows it changed. */
  run(values: A): Later<number> {
    return this.#ready().run(...this.#fill(values))
  }

  get(values: A): Later<R | undefined> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the row that Kysely says it gives
    return this.#ready().get(...this.#fill(values)) as Later<R | undefined>
  }

  all(values: A): Later<R[]> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return this.#ready().all(...this.#fill(values)) as Later<R[]>
  }

  /** Prepared when first used: a connection that only reads never prepares what writes. */
  #ready(): Statement {
    return (this.#statement ??= this.#connection.prepare(this.#compiled.sql))
  }

  #fill(values: Arguments): Value[] {
    const filled: Value[] = []
    for (const place of this.#compiled.places) filled.push(place instanceof Slot ? values[place.name]! : place)
    return filled
  }
}

/** A statement for a connection that uses it rarely. */
export function prepare<A extends Arguments, R>(
  connection: Connection,
  build: (slot: A) => Compilable<R>,
): Query<A, R> {
  return new Query(connection, compile(build))
}
