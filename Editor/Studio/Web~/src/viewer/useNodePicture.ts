import { useEffect, useState } from 'react';
import { graphApi } from '../graph/graphApi';
import { useGraph } from '../graph/graphStore';
import { kindOf, titleOf } from '../graph/document';
import type { NodeCard } from '../graph/types';
import { useStudio } from '../state/store';
import type { Looked } from './looked';

/** What the node that is to be shown gave, once it is there; null where none is. The one before stays while a newer is made. */
export function useNodePicture(): Looked | null {
  const node = useGraph((state) => (state.line?.now.nodes.some((one) => one.id === state.shown) ? state.shown : null));
  const run = useGraph((state) => state.run);
  const key = useStudio((state) => (run && node ? state.runs[run]?.nodes?.find((one) => one.id === node)?.key : undefined));
  const title = useGraph(({ line, kinds, own }) => {
    const found = line?.now.nodes.find((one) => one.id === node);
    const kind = found && kindOf(kinds, own, found);
    return found && kind ? titleOf(found, kind) : '';
  });
  const tile = useGraph((state) => state.line?.now.tile ?? 'none');
  const [seen, setSeen] = useState<{ node: string; run: string; key: string; card: NodeCard } | null>(null);
  useEffect(() => {
    if (!node || !run || !key || (seen?.node === node && seen.key === key)) return;
    let wanted = true;
    // A node without a picture, or one that is no longer kept: the graph's own stays.
    void graphApi.node(run, node).then(
      (card) => wanted && setSeen({ node, run, key, card }),
      () => wanted && setSeen(null),
    );
    return () => {
      wanted = false;
    };
  }, [node, run, key]);
  if (!node || seen?.node !== node) return null;
  return { id: seen.key, title, ...seen.card, tile: tile === 'none' ? 'None' : tile.toUpperCase(), urlOf: (map) => graphApi.nodeUrl(seen.run, node, map) };
}
