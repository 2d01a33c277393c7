/**
 * The conversation every contestant of the benchmark holds: the same 20 questions, the same answers, word for word.
 *
 * Terminology:
 * - person: a whole number from 0; what person `n` says is fixed by `n`, and 50 people in a row say 50 different things
 * - turn: one message of a person taken to its reply. `hello` is the first; so a conversation takes 21
 */

interface Words {
  /** The name the answer is kept under. */
  readonly id: string
  /** What is asked. The reply that asks it has these words in it. */
  readonly words: string
}

export type Question =
  | (Words & { readonly kind: 'ask' })
  | (Words & { readonly kind: 'list' })
  /** `reads` is what counts as an answer; anything else is asked again. */
  | (Words & { readonly kind: 'rate' | 'count' | 'confirm'; readonly reads: RegExp })
  | (Words & { readonly kind: 'choose'; readonly options: readonly string[]; readonly reads: RegExp })

/** Question id to what was said, verbatim. */
export type Answers = Record<string, string>

/** What each person writes first. */
export const hello = 'hello'

/** What the reply to the last answer has in it. */
export const closing = 'Thank you. All of it is kept in your words.'

/** How many people talk, and how many of their messages are under way at once. */
export const people = 50
export const atOnce = 16

const ask = (id: string, words: string): Question => ({ id, kind: 'ask', words })
const rate = (id: string, words: string): Question => ({ id, kind: 'rate', words, reads: /^\D*(10|\d)\D*$/ })
const confirm = (id: string, words: string): Question => ({ id, kind: 'confirm', words, reads: /^(yes|no)\b/i })
const choose = (id: string, words: string, ...options: string[]): Question => ({
  id,
  kind: 'choose',
  words,
  options,
  reads: new RegExp(`^(${options.join('|')})$`, 'i'),
})

export const questions: readonly Question[] = [
  ask('brings', 'What brings you here today?'),
  choose('substance', 'Which one is on your mind?', 'Alcohol', 'Cannabis', 'Something else', 'More than one'),
  ask('likes', 'What does it do for you? Anything counts.'),
  ask('costs', 'And what is less good about it?'),
  rate('importance', 'From 0 to 10, how important is it to you to change something about this, for now?'),
  confirm('wants_to_say', 'Would you like to say what puts you there?'),
  ask('reasons', 'What puts you at that number?'),
  choose('goal', 'What sounds right for now?', 'Safer use', 'Using less', 'A break', 'Stopping', 'Not sure'),
  rate('confidence', 'From 0 to 10, how confident are you that you could do that?'),
  { id: 'helps', kind: 'list', words: 'What has helped before, even a little? One on each line.' },
  choose('when', 'When does it come up most?', 'Mornings', 'Afternoons', 'Evenings', 'Nights'),
  { id: 'days', kind: 'count', words: 'On how many days of the last seven did you use?', reads: /^\D*[0-7]\D*$/ },
  ask('moment', 'Think of the last time. What was going on just before?'),
  rate('urge', 'From 0 to 10, how strong was the urge at that moment?'),
  confirm('alone', 'Was somebody with you?'),
  choose('step_size', 'How big a step would you like?', 'Tiny', 'Small', 'Middling', 'Big'),
  ask('step', 'What is one small step you could try, in your own words?'),
  rate('fit', 'From 0 to 10, how well does that step fit your life this week?'),
  confirm('remind', 'Would you like to be asked about it later?'),
  choose('next', 'Where to from here?', 'Look back', 'Another step', 'Leave it there'),
]

