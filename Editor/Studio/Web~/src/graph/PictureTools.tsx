import { useState } from 'react';
import { MaskDialog } from '../mask/MaskDialog';
import { act } from '../state/store';
import { IconButton } from '../ui/IconButton';
import { addNode } from './document';
import { graphApi } from './graphApi';
import { edit, present } from './graphStore';
import type { GraphNode } from './types';

/** A picture's own tools: choose another, paint a mask on it. */
export function PictureTools({ node }: { node: GraphNode }) {
  const [painting, setPainting] = useState<{ width: number; height: number } | null>(null);
  const file = node.parameters?.file;
  if (typeof file !== 'string' || !file) return null;
  const url = graphApi.pictureUrl(file);
  const paint = () => {
    const image = new Image();
    image.onload = () => setPainting({ width: image.naturalWidth, height: image.naturalHeight });
    image.src = url;
  };
  return (
    <div className="picture-tools">
      <img src={url} alt={file} />
      <IconButton icon="brush" label="Paint a mask on it" wide onClick={paint} />
      {painting && (
        <MaskDialog
          {...painting}
          name={file}
          url={url}
          onClose={() => setPainting(null)}
          onSave={(mask) =>
            act(async () => {
              if (!mask) return;
              const { file: name } = await graphApi.addPicture(mask, `mask of ${file}`);
              edit((doc) => {
                const made = addNode(doc, 'picture', { x: node.x, y: node.y + 300 }, { file: name });
                present([made.id]);
                return made.doc;
              });
            })
          }
        />
      )}
    </div>
  );
}
