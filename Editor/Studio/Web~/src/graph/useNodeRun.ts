import { api } from '../api/client';
import { useStudio } from '../state/store';
import { useGraph } from './graphStore';
import type { RunNode } from './types';

// The last picture of each node, by graph and node: while a newer run has none yet, it stays.
const pictures = new Map<string, string>();

/** What the newest run says of a node, and its picture. */
export function useNodeRun(id: string): { node: RunNode | undefined; picture: string | undefined } {
  const run = useGraph((state) => state.run);
  const graph = useGraph((state) => state.name);
  const node = useStudio((state) => (run ? state.runs[run]?.nodes?.find((one) => one.id === id) : undefined));
  const key = `${graph}\n${id}`;
  if (run && node && node.preview > 0) pictures.set(key, api.previewUrl(run, id, node.preview));
  return { node, picture: pictures.get(key) };
}