/** Five ways to begin and ten ways to go on make fifty answers to each open question; quotes, braces and accents on purpose. */
const begins = ['', 'Honestly, ', 'I guess ', 'Lately — ', 'Well… ']
const spoken: Readonly<Record<string, readonly string[]>> = {
  brings: [
    'my sister keeps asking how I am and I never know what to say',
    'I woke up on the sofa again and missed the school run',
    'work has been a lot, 60 hours last week & no end to it',
    'I said "just two" and it was nine',
    'nothing big happened, I am only curious about this',
    'the doctor’s letter about my liver came on Friday',
    'it’s the nights. I can’t fall asleep without it any more',
    'my partner and I had the same fight for the third time',
    'I moved here in March and I know no one',
    'money. It is 40% of what I earn <- I worked it out',
  ],
  likes: [
    'it turns the volume down in my head',
    'I get to be the funny one at the table',
    'it is the only hour of the day that’s mine',
    'my back stops hurting enough that I can sit',
    'I sleep, or something like sleep 😴',
    'it makes the family dinners bearable',
    'music sounds the way it did when I was nineteen',
    'I don’t think about mi mamá for a while',
    'it gives my hands something to do after work',
    'it is warm. That is the best word I have: warm',
  ],
  costs: [
    'the mornings, and the two days after',
    'I say things I don’t mean and then I don’t remember them',
    'my boss has noticed, I think',
    'it takes more every month to get to the same place',
    'I stopped running, and I liked running',
    'the money / the lying about the money',
    'my chest goes tight around 4 a.m.',
    'the kids see more than I want them to',
    'I feel flat on all the days in between',
    'nobody calls on Sundays any more {they used to}',
  ],
  reasons: [
    'because it has been worse and it has been better',
    'half of me wants it gone, half of me wants it tonight',
    'I promised myself something before my birthday',
    'the numbers on the letter were not good',
    'I am tired, simply tired of planning around it',
    'there is a job coming up that I really want',
    'it is not the biggest problem I have just now',
    'my daughter asked me straight out',
    'I don’t know, it came to me as you asked',
    'I miss how clear I was in the spring',
  ],
  helps: [
    'a walk round the block\ncalling Jo',
    'eating first\nwater in between\ngoing home with Sam',
    'leaving the card at home',
    'the Tuesday group\nlong showers',
    'cooking something slow\nthe radio',
    'not buying more than one evening’s worth',
    'early nights\nno phone in bed',
    'swimming\nthe dog\nsinging in the car',
    'telling one person in advance',
    'having something to get up for\ntea, lots of tea',
  ],
  moment: [
    'I had just put the little one to bed',
    'the bus was late and the bar was right there',
    'an email came with "URGENT" in the subject',
    'nothing. I was bored, it was raining',
    'a friend I hadn’t seen in 5 years turned up',
    'I had been paid an hour earlier',
    'we were packing up Dad’s flat',
    'I’d eaten nothing since breakfast',
    'everyone was out on the balcony laughing',
    'I was alone with the shopping and the quiet',
  ],
  step: [
    'eat before I go out on Friday',
    'put tomorrow’s clothes out tonight',
    'text Jo at six instead of at nine',
    'buy four rather than eight',
    'walk home the other way, past the park',
    'one evening this week with the phone off',
    'tell the nurse the real number',
    'keep a note of what it was like, 3 lines, no more',
    'have the first one an hour later than usual',
    'go to bed when I am tired and not after',
  ],
}
const ratings = ['0', '3', 'about a 4', '5', 'maybe 6', '7', '8', '10']
const counts = ['0', '2', '3 I think', '5', 'all 7']
const confirmations = ['yes', 'No', 'Yes, I would', 'no, not today']

const pick = (from: readonly string[], n: number) => from[n % from.length] ?? ''

function answer(question: Question, at: number, person: number): string {
  const n = person + at
  if (question.kind === 'choose') return pick(question.options, n)
  if (question.kind === 'rate') return pick(ratings, n)
  if (question.kind === 'count') return pick(counts, n)
  if (question.kind === 'confirm') return pick(confirmations, n)
  return pick(begins, n) + pick(spoken[question.id] ?? [], Math.floor(n / begins.length))
}

const said: readonly Answers[] = Array.from({ length: people }, (_, person) =>
  Object.fromEntries(questions.map((question, at) => [question.id, answer(question, at, person)])),
)

/** What this person answers to each question. */
export function answersOf(person: number): Answers {
  return said[person % people] ?? {}
}
