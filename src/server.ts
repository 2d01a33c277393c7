/** The HTTP server that channels hang their routes on, and health for whoever watches the process. */
import Fastify, { type FastifyInstance } from 'fastify'

/** Larger bodies are refused; no message is anywhere near. */
const mostBytes = 64 * 1024

/** `proxies`: addresses whose `X-Forwarded-For` is believed; without any, nobody's is. */
export function createServer(proxies: readonly string[]): FastifyInstance {
  // Requests are not logged: an address with a time is already something about someone.
  const server = Fastify({ logger: false, bodyLimit: mostBytes, trustProxy: proxies.length > 0 ? [...proxies] : false })
  server.get('/healthz', () => ({ ok: true }))
  return server
}
