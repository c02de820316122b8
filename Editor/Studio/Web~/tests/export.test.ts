import { expect, it } from 'vitest';
import { folderOf, nameProblem } from '../src/export/fileName';

it('gives each engine a folder, since their files share names', () => {
  expect(new Set(['plain', 'unity', 'unreal', 'godot'].map(folderOf)).size).toBe(4);
});

it('says what is wrong with a name before anything is sent', () => {
  for (const name of ['a/b', 'a:b', 'a?', '.a', 'a.', 'a ']) expect(nameProblem(name)).not.toBeNull();
  for (const name of ['moss', 'Mossy brick 2', 'moos_ö']) expect(nameProblem(name)).toBeNull();
});
