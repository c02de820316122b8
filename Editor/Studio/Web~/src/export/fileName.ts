/** A name of files out of words: lower case, joined by hyphens. */
export function fileName(words: string): string {
  const name = words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return name || 'texture';
}

/** Where files for an engine go, where nothing else is said: engines' files share names. */
export function folderOf(preset: string): string {
  return preset === 'plain' ? 'exports' : `exports/${preset}`;
}

/** What is wrong with a name of files, or null. */
export function nameProblem(name: string): string | null {
  if (name.includes('/')) return 'A name without “/”: folders are named below.';
  if (/[\\:*?"<>|]/.test(name)) return 'A name without \\ : * ? " < > |.';
  if (name.startsWith('.') || /[. ]$/.test(name)) return 'A name that does not begin with a dot, or end with a dot or a space.';
  return null;
}
