/** A pattern that one of the words matches as a whole: `*` stands for anything, `temp*` begins so. Words of letters and digits. */
export function wordPattern(words: string): RegExp {
  const alternatives = words.trim().split(/\s+/);
  return new RegExp(`^(?:${alternatives.join('|').replaceAll('*', '.*')})$`, 's');
}
