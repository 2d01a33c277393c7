/** The conversation of the crash tests: ids of messages and their words. */
export const script: readonly (readonly [string, string])[] = [
  ['c1', 'my sister worries'],
  ['c2', '7'],
  ['c3', 'tea'],
  ['c4', 'walking'],
  ['c5', "that's it"],
]
