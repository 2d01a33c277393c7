/** What may stand in a program's file, and what each field is: the words that a fault is told with. */
import { z } from 'zod'
import { weekdays, type Hours } from './hours.ts'

const words = (what: string) => z.string({ error: what }).trim().min(1, { error: what })
const minutes = (what: string) => z.int({ error: what }).min(1, { error: what }).max(720, { error: what })
/** The name of an environment variable. Gradual's own settings are no place for a program's secrets. */
const variable = (what: string) => z.string({ error: what }).regex(/^(?!GRADUAL_)[A-Z][A-Z0-9_]*$/, { error: what })

const hoursNote = 'hours such as 09:00-17:00 (22:00-06:00 ends on the next day), or a list of them'
const clock = String.raw`([01]\d|2[0-4]):([0-5]\d)`
const hours = z
  .string({ error: hoursNote })
  .regex(new RegExp(`^${clock}-${clock}$`), { error: hoursNote })
  .transform((text): Hours => {
    const [from, to] = text.split('-').map((part) => Number(part.slice(0, 2)) * 60 + Number(part.slice(3))) as [
      number,
      number,
    ]
    return { from, to }
  })
  .refine(({ from, to }) => from < 24 * 60 && to <= 24 * 60, { error: hoursNote })
const someHours = z.union([hours.transform((one) => [one]), z.array(hours)], { error: hoursNote })
const weekNote = `days and their hours, such as { monday: 09:00-17:00 }; days: ${weekdays.join(', ')}`
const week = z.strictObject(
  Object.fromEntries(weekdays.map((day) => [day, someHours.optional()])) as Record<
    (typeof weekdays)[number],
    z.ZodOptional<typeof someHours>
  >,
  { error: weekNote },
)

const contact = z.strictObject(
  {
    name: words('the name of a member of staff'),
    email: z.email({ error: 'an e-mail address' }).optional(),
    slack: variable('the name of an environment variable that holds a Slack incoming webhook address').optional(),
    webhook: z
      .strictObject(
        {
          url: z.url({ error: 'an address that takes POST, such as https://pager.example.org/gradual' }),
          secret: variable('the name of an environment variable that holds the secret to sign with'),
        },
        { error: 'a url and a secret' },
      )
      .optional(),
  },
  { error: 'a contact: a name and one or more of email, slack, webhook' },
)

const whenNote = `when this contact is on call: always, staffed, unstaffed, or ${weekNote}`
const onCall = z.strictObject(
  {
    contact: words('the name of one of the contacts'),
    when: z.union([z.enum(['always', 'staffed', 'unstaffed']), week], { error: whenNote }),
  },
  { error: 'a contact and when' },
)

const contactsNote = 'who is told when a client needs a person, in order; at least one'
const onCallNote = 'who is told first, and when: a list of a contact and when; at least one'
const zoneNote = 'the time zone, such as America/New_York (IANA)'
const languagesNote = 'the languages of the program, such as [en, es]; its own comes first'

export const programFile = z.strictObject({
  program: z
    .string({ error: 'a short name that never changes, such as harbor: small letters, digits and -' })
    .regex(/^[a-z][a-z0-9-]{0,39}$/, { error: 'a short name that never changes: small letters, digits and -' }),
  name: words('the program’s name, as clients know it'),
  country: z
    .string({ error: 'the country, two capital letters (ISO 3166-1)' })
    .regex(/^[A-Z]{2}$/, { error: 'the country, two capital letters (ISO 3166-1)' }),
  zone: z
    .string({ error: zoneNote })
    .refine((zone) => zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone), { error: zoneNote }),
  languages: z
    .array(z.string({ error: languagesNote }).regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, { error: languagesNote }), {
      error: languagesNote,
    })
    .min(1, { error: languagesNote }),
  minimum_age: z
    .int({ error: 'the age from which someone may take part, in years' })
    .min(0, { error: 'the age from which someone may take part, in years' })
    .max(120, { error: 'the age from which someone may take part, in years' }),
  dispatch: z.boolean({ error: 'may staff call emergency services or police for a client? true or false' }),
  clinical_safety_lead: words('the name of who answers for clinical safety'),
  staffed: week,
  holidays: z
    .array(z.iso.date({ error: 'a date such as 2026-12-25' }), {
      error: 'dates on which nobody is staffed, such as [2026-12-25]',
    })
    .default([]),
  contacts: z.array(contact, { error: contactsNote }).min(1, { error: contactsNote }),
  on_call: z.array(onCall, { error: onCallNote }).min(1, { error: onCallNote }),
  acknowledge_minutes: minutes(
    'minutes, 1 to 720, that who is on call has to acknowledge before the next contact is told',
  ),
  escalate_minutes: minutes('minutes, 1 to 720, that every further contact has'),
  unanswered_minutes: minutes(
    'minutes, 1 to 720, after which a possible danger that was asked about and not answered is told',
  ),
})

export type ProgramFile = z.output<typeof programFile>
