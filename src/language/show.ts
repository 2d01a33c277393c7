/** A flow as a person reads it: what is said, what is asked, what is kept, in order, branches indented. */
import type { FlowSource } from './parse.ts'
import { stepKindByName } from './steps/index.ts'
import type { Translations } from './text.ts'
import type { Step } from './words.ts'

export function showFlow({ head, steps }: FlowSource, language: string, translations: Translations): string {
  const translate = (text: string) => translations[language]?.[text] ?? text
  const lines = [translate(head.title), translate(head.about), `(${head.posture}; ${head.source})`, '']
  for (const step of steps) lines.push(...showStep(step, '', translate))
  return `${lines.join('\n')}\n`
}

function showStep(step: Step, indent: string, translate: (text: string) => string): string[] {
  const { kind, data } = step
  const texts = stepKindByName.get(kind)!.texts(data as never)
  const [first, ...rest] = texts
  const lines: string[] = []
  const add = (text: string) => lines.push(...text.split('\n').map((line) => `${indent}${line}`))
  const said = (text: string) => translate(text).trim()
  if (kind === 'say')
    for (const [index, { value }] of texts.entries()) add(`${index === 0 ? '' : '  or: '}${said(value)}`)
  else if ('as' in data && first) {
    add(`▸ ${said(first.value)}   [${kind}: ${String(data['as'])}]`)
    for (const { path, value } of rest) add(`    ${labelOf(path)} ${said(value)}`)
    if (data['from'] !== undefined) add(`    • from ${String(data['from'])}`)
  } else if (kind === 'if') add(`— if ${String(data['if'])}:`)
  else if (kind === 'each') add(`— for each ${String(data['item'])} of ${String(data['each'])}:`)
  else if (kind === 'repeat') add(`— again while ${String(data['while'])}, at most ${String(data['most'])} times:`)
  else {
    add(`⟶ ${kind} ${typeof data[kind] === 'object' ? '' : String(data[kind])}${withOf(data)}`.trimEnd())
    for (const { value } of texts) add(`    ${said(value)}`)
  }
  for (const [block, inner] of Object.entries(step.blocks)) {
    if (block === 'else' && inner.length > 0) add('— else:')
    for (const each of inner) lines.push(...showStep(each, `${indent}    `, translate))
  }
  return lines
}

function labelOf(path: readonly (string | number)[]): string {
  const [field, value] = path
  if (field === 'options') return '•'
  if (field === 'ends') return `${value} =`
  return `${String(field)}:`
}

function withOf(data: Readonly<Record<string, unknown>>): string {
  const fields = data['with']
  return typeof fields === 'object' && fields !== null
    ? ` (${Object.entries(fields)
        .map(([name, from]) => (name === from ? name : `${name}: ${String(from)}`))
        .join(', ')})`
    : ''
}
