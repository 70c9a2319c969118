/**
 * `work` with a memory of its last answer: asked the same again, it answers without working. Arguments are the same where
 * `Object.is` says so, so it is for those that are replaced and never changed; so is the answer, which several then share.
 */
export function sameAgain<Asked extends readonly unknown[], Answer>(
  work: (...asked: Asked) => Answer,
): (...asked: Asked) => Answer {
  let last: { asked: Asked; answer: Answer } | undefined;
  return (...asked) => {
    if (!last || asked.some((one, index) => !Object.is(one, last?.asked[index])))
      last = { asked, answer: work(...asked) };
    return last.answer;
  };
}
