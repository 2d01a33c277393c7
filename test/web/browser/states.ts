/** Every state of the page that can be seen, each as a way to get there: for pictures of it, and for looking at it with axe. */
import type { BrowserContext, Page } from 'playwright-core'
import type { House, Script, Turn } from './house.ts'

export interface State {
  readonly name: string
  /** What Gradual says first; the usual greeting where it isn't said. */
  readonly script?: Script
  /** From the page with its first lines to the state. */
  readonly act?: (page: Page, house: House, context: BrowserContext) => Promise<void>
}

export const text = (words: string) => ({ kind: 'text' as const, text: words })

export const greeting: Turn = {
  lines: [
    text('Hello. I am a program, not a person. Mixed feelings are welcome here, and no goal is needed.'),
    text('What brings you here today?'),
  ],
  prompt: {
    ref: 'reason',
    kind: 'choose',
    label: 'What brings you here today?',
    options: [
      { value: 'use', label: 'Something about using' },
      { value: 'day', label: 'A hard day' },
      { value: 'look', label: 'Just looking around' },
    ],
  },
}

export const rating: Turn = {
  lines: [text('Thank you. I kept that in your words.'), text('How tense are you right now?')],
  prompt: {
    ref: 'tense',
    kind: 'rate',
    label: 'How tense are you right now?',
    ends: { low: 'not at all', high: 'as much as it gets' },
  },
}

const many: Turn = {
  lines: [text('What does it do for you? Anything counts.')],
  prompt: {
    ref: 'does',
    kind: 'choose-many',
    label: 'What does it do for you?',
    options: [
      { value: 'rest', label: 'Helps me come down after a long shift' },
      { value: 'sleep', label: 'Helps me sleep' },
      { value: 'people', label: 'Makes it easier to be around people' },
      { value: 'feel', label: 'Turns the volume of feelings down' },
    ],
  },
}

const breathing: Turn = {
  lines: [
    text('Breathe out slowly with me, if you like. Any word from you ends it.'),
    {
      kind: 'pace',
      beats: Array.from({ length: 6 }, () => [
        { text: 'Breathe in', seconds: 4, breath: 'in' as const },
        { text: 'Rest', seconds: 2, breath: 'hold' as const },
        { text: 'And slowly out', seconds: 6, breath: 'out' as const },
      ]).flat(),
    },
  ],
}

const pebbles = Array.from({ length: 13 }, (_, n) => {
  const x = 64 + (n % 5) * 27 + (Math.floor(n / 5) % 2) * 6
  return `<ellipse cx="${x}" cy="${226 - Math.floor(n / 5) * 20}" rx="13" ry="10" fill="${['#7aa5a1', '#d7a86e', '#9b8fb5'][n % 3]}"/>`
}).join('')
const jar: Turn = {
  lines: [
    text('This is what you have gathered so far.'),
    {
      kind: 'picture',
      alt: 'A jar with 13 pebbles, one for each small step.',
      svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 260" width="240" height="260"><path d="M58 40q-18 14-18 40v130q0 30 30 30h100q30 0 30-30V80q0-26-18-40z" fill="#eef3f4" stroke="#6b8790" stroke-width="3"/><rect x="54" y="20" width="132" height="20" rx="6" fill="#c9a26b"/>${pebbles}</svg>`,
    },
    text('Would you like to look at one of them?'),
  ],
  prompt: {
    ref: 'look',
    kind: 'confirm',
    label: 'Would you like to look at one of them?',
    options: [
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'No' },
      { value: 'unsure', label: 'Not sure' },
    ],
  },
}

const listing: Turn = {
  lines: [text('Is there anything else it does for you?')],
  prompt: {
    ref: 'more',
    kind: 'list',
    label: 'Is there anything else it does for you?',
    options: [{ value: 'done', label: 'That’s it' }],
  },
}

const danger: Turn = {
  lines: [
    text('Thank you for telling me. Are you in danger right now?'),
    text(
      'If you are: call 911 now. You can also call or text 988, day and night. Put the phone on speaker and unlock the door.',
    ),
    text('I am a program and can’t send help. I stay here with you.'),
  ],
  prompt: {
    ref: 'danger',
    kind: 'confirm',
    label: 'Are you in danger right now?',
    options: [
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'No, not now' },
      { value: 'unsure', label: 'Not sure' },
    ],
  },
}

const person: Turn = {
  lines: [
    {
      kind: 'text',
      from: 'Maria',
      text: 'Hi, this is Maria from the evening team. I read what you sent me. I am here until ten.',
    },
  ],
  prompt: { ref: 'maria', kind: 'ask', label: 'I am here until ten.' },
}

const arabic: Turn = {
  language: 'ar',
  lines: [text('مرحبًا. أنا برنامج ولست إنسانًا. كل ما تشعر به مرحب به هنا.'), text('ما مدى توترك الآن؟')],
  prompt: { ref: 'ar', kind: 'rate', label: 'ما مدى توترك الآن؟', ends: { low: 'لا شيء', high: 'إلى أقصى حد' } },
}

const spanish: Turn = {
  language: 'es',
  lines: [
    text('Hola. Soy un programa, no una persona. Aquí caben los sentimientos encontrados.'),
    text('¿Qué te trae hoy?'),
  ],
  prompt: {
    ref: 'es',
    kind: 'choose',
    label: '¿Qué te trae hoy?',
    options: [
      { value: 'use', label: 'Algo sobre el consumo' },
      { value: 'day', label: 'Un día difícil' },
    ],
  },
}

