import Database from 'better-sqlite3'

/** Reads a file of the store as it is, beside the store. */
export function rowsOf<R>(file: string, sql: string): R[] {
  const database = new Database(file, { readonly: true })
  try {
    return database.prepare<[], R>(sql).all()
  } finally {
    database.close()
  }
}

/** Changes a file of the store behind its back. */
export function change(file: string, sql: string, ...values: readonly unknown[]): void {
  const database = new Database(file)
  try {
    database.prepare(sql).run(...values)
  } finally {
    database.close()
  }
}
