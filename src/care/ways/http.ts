import { SendError } from './sender.ts'

/** Milliseconds until whoever does not answer is taken as not there. */
const patience = 10_000

/** Posts JSON. Resolves when it was taken. Neither the address nor the answer is in the error: an address may be a secret. */
export async function post(url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<void> {
  let response: Response
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    })
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } }
    throw new SendError(name === 'TimeoutError' ? 'did not answer' : `could not be reached (${cause?.code ?? name})`)
  }
  await response.body?.cancel()
  if (response.ok) return
  const seconds = Number(response.headers.get('retry-after'))
  throw new SendError(`answered ${response.status}`, seconds > 0 ? seconds * 1_000 : undefined)
}
