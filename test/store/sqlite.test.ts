import { storeContract } from './contract.ts'
import { emptyFolder, openIn } from './folder.ts'

storeContract('the store on SQLite', async () => {
  const folder = emptyFolder()
  const store = await openIn(folder)
  const again = async () => {
    await store.close()
    return openIn(folder)
  }
  return { store, again }
})