/** Says something, and waits for the answer to stand. */
export async function say(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox').fill(words)
  await page.keyboard.press('Enter')
  await settled(page)
}

/** Nothing more comes by itself: all lines of the newest turn stand, and all animations are over. */
export async function settled(page: Page): Promise<void> {
  await page.locator('.own .state').first().waitFor({ state: 'detached' })
  await page.locator('.thinking').waitFor({ state: 'detached' })
}

const then =
  (next: Turn): Script =>
  (said) =>
    said === undefined ? greeting : next

const openMenu = async (page: Page, entry?: string): Promise<void> => {
  await page.getByRole('button', { name: 'Menu' }).click()
  if (entry !== undefined) await page.getByRole('button', { name: entry }).click()
}

export const states: readonly State[] = [
  { name: 'first' },
  {
    name: 'scale',
    script: then(rating),
    act: async (page) => {
      await say(page, 'A long shift. I want the noise to stop, and I also want to wake up clear tomorrow.')
      await page.getByRole('radio', { name: '6' }).click()
    },
  },
  {
    name: 'choose-many',
    script: then(many),
    act: async (page) => {
      await say(page, 'Something about using')
      await page.getByText('Helps me sleep').click()
      await page.getByText('Turns the volume').click()
    },
  },
  { name: 'list', script: then(listing), act: (page) => say(page, 'It makes the evenings softer') },
  { name: 'picture', script: then(jar), act: (page) => say(page, 'Show me') },
  {
    name: 'breath',
    script: then(breathing),
    act: async (page) => {
      await say(page, 'Let’s breathe')
      await page.getByRole('button', { name: /movement/ }).waitFor()
    },
  },
  { name: 'person', script: then(person), act: (page) => say(page, 'Can I talk to a person?') },
  {
    name: 'danger',
    script: then(danger),
    act: async (page) => {
      await page.getByRole('button', { name: 'I need help now' }).click()
      await settled(page)
    },
  },
  {
    name: 'draft',
    act: async (page) => {
      await page.getByRole('button', { name: 'Got it' }).click()
      await page
        .getByRole('textbox')
        .fill(
          'I came home and the first thing I did was open the fridge.\nThen I sat down.\n\nI am not sure what I want to say.',
        )
    },
  },
  {
    name: 'no-connection',
    script: then(rating),
    act: async (page, _house, context) => {
      await context.setOffline(true)
      await page.getByRole('textbox').fill('It is hard to sleep')
      await page.keyboard.press('Enter')
      await page.getByText('Not sent yet').waitFor()
    },
  },
  {
    name: 'numbers',
    act: async (page, _house, context) => {
      await context.setOffline(true)
      await page.getByText('No connection').waitFor()
      await page.getByRole('button', { name: 'I need help now' }).click()
      await page.getByRole('link', { name: '911' }).waitFor()
    },
  },
  { name: 'offline-page', act: async (page, house) => void (await page.goto(`${house.url}/offline`)) },
  { name: 'menu', act: (page) => openMenu(page) },
  { name: 'menu-language', act: (page) => openMenu(page, 'Language') },
  {
    name: 'menu-way-back',
    act: async (page) => {
      await say(page, 'A hard day')
      await openMenu(page, 'Come back on another device')
      await page.getByRole('button', { name: 'Show a new code' }).click()
      await page.getByText('This is your code').waitFor()
    },
  },
  {
    name: 'menu-lock',
    act: async (page) => {
      await openMenu(page, 'Lock')
      await page.getByText('PIN', { exact: true }).click()
    },
  },
  {
    name: 'menu-privacy',
    act: async (page) => {
      await openMenu(page, 'Privacy')
      await page.getByText('Nobody is watching').waitFor()
    },
  },
  { name: 'menu-leave', act: (page) => openMenu(page, 'About “Leave now”') },
  { name: 'menu-forget', act: (page) => openMenu(page, 'Forget this device') },
  {
    name: 'locked',
    act: async (page) => {
      await say(page, 'A hard day')
      await lock(page)
    },
  },
  {
    name: 'door',
    act: async (page) => {
      await page.goto('about:blank')
      await page.goBack()
      await page.getByRole('button', { name: 'Open' }).waitFor()
    },
  },
  {
    name: 'forgotten',
    act: async (page) => {
      await openMenu(page, 'Forget this device')
      await page.getByRole('button', { name: 'Forget this device' }).click()
      await page.getByText('has forgotten you').waitFor()
    },
  },
  { name: 'right-to-left', script: () => arabic, act: async (page) => page.getByRole('radio', { name: '4' }).click() },
  { name: 'spanish', script: () => spanish, act: async (page) => page.getByText('Necesito ayuda ya').waitFor() },
]

/** Sets a PIN, and closes the lock. Something has to have been said. */
export async function lock(page: Page, pin = '2468'): Promise<void> {
  await openMenu(page, 'Lock')
  await page.getByText('PIN', { exact: true }).click()
  await page.getByLabel('New PIN').fill(pin)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  await page.getByRole('button', { name: 'Close the lock now' }).click()
  await page.getByRole('heading', { name: 'Locked' }).waitFor()
}

/** Opens the page with its first lines in a state. */
export async function reach(state: State, page: Page, house: House): Promise<void> {
  house.script = state.script ?? ((said) => (said === undefined ? greeting : rating))
  await page.goto(house.url)
  await page.locator('.turn').first().waitFor()
  await settled(page)
  await state.act?.(page, house, page.context())
}
