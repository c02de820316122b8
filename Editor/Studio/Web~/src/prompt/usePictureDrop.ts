import { type DragEvent, useState } from 'react';
import { api } from '../api/client';
import { promptFrom } from '../state/prompt';
import { report, setPrompt, tell, useStudio } from '../state/store';

/** Takes a picture that is dropped or chosen: to start from; one that Scumble made brings its prompt along. */
export function usePictureDrop() {
  const [over, setOver] = useState(false);
  const take = async (file: File) => {
    try {
      const picture = await api.addPicture(file, file.name);
      const { prompt } = useStudio.getState();
      if (picture.request) {
        setPrompt(promptFrom(picture.request, prompt));
        tell(`${picture.name} was made here: its prompt and seed are in the bar.`);
      }
      setPrompt({ picture: { use: 'start', picture, strength: 0.7 } });
    } catch (e) {
      report(e);
    }
  };
  const isFile = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return {
    over,
    take,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!isFile(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        if (!isFile(event)) return;
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file) void take(file);
      },
    },
  };
}
