import { describe } from 'vitest'
import type { Store } from '../../src/store/port.ts'
import { alertsContract } from './contract/alerts.ts'
import { clientsContract } from './contract/clients.ts'
import { commitContract } from './contract/commit.ts'
import { inboxContract } from './contract/inbox.ts'
import { journalContract } from './contract/journal.ts'
import { outboxContract } from './contract/outbox.ts'
import { recordsContract } from './contract/records.ts'
import { serialContract } from './contract/serial.ts'
import { shelfContract } from './contract/shelf.ts'
import { timersContract } from './contract/timers.ts'

/** Opens an empty store for one test; `again` closes it and opens the same one. */
export type Open = () => Promise<{ readonly store: Store; readonly again: () => Promise<Store> }>

/** What every dialect's store must do. Each calls this with its own way to open one. */
export function storeContract(name: string, open: Open): void {
  // oxlint-disable-next-line vitest/valid-title -- each dialect gives its own
  describe(name, () => {
    commitContract(open)
    serialContract(open)
    clientsContract(open)
    inboxContract(open)
    journalContract(open)
    recordsContract(open)
    timersContract(open)
    outboxContract(open)
    shelfContract(open)
    alertsContract(open)
  })
}
