/** Every kind of record. */
import { aftermath } from './aftermath.ts'
import { alliance } from './alliance.ts'
import { balance } from './balance.ts'
import { caution } from './caution.ts'
import { chain } from './chain.ts'
import { checkin } from './checkin.ts'
import { danger } from './danger.ts'
import { experiment } from './experiment.ts'
import { goal } from './goal.ts'
import { hardWords } from './hard-words.ts'
import { harm } from './harm.ts'
import type { RecordKind } from './kind.ts'
import { letter } from './letter.ts'
import { meaning } from './meaning.ts'
import { medical } from './medical.ts'
import { missed } from './missed.ts'
import { note } from './note.ts'
import { page } from './page.ts'
import { plan } from './plan.ts'
import { profile } from './profile.ts'
import { reading } from './reading.ts'
import { reason } from './reason.ts'
import { ruler } from './ruler.ts'
import { safetyPlan } from './safety-plan.ts'
import { script } from './script.ts'
import { setback } from './setback.ts'
import { skill } from './skill.ts'
import { step } from './step.ts'
import { strength } from './strength.ts'
import { topic } from './topic.ts'
import { voices } from './voices.ts'
import { wellbeing } from './wellbeing.ts'

const kinds = [
  profile,
  reason,
  balance,
  ruler,
  harm,
  script,
  chain,
  goal,
  plan,
  experiment,
  step,
  reading,
  checkin,
  setback,
  caution,
  note,
  safetyPlan,
  danger,
  medical,
  strength,
  voices,
  meaning,
  skill,
  letter,
  alliance,
  wellbeing,
  topic,
  hardWords,
  missed,
  page,
  aftermath,
]

export const recordKinds: Readonly<Record<string, RecordKind>> = Object.fromEntries(
  kinds.map((kind) => [kind.kind, kind]),
)
