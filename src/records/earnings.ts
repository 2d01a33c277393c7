/**
 * What earns. Small steps of any size, told honestly, are worth the same: nothing here depends on using less, and nothing is
 * ever taken back.
 */
export const earnings = [
  'reflection',
  'step-planned',
  'step-told',
  'check-in',
  'setback-told',
  'safer-use',
  'medical-visit',
] as const
export type Earning = (typeof earnings)[number]

/** Fixed points, without money value. */
export const pointsEach = 5
