/** Every kind of record. */
import { balance } from './balance.ts'
import { caution } from './caution.ts'
import { chain } from './chain.ts'
import { checkin } from './checkin.ts'
import { danger } from './danger.ts'
import { experiment } from './experiment.ts'
import { goal } from './goal.ts'
import { harm } from './harm.ts'
import type { RecordKind } from './kind.ts'
import { note } from './note.ts'
import { plan } from './plan.ts'
import { profile } from './profile.ts'
import { reading } from './reading.ts'
import { reason } from './reason.ts'
import { ruler } from './ruler.ts'
import { safetyPlan } from './safety-plan.ts'
import { script } from './script.ts'
import { setback } from './setback.ts'
import { step } from './step.ts'

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
]

export const recordKinds: Readonly<Record<string, RecordKind>> = Object.fromEntries(
  kinds.map((kind) => [kind.kind, kind]),
)
