import type { Kind } from './types';

/** Kinds that words fit, the best first: those of the type at hand, then by title, then by id and other words, then by what they do. */
export function search(kinds: readonly Kind[], words: string, isOfType: (kind: Kind) => boolean = () => false): Kind[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [...kinds];
  return kinds
    .map((kind) => ({ kind, score: scoreOf(kind, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => Number(isOfType(b.kind)) - Number(isOfType(a.kind)) || b.score - a.score || a.kind.title.localeCompare(b.kind.title))
    .map(({ kind }) => kind);
}

function scoreOf(kind: Kind, wanted: string[]): number {
  let sum = 0;
  for (const word of wanted) {
    const title = kind.title.toLowerCase();
    const score = title.startsWith(word)
      ? 8
      : title.split(/\s+/).some((part) => part.startsWith(word))
        ? 6
        : title.includes(word) || kind.id.includes(word)
          ? 4
          : kind.keywords.toLowerCase().includes(word)
            ? 3
            : kind.help.toLowerCase().includes(word) || kind.category.toLowerCase().includes(word)
              ? 1
              : 0;
    if (score === 0) return 0;
    sum += score;
  }
  return sum;
}

export const categoryNames: Record<string, string> = {
  value: 'Values',
  inputOutput: 'In and out',
  generate: 'Generate',
  material: 'Material',
  pattern: 'Patterns',
  colour: 'Colour',
  filter: 'Filters',
  transform: 'Transform',
  mix: 'Mix',
};
