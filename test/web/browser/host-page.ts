/** A site of another origin that has the widget, and does all it can to read along. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface HostPage {
  readonly url: string
  /** Which Gradual it embeds. */
  show(gradual: string): void
  stop(): Promise<void>
}

export async function openHost(): Promise<HostPage> {
  let gradual = ''
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="en"><head><title>A clinic</title><meta name="viewport" content="width=device-width">
<style>body{font:17px/1.6 Georgia,serif;max-width:40rem;margin:4rem auto;padding:0 1.5rem;color:#333;background:#fff}h1{font-weight:400}</style></head>
<body><h1>The corner clinic</h1><p>Open on weekdays from nine to five. You are welcome as you are.</p><p><a href="#hours">Hours and place</a></p>
<script>window.heard=[];addEventListener('message',(e)=>heard.push({origin:e.origin,data:e.data}))</script>
<script src="${gradual}/widget.js" async></script></body></html>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    // Another name for this machine: another site, not only another port.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    show: (url) => void (gradual = url),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
