import fc from 'fast-check'
import { expect, it } from 'vitest'
import { commands } from '../../src/reading/reading.ts'
import { anyText, commandIn, languages } from './readers.ts'

it.each([
  ['Stop messaging me', 'stop'],
  ['unsubscribe', 'stop'],
  ['hold off on messages until monday', 'pause'],
  ['I need a break from you lol, back in a few days', 'pause'],
  ['how do i use this thing', 'help'],
  ['?', 'help'],
  ['take me back to the menu', 'menu'],
  ['oops wrong answer, let me redo that', 'back'],
  ["I'd rather not answer that", 'skip'],
  ['can we start from scratch', 'restart'],
  ['Please ask Maria, my counselor, to call me', 'human'],
  ['are you a robot?', 'human'],
  ['what info have u kept on me', 'my_data'],
  ['get rid of everything you know about me', 'delete_data'],
  ["I don't want my key worker to see my check-ins any more", 'consent'],
  ['stop sharing my answers with the clinic', 'consent'],
  ['I need help right now', 'urgent'],
  ['911', 'urgent'],
  ['Can we do this in Spanish?', 'language:es'],
  ['why is this in spanish, i need english', 'language:en'],
])('"%s" asks for %s', (text, command) => {
  expect(commandIn('en', text)).toBe(command)
})

it.each([
  ['ya no me mandes más mensajes nunca', 'stop'],
  ['podemos parar un rato?', 'pause'],
  ['no me escribas hasta el lunes', 'pause'],
  ['explicame que hace esta cosa', 'help'],
  ['pasame el menu', 'menu'],
  ['me equivoqué, quiero cambiar mi respuesta', 'back'],
  ['esa no la quiero contestar', 'skip'],
  ['arranquemos de nuevo, me perdí', 'restart'],
  ['kiero ablar con alguien de carne y hueso', 'human'],
  ['dame una copia de todo lo que escribí', 'my_data'],
  ['vorra mi historial', 'delete_data'],
  ['quién puede leer esto? quiero cambiar los permisos', 'consent'],
  ['estoy en crisis, a quién llamo', 'urgent'],
  ['cambia a ingles', 'language:en'],
  ['no entiendo inglés, en español', 'language:es'],
])('Spanish: "%s" asks for %s', (text, command) => {
  expect(commandIn('es', text)).toBe(command)
})

it.each([
  ['puase', 'pause'],
  ['hlep', 'help'],
  ['stopp', 'stop'],
  ['restrat pls', 'restart'],
  ['/menu', 'menu'],
  ['SKIP!!!', 'skip'],
])('typos, slashes and loudness make no difference: "%s"', (text, command) => {
  expect(commandIn('en', text)).toBe(command)
})

it.each([
  'i want to stop drinking',
  'i need help with my mum',
  'can you help me stop drinking',
  'i want to pause my drinking for a month',
  'he told me to stop',
  'my heart skipped a beat',
  'going back to my mams on friday',
  'I want to start over with my wife',
  'I want to forget everything that happened that night',
  'I deleted the dealer from my phone',
  'how does methadone work',
  'there was this long pause and then he laughed',
  'my counsellor thinks I do better in the mornings',
  'had to go to urgent care on Saturday',
  'Spanish wine mostly',
  'the menu at that place has no alcohol free beer',
  'yes',
])('the same words about their life ask for nothing: "%s"', (text) => {
  expect(commandIn('en', text)).toBeNull()
})

it.each([
  'quiero parar de beber',
  'no puedo parar',
  'no quiero seguir viviendo',
  'necesito ayuda con mi mamá',
  'paso de ir al bar',
  'quiero empezar desde cero con mis hijos',
  'cancelé la cita con el dentista',
  'quiero hablar con mi mujer antes de que se vaya',
  'mi jefe solo habla english y me cuesta',
])('Spanish: the same words about their life ask for nothing: "%s"', (text) => {
  expect(commandIn('es', text)).toBeNull()
})

it('each command is heard by its own plain name in both languages', () => {
  const names = { stop: 'parar', pause: 'pausa', help: 'ayuda', menu: 'menú', back: 'atrás', skip: 'saltar', restart: 'reiniciar' }
  for (const [command, spanish] of Object.entries(names)) {
    expect(commandIn('en', command)).toBe(command)
    expect(commandIn('es', spanish)).toBe(command)
  }
})

it('courtesy around a command makes no difference', () => {
  const before = fc.constantFrom('', 'please ', 'can you ', 'hey, ', 'um ', 'could we ')
  const after = fc.constantFrom('', ' please', ' thanks', ', thank you', ' pls!!', ' if thats ok')
  const asked = fc.constantFrom('skip this one', 'go back', 'show me the menu', 'delete my data', 'stop messaging me')
  fc.assert(
    fc.property(before, asked, after, (opening, command, closing) => {
      expect(commandIn('en', opening + command + closing)).toBe(commandIn('en', command))
    }),
  )
})

it('whatever is said, it asks for a known command or none', () => {
  const known = new Set<string | null>([...commands, 'language:en', 'language:es', null])
  fc.assert(fc.property(languages, anyText, (language, text) => known.has(commandIn(language, text))))
})
