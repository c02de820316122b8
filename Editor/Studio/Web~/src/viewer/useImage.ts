import { useEffect, useState } from 'react';

/** An image once it is loaded; the one before stays until then, so that nothing flashes. */
export function useImage(url: string | null): HTMLImageElement | null {
  const [image, setImage] = useState<HTMLImageElement | null>(null);
  useEffect(() => {
    if (!url) return setImage(null);
    let wanted = true;
    const next = new Image();
    next.onload = () => wanted && setImage(next);
    next.src = url;
    return () => {
      wanted = false;
    };
  }, [url]);
  return image;
}
