/** The words of the interface in the language of the conversation; English until another is loaded. */
import { en, type Strings } from './strings/en.ts'

export type { Strings }

/** What the interface speaks, each in its own name. */
export const languages = { en: 'English', es: 'Español' } as const
export type Language = keyof typeof languages

/** The nearest language there is to a BCP 47 tag, or English. */
export function nearest(tag: string): Language {
  const base = tag.toLowerCase().split('-')[0]
  return base === 'es' ? 'es' : 'en'
}

export async function stringsFor(language: Language): Promise<Strings> {
  return language === 'es' ? (await import('./strings/es.ts')).es : en
}

/** Languages whose lines run from right to left. */
export function direction(tag: string): 'rtl' | 'ltr' {
  return /^(ar|arc|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/i.test(tag) ? 'rtl' : 'ltr'
}

export { en }
