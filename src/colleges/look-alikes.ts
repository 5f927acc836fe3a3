const LATIN = 'ABCEHIKMOPTXYaceiopxyhs';
const CYRILLIC = 'АВСЕНІКМОРТХУасеіорхуһѕ';
const twin = new Map([...LATIN].map((letter, index) => [letter, CYRILLIC[index]!]));

const toCyrillic = (word: string) => word.replaceAll(/[A-Za-z]/g, (letter) => twin.get(letter) ?? letter);

/**
 * Writes words alike that a reader cannot tell apart: a Latin letter inside a Cyrillic word becomes the Cyrillic one it looks like, and so
 * does a word of Latin capitals that might as well be Cyrillic («PTC», «РТС»). Kazakh letters stay what they are: «Қ» is no «К». For
 * comparing only, never for showing.
 */
export function withoutLookAlikes(text: string): string {
  return text.replaceAll(/\p{L}+/gu, (word) => {
    if (!/[A-Za-z]/.test(word)) return word;
    if (/\p{Script=Cyrillic}/u.test(word)) return toCyrillic(word);
    const capitals = word.toUpperCase();
    return [...capitals].every((letter) => twin.has(letter)) ? toCyrillic(capitals) : word;
  });
}
