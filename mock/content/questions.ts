import type { Question } from './flow-texts.ts'

/** Creates the questions of a flow from their answers. A name is the key in words: `waiting_time` is "Waiting time". */
export function createQuestions(answersByKey: Readonly<Record<string, Question['answers']>>): readonly Question[] {
  return Object.entries(answersByKey).map(([key, answers]) => {
    const words = key.replaceAll(/_|(?=[A-Z])/g, ' ').toLowerCase()
    return { key, name: words.charAt(0).toUpperCase() + words.slice(1), answers }
  })
}
