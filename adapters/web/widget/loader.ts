/**
 * The one line a site adds: `<script src="https://gradual.example/widget.js" async></script>`. It puts a button and a frame on
 * Gradual's own origin in a corner of the page. The page can read nothing in the frame; two words cross, `open` in and
 * `close` out, each checked for where it comes from. Nothing is asked of the server before someone opens it.
 */
const source = (document.currentScript as HTMLScriptElement | null)?.src ?? ''
const { origin } = new URL(source, location.href)
const title = /^es\b/i.test(document.documentElement.lang) ? 'Notas' : 'Notes'

const place = document.createElement('div')
// Closed: a script of the site that walks the page does not come across what is inside.
const inside = place.attachShadow({ mode: 'closed' })
const look = new CSSStyleSheet()
look.replaceSync(`
:host { all: initial; position: fixed; z-index: 2147483000; inset: auto 16px 16px auto; inset-inline: auto 16px; color-scheme: light dark }
button { display: grid; place-items: center; inline-size: 56px; block-size: 56px; padding: 0; border: 2px solid #fff; border-radius: 50%; background: #28665c; color: #fff; box-shadow: 0 2px 12px rgb(0 0 0/.25); cursor: pointer }
button:focus-visible { outline: 3px solid #28665c; outline-offset: 3px }
svg { inline-size: 26px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round }
iframe { position: fixed; inset: auto 16px 84px auto; inset-inline: auto 16px; inline-size: min(400px, calc(100vw - 32px)); block-size: min(680px, calc(100vh - 100px)); border: 1px solid rgb(0 0 0/.2); border-radius: 20px; background: Canvas; box-shadow: 0 8px 40px rgb(0 0 0/.25) }
[hidden] { display: none }
@media (max-width: 480px), (max-height: 480px) { iframe { inset: 0; inline-size: 100%; block-size: 100%; border: 0; border-radius: 0 } }
`)
inside.adoptedStyleSheets = [look]

const button = document.createElement('button')
button.type = 'button'
button.title = title
button.setAttribute('aria-label', title)
button.setAttribute('aria-expanded', 'false')
const svg = 'http://www.w3.org/2000/svg'
const icon = document.createElementNS(svg, 'svg')
icon.setAttribute('viewBox', '0 0 24 24')
icon.setAttribute('aria-hidden', 'true')
const lines = document.createElementNS(svg, 'path')
lines.setAttribute(
  'd',
  'M7 3.5h10a2 2 0 0 1 2 2v13a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-13a2 2 0 0 1 2-2ZM9 9h6M9 13h6M9 17h3',
)
icon.append(lines)
button.append(icon)

let frame: HTMLIFrameElement | undefined

function open(): void {
  button.setAttribute('aria-expanded', 'true')
  if (frame) {
    frame.hidden = false
    enter(frame)
    return
  }
  const created = document.createElement('iframe')
  created.title = title
  created.allow = 'publickey-credentials-get; publickey-credentials-create; clipboard-write'
  created.referrerPolicy = 'no-referrer'
  created.addEventListener('load', () => enter(created))
  created.src = `${origin}/embed`
  inside.append(created)
  frame = created
}

function enter(frame: HTMLIFrameElement): void {
  frame.focus()
  frame.contentWindow?.postMessage('gradual:open', origin)
}

function close(): void {
  if (!frame || frame.hidden) return
  frame.hidden = true
  button.setAttribute('aria-expanded', 'false')
  button.focus()
}

button.addEventListener('click', () => (frame && !frame.hidden ? close() : open()))
place.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') close()
})
addEventListener('message', (event) => {
  if (event.origin === origin && event.source === frame?.contentWindow && event.data === 'gradual:close') close()
})

inside.append(button)
if (document.body) document.body.append(place)
else addEventListener('DOMContentLoaded', () => document.body.append(place))
