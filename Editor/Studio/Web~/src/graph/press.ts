let count = 0;
let held = 0;

/** The press of the pointer that is held now; 0 for none. No two have one number. */
export const heldPress = (): number => held;

/** Watches the pointer of the whole page. */
export function watchPresses(): () => void {
  const began = () => void (held = ++count);
  const ended = () => void (held = 0);
  addEventListener('pointerdown', began, true);
  for (const name of ['pointerup', 'pointercancel', 'blur']) addEventListener(name, ended);
  return () => {
    removeEventListener('pointerdown', began, true);
    for (const name of ['pointerup', 'pointercancel', 'blur']) removeEventListener(name, ended);
    ended();
  };
}
